package org.openvman.provider.hypervisor;

import java.util.Optional;

/**
 * A pool of host resources from which devices are allocated (DSP1041).
 *
 * @param name unique among the host's pools of its kind: {@code 0} for processors and memory, else the libvirt name
 * @param primordial whether it is the host's own, not made by a client
 * @param capacity all there is: threads, bytes, bytes, or adapters (0 for no limit)
 * @param reserved what is taken by systems that exist
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
