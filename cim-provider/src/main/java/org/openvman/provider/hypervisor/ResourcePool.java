package org.openvman.provider.hypervisor;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A pool of host resources from which devices are allocated (DSP1041).
 *
 * @param name unique among the host's pools of its kind: {@link #PRIMORDIAL}, else the name that the hypervisor uses
 * @param primordial whether it stands for all the host has of its kind; there is one, and the others are its children
 * @param capacity all there is: percent of a processor, bytes, bytes, or adapters (0 for no limit)
 * @param reserved what is taken by systems, and by the child pools of a primordial pool
 * @param subnet the addresses of a network
 */
public record ResourcePool(
        HostId host,
        ResourceKind kind,
        String name,
        boolean primordial,
        long capacity,
        long reserved,
        Optional<Subnet> subnet) {

    /** The name of the pool that stands for all the host has of a kind. */
    public static final String PRIMORDIAL = "0";

    /** What one processor counts in the capacity and reservation of processor pools, which are in percent of one. */
    public static final int PROCESSOR_PERCENT = 100;

    /** A pool of processors, memory or peripherals. */
    public ResourcePool(HostId host, ResourceKind kind, String name, long capacity, long reserved) {
        this(host, kind, name, name.equals(PRIMORDIAL), capacity, reserved, Optional.empty());
    }

    /** The primordial pools of the kinds of peripherals, which have no limit. */
    public static List<ResourcePool> ofPeripherals(HostId host, Collection<SystemConfiguration> live) {
        return Stream.of(ResourceKind.IDE_CONTROLLER, ResourceKind.SCSI_CONTROLLER, ResourceKind.PERIPHERAL)
                .map(kind -> new ResourcePool(
                        host,
                        kind,
                        PRIMORDIAL,
                        0,
                        live.stream()
                                .flatMap(configuration -> configuration.peripherals().stream())
                                .filter(peripheral -> peripheral.kind() == kind)
                                .count()))
                .toList();
    }

    /** The primordial pool above these, which has what they have together and no more (DSP1041, pool hierarchy). */
    public static ResourcePool above(HostId host, ResourceKind kind, List<ResourcePool> pools) {
        List<ResourcePool> children =
                pools.stream().filter(pool -> pool.kind() == kind).toList();
        return new ResourcePool(
                host,
                kind,
                PRIMORDIAL,
                true,
                children.stream().mapToLong(ResourcePool::capacity).sum(),
                children.stream().mapToLong(ResourcePool::reserved).sum(),
                Optional.empty());
    }

    /** What is not promised yet; the largest number there is if the pool has no limit. */
    public long free() {
        return capacity == 0 ? Long.MAX_VALUE : Math.max(0, capacity - reserved);
    }

    /**
     * An IPv4 subnet of a network.
     *
     * @param gateway the host's own address in it
     * @param dhcp the range that the network's DHCP server gives away
     */
    public record Subnet(String gateway, int prefixLength, Optional<AddressRange> dhcp) {}

    /** First and last address, both included. */
    public record AddressRange(String first, String last) {}
}
