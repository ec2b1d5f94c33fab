package org.openvman.provider.profile.allocation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
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

    private final PoolProfile pools;

    static final ClassView<PoolOffer> CAPABILITIES = ClassView.of(
                    "OpenVMAN_AllocationCapabilities",
                    Source.keyed("InstanceID", PoolOffer::all, CapabilitiesProfile::find))
            .property("InstanceID", CapabilitiesProfile::instanceId)
            .property("ElementName", offer -> "What may be asked of " + PoolProfile.poolId(offer.pool()))
            .property("ResourceType", offer -> ResourceType.of(offer.pool().kind()))
            .property("RequestTypesSupported", PoolOffer::requestTypes)
            .property("SharingMode", PoolOffer::sharingMode)
            .property("SupportedAddStates", PoolOffer::plugStates)
            .property("SupportedRemoveStates", PoolOffer::plugStates)
            .build();

    static final ClassView<AllocationBound> BOUND = ClassView.of(
                    "OpenVMAN_AllocationRangeSettingData",
                    Source.keyed(
                            "InstanceID",
                            inventory -> PoolOffer.all(inventory).flatMap(PoolOffer::bounds),
                            CapabilitiesProfile::findBound))
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

    private static String instanceId(PoolOffer offer) {
        return PREFIX + offer.pool().host() + "/" + PoolProfile.poolId(offer.pool());
    }

    private static Optional<PoolOffer> find(Inventory inventory, String id) {
        return id.startsWith(PREFIX)
                ? PoolProfile.find(inventory, "OpenVMAN:" + id.substring(PREFIX.length()))
                        .flatMap(pool -> PoolOffer.of(inventory, pool).findFirst())
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
                .flatMap(pool -> PoolOffer.of(inventory, pool))
                .flatMap(PoolOffer::bounds)
                .filter(bound -> boundId(bound).equals(id))
                .findFirst();
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
                            PoolOffer::of)
                    .build());
        }
        // The host answers for all it has of a kind, a pool for itself.
        associations.add(AssociationView.of(
                        "OpenVMAN_ElementCapabilities",
                        HostProfile.HOST.as("ManagedElement"),
                        CAPABILITIES.as("Capabilities"),
                        (Inventory inventory, HostInventory host) -> host.pools().stream()
                                .filter(ResourcePool::primordial)
                                .map(pool -> new PoolOffer(host, pool)))
                .build());
        associations.add(AssociationView.of(
                        "OpenVMAN_SettingsDefineCapabilities",
                        CAPABILITIES.as("GroupComponent"),
                        BOUND.as("PartComponent"),
                        (Inventory inventory, PoolOffer offer) -> offer.bounds())
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
