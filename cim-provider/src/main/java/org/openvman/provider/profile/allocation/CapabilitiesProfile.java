package org.openvman.provider.profile.allocation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.openvman.provider.hypervisor.HostInventory;
import org.openvman.provider.hypervisor.Inventory;
import org.openvman.provider.hypervisor.ResourceKind;
import org.openvman.provider.hypervisor.ResourcePool;
import org.openvman.provider.profile.system.HostProfile;
import org.openvman.provider.view.AssociationView;
import org.openvman.provider.view.ClassView;
import org.openvman.provider.view.Profile;
import org.openvman.provider.view.Source;

/** DSP1043 Allocation Capabilities: what may be asked of each pool, with default, minimum, maximum and increment. */
public final class CapabilitiesProfile implements Profile {
    private static final String PREFIX = "OpenVMAN:AllocationCapabilities/";
    private static final int INDEPENDENT = 0; // CIM_SettingsDefineCapabilities.PropertyPolicy
    private static final int ENABLED = 2; // CIM_AllocationCapabilities.SupportedAddStates
    private static final int DISABLED = 3;

    private final PoolProfile pools;

    static final ClassView<ResourcePool> CAPABILITIES = ClassView.of(
                    "OpenVMAN_AllocationCapabilities",
                    Source.keyed("InstanceID", Inventory::pools, CapabilitiesProfile::find))
            .property("InstanceID", CapabilitiesProfile::instanceId)
            .property("ElementName", pool -> "What may be asked of " + PoolProfile.poolId(pool))
            .property("ResourceType", pool -> ResourceType.of(pool.kind()))
            .property("RequestTypesSupported", pool -> requestTypes(pool.kind()))
            .property("SharingMode", pool -> sharingMode(pool.kind()))
            .property("SupportedAddStates", pool -> plugStates(pool.kind()))
            .property("SupportedRemoveStates", pool -> plugStates(pool.kind()))
            .build();

    static final ClassView<AllocationBound> BOUND = ClassView.of(
                    "OpenVMAN_AllocationRangeSettingData",
                    Source.keyed("InstanceID", CapabilitiesProfile::bounds, CapabilitiesProfile::findBound))
            .property("InstanceID", CapabilitiesProfile::boundId)
            .property("ElementName", bound -> bound.kind().text() + " of " + PoolProfile.poolId(bound.pool()))
            .property("ResourceType", bound -> ResourceType.of(bound.pool().kind()))
            .property("PoolID", bound -> PoolProfile.poolId(bound.pool()))
            .property("VirtualQuantity", AllocationBound::quantity)
            .property("VirtualQuantityUnits", AllocationBound::unit)
            .property("AllocationUnits", AllocationBound::unit)
            .build();

    public CapabilitiesProfile(PoolProfile pools) {
        this.pools = pools;
    }

    /** CIM_AllocationCapabilities.RequestTypesSupported: whether a client may name the very resource that it wants. */
    private static int requestTypes(ResourceKind kind) {
        return switch (kind) {
            case PROCESSOR, STORAGE, NETWORK, PERIPHERAL -> 4; // Both
            case MEMORY -> 3; // General
        };
    }

    private static int sharingMode(ResourceKind kind) {
        return switch (kind) {
            case PROCESSOR, NETWORK, PERIPHERAL -> 3; // Shared
            case MEMORY, STORAGE -> 2; // Dedicated
        };
    }

    /** In which states such a device can come and go; processors and memory only change their quantity. */
    private static Optional<List<Integer>> plugStates(ResourceKind kind) {
        return switch (kind) {
            case PROCESSOR, MEMORY -> Optional.empty();
            case STORAGE, NETWORK -> Optional.of(List.of(ENABLED, DISABLED));
            case PERIPHERAL -> Optional.of(List.of(DISABLED));
        };
    }

    private static String instanceId(ResourcePool pool) {
        return PREFIX + pool.host() + "/" + PoolProfile.poolId(pool);
    }

    private static Optional<ResourcePool> find(Inventory inventory, String id) {
        return id.startsWith(PREFIX)
                ? PoolProfile.find(inventory, "OpenVMAN:" + id.substring(PREFIX.length()))
                : Optional.empty();
    }

    private static String boundId(AllocationBound bound) {
        return "OpenVMAN:" + bound.kind().text() + "/" + bound.pool().host() + "/" + PoolProfile.poolId(bound.pool());
    }

    private static Optional<AllocationBound> findBound(Inventory inventory, String id) {
        return Arrays.stream(AllocationBound.Kind.values())
                .map(kind -> "OpenVMAN:" + kind.text() + "/")
                .filter(id::startsWith)
                .findFirst()
                .flatMap(prefix -> PoolProfile.find(inventory, "OpenVMAN:" + id.substring(prefix.length())))
                .stream()
                .flatMap(pool -> boundsOf(inventory, pool))
                .filter(bound -> boundId(bound).equals(id))
                .findFirst();
    }

    private static Stream<AllocationBound> bounds(Inventory inventory) {
        return inventory.pools().flatMap(pool -> boundsOf(inventory, pool));
    }

    private static Stream<AllocationBound> boundsOf(Inventory inventory, ResourcePool pool) {
        return inventory.host(pool.host()).stream()
                .flatMap(host ->
                        Arrays.stream(AllocationBound.Kind.values()).map(kind -> new AllocationBound(host, pool, kind)))
                .filter(bound -> bound.quantity().isPresent());
    }

    @Override
    public List<ClassView<?>> classes() {
        return List.of(CAPABILITIES, BOUND);
    }

    @Override
    public List<AssociationView<?, ?>> associations() {
        List<AssociationView<?, ?>> associations = new ArrayList<>();
        for (ResourceKind kind : ResourceKind.values()) {
            associations.add(AssociationView.of(
                            "OpenVMAN_ElementCapabilities",
                            pools.view(kind).as("ManagedElement"),
                            CAPABILITIES.as("Capabilities"),
                            (Inventory inventory, ResourcePool pool) -> Stream.of(pool))
                    .build());
        }
        // The host answers for all it has of a kind, a pool for itself.
        associations.add(AssociationView.of(
                        "OpenVMAN_ElementCapabilities",
                        HostProfile.HOST.as("ManagedElement"),
                        CAPABILITIES.as("Capabilities"),
                        (Inventory inventory, HostInventory host) ->
                                host.pools().stream().filter(ResourcePool::primordial))
                .build());
        associations.add(AssociationView.of(
                        "OpenVMAN_SettingsDefineCapabilities",
                        CAPABILITIES.as("GroupComponent"),
                        BOUND.as("PartComponent"),
                        CapabilitiesProfile::boundsOf)
                .constant("PropertyPolicy", INDEPENDENT)
                .property("ValueRole", (pool, bound) -> bound.kind().valueRole())
                .property("ValueRange", (pool, bound) -> bound.kind().valueRange())
                .build());
        return associations;
    }

    @Override
    public List<Registration<?>> registrations() {
        return List.of(new Registration<>("DSP1043", "Allocation Capabilities", "1.0.0", CAPABILITIES, "DSP1042"));
    }
}
