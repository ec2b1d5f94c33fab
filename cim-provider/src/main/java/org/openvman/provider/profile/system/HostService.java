package org.openvman.provider.profile.system;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.openvman.provider.hypervisor.HostInventory;
import org.openvman.provider.hypervisor.Inventory;
import org.openvman.provider.view.AssociationView;
import org.openvman.provider.view.ClassView;
import org.openvman.provider.view.Source;

/** Services of hosts, of which each host has one or none: the keys of CIM_Service, and their capabilities. */
public final class HostService {
    /** ElementEffects of CIM_ServiceAffectsElement. */
    private static final int MANAGES = 5;

    private HostService() {}

    /**
     * A service that every host has.
     *
     * @param purpose what it is for, up to the name of the host: {@code "Power of "}
     */
    public static ClassView.Builder<HostInventory> of(String className, String name, String purpose) {
        return of(className, name, purpose, host -> true);
    }

    /** A service that some hosts have. */
    public static ClassView.Builder<HostInventory> of(
            String className, String name, String purpose, Predicate<HostInventory> offeredBy) {
        return ClassView.of(className, source("SystemName", "", offeredBy))
                .constant("SystemCreationClassName", HostProfile.HOST_CLASS)
                .property("SystemName", host -> host.host().id().value())
                .constant("CreationClassName", className)
                .constant("Name", name)
                .property("ElementName", host -> purpose + host.host().name())
                .constant("EnabledState", 2)
                .constant("Started", true);
    }

    /**
     * The capabilities of such a service.
     *
     * @param prefix the InstanceID up to the id of the host
     * @param purpose what they tell, up to the name of the host
     */
    public static ClassView.Builder<HostInventory> capabilities(
            String className, String prefix, String purpose, Predicate<HostInventory> offeredBy) {
        return ClassView.of(className, source("InstanceID", prefix, offeredBy))
                .property("InstanceID", host -> prefix + host.host().id())
                .property("ElementName", host -> purpose + host.host().name());
    }

    /** The way from each host to its service. */
    public static AssociationView<?, ?> hosted(ClassView<HostInventory> service) {
        return hosted(service, host -> true);
    }

    /** The way from the hosts that have a service to it. */
    public static AssociationView<?, ?> hosted(ClassView<HostInventory> service, Predicate<HostInventory> offeredBy) {
        return AssociationView.of(
                        "OpenVMAN_HostedService",
                        HostProfile.HOST.as("Antecedent"),
                        service.as("Dependent"),
                        (inventory, host) -> Stream.of(host).filter(offeredBy))
                .build();
    }

    /** The way from a service to its capabilities. */
    public static AssociationView<?, ?> withCapabilities(
            ClassView<HostInventory> service, ClassView<HostInventory> capabilities) {
        return AssociationView.of(
                        "OpenVMAN_ElementCapabilities",
                        service.as("ManagedElement"),
                        capabilities.as("Capabilities"),
                        (inventory, host) -> Stream.of(host))
                .build();
    }

    /** The way from a service to what it manages, of all that its host has. */
    public static <T> AssociationView.Builder<HostInventory, T> managing(
            ClassView<HostInventory> service, ClassView<T> managed, Function<HostInventory, Stream<T>> all) {
        return AssociationView.of(
                        "OpenVMAN_ServiceAffectsElement",
                        service.as("AffectingElement"),
                        managed.as("AffectedElement"),
                        (inventory, host) -> all.apply(host))
                .constant("ElementEffects", List.of(MANAGES));
    }

    private static Source<HostInventory> source(String key, String prefix, Predicate<HostInventory> offeredBy) {
        return Source.keyed(
                key,
                inventory -> hosts(inventory, offeredBy),
                (inventory, id) -> id.startsWith(prefix)
                        ? HostProfile.find(inventory, id.substring(prefix.length()))
                                .filter(offeredBy)
                        : Optional.empty());
    }

    private static Stream<HostInventory> hosts(Inventory inventory, Predicate<HostInventory> offeredBy) {
        return inventory.hosts().filter(offeredBy);
    }
}
