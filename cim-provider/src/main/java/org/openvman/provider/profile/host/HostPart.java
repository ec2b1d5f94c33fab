package org.openvman.provider.profile.host;

import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.openvman.provider.hypervisor.HostInventory;
import org.openvman.provider.hypervisor.Inventory;
import org.openvman.provider.profile.system.HostProfile;
import org.openvman.provider.view.AssociationView;
import org.openvman.provider.view.ClassView;
import org.openvman.provider.view.Source;
import org.openvman.schema.cim.CimPath;

/**
 * Something that belongs to a host, with an id that is unique on it.
 *
 * @param id letters, digits, dashes, dots; stands after the host's id and a slash in keys
 */
record HostPart<P>(HostInventory host, String id, P part) {

    /** Unique over all hosts: {@code HOST/ID}. */
    String key() {
        return host.host().id() + "/" + id;
    }

    /** The parts of all hosts, by a key that is {@link #key} after a prefix. */
    static <P> Source<HostPart<P>> source(
            String keyName, String prefix, Function<HostInventory, Stream<HostPart<P>>> parts) {
        BiFunction<Inventory, String, Optional<HostPart<P>>> find = (inventory, text) -> {
            int slash = text.lastIndexOf('/');
            return slash < 0 || !text.startsWith(prefix)
                    ? Optional.empty()
                    : HostProfile.find(inventory, text.substring(prefix.length(), Math.max(prefix.length(), slash)))
                            .flatMap(host -> parts.apply(host)
                                    .filter(part -> text.equals(prefix + part.key()))
                                    .findFirst());
        };
        return Source.keyed(keyName, inventory -> inventory.hosts().flatMap(parts), find);
    }

    /** The devices of all hosts, by their host and their id: the host's id would not fit into a DeviceID. */
    private static <P> Source<HostPart<P>> devices(Function<HostInventory, Stream<HostPart<P>>> parts) {
        return new Source<>() {
            @Override
            public Stream<HostPart<P>> all(Inventory inventory) {
                return inventory.hosts().flatMap(parts);
            }

            @Override
            public Optional<HostPart<P>> find(Inventory inventory, CimPath path) {
                return HostProfile.find(inventory, path.keyText("SystemName").orElse(""))
                        .flatMap(host -> parts.apply(host)
                                .filter(part -> path.keyText("DeviceID").equals(Optional.of(part.id())))
                                .findFirst());
            }
        };
    }

    /** A device of a host, with what all of them say of themselves. */
    static <P> ClassView.Builder<HostPart<P>> device(
            String className, Function<HostInventory, Stream<HostPart<P>>> parts) {
        return ClassView.of(className, devices(parts))
                .constant("SystemCreationClassName", HostProfile.HOST_CLASS)
                .property("SystemName", part -> part.host().host().id().value())
                .constant("CreationClassName", className)
                .property("DeviceID", HostPart::id)
                .constant("RequestedState", 12); // Not Applicable
    }

    /** Ties devices to their host. */
    static <P> AssociationView<HostInventory, HostPart<P>> ofHost(
            ClassView<HostPart<P>> device, Function<HostInventory, Stream<HostPart<P>>> parts) {
        return AssociationView.of(
                        "OpenVMAN_SystemDevice",
                        HostProfile.HOST.as("GroupComponent"),
                        device.as("PartComponent"),
                        (Inventory inventory, HostInventory host) -> parts.apply(host))
                .build();
    }
}
