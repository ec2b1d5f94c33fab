package org.openvman.provider.profile.system;

import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.openvman.provider.hypervisor.HostInventory;
import org.openvman.provider.hypervisor.Inventory;
import org.openvman.provider.view.ClassView;
import org.openvman.provider.view.Source;

/** Services of hosts, of which each host has one or none: the keys of CIM_Service, and their capabilities. */
public final class HostService {
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
