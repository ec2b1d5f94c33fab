package org.openvman.provider.profile.allocation;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.openvman.provider.hypervisor.HostInventory;
import org.openvman.provider.hypervisor.Inventory;
import org.openvman.provider.hypervisor.ResourcePool;

/** What a pool of a host has to offer (DSP1043): what may be asked of it, and when. */
record PoolOffer(HostInventory host, ResourcePool pool) {
    private static final int ENABLED = 2; // CIM_AllocationCapabilities.SupportedAddStates
    private static final int DISABLED = 3;

    static Stream<PoolOffer> all(Inventory inventory) {
        return inventory.hosts().flatMap(host -> host.pools().stream().map(pool -> new PoolOffer(host, pool)));
    }

    static Stream<PoolOffer> of(Inventory inventory, ResourcePool pool) {
        return inventory.host(pool.host()).map(host -> new PoolOffer(host, pool)).stream();
    }

    /** CIM_AllocationCapabilities.RequestTypesSupported: whether a client may name the very resource that it wants. */
    int requestTypes() {
        return switch (pool.kind()) {
            case PROCESSOR, STORAGE, NETWORK, PERIPHERAL -> 4; // Both
            case MEMORY, IDE_CONTROLLER, SCSI_CONTROLLER -> 3; // General
        };
    }

    /** CIM_AllocationCapabilities.SharingMode. */
    int sharingMode() {
        return switch (pool.kind()) {
            case PROCESSOR, NETWORK, IDE_CONTROLLER, SCSI_CONTROLLER, PERIPHERAL -> 3; // Shared
            case MEMORY, STORAGE -> 2; // Dedicated
        };
    }

    /** In which states such a device can come and go on this host; processors and memory only change their quantity. */
    Optional<List<Integer>> plugStates() {
        return switch (pool.kind()) {
            case PROCESSOR, MEMORY -> Optional.empty();
            case STORAGE, NETWORK, IDE_CONTROLLER, SCSI_CONTROLLER, PERIPHERAL ->
                Optional.of(
                        host.host().hotPlug().contains(pool.kind()) ? List.of(ENABLED, DISABLED) : List.of(DISABLED));
        };
    }

    /** The four settings that mark the quantities. */
    Stream<AllocationBound> bounds() {
        return Stream.of(AllocationBound.Kind.values())
                .map(kind -> new AllocationBound(host, pool, kind))
                .filter(bound -> bound.quantity().isPresent());
    }
}
