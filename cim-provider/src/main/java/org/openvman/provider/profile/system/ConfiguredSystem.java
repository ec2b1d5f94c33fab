package org.openvman.provider.profile.system;

import java.util.Optional;
import java.util.stream.Stream;
import org.openvman.provider.hypervisor.Device;
import org.openvman.provider.hypervisor.Inventory;
import org.openvman.provider.hypervisor.SystemConfiguration;
import org.openvman.provider.hypervisor.VirtualSystem;

/** One of the configurations of a virtual system: what a VSSD shows. */
public record ConfiguredSystem(VirtualSystem system, Representation representation) {

    public SettingId settingId() {
        return new SettingId(system.id(), representation, Optional.empty());
    }

    public SystemConfiguration configuration() {
        return representation.of(system);
    }

    /** The same system's definition. */
    public ConfiguredSystem definition() {
        return new ConfiguredSystem(system, Representation.DEFINITION);
    }

    /** Whether what is changed in it is gone after the next start. */
    boolean isTransient() {
        return representation == Representation.STATE && system.active().isPresent();
    }

    /** The devices of that kind in this configuration. */
    public <D extends Device> Stream<ConfiguredDevice<D>> devices(Class<D> kind) {
        return configuration()
                .devices()
                .filter(kind::isInstance)
                .map(device -> new ConfiguredDevice<>(this, kind.cast(device)));
    }

    public <D extends Device> Optional<ConfiguredDevice<D>> device(Class<D> kind, String id) {
        return configuration()
                .device(id)
                .filter(kind::isInstance)
                .map(device -> new ConfiguredDevice<>(this, kind.cast(device)));
    }

    public static ConfiguredSystem stateOf(VirtualSystem system) {
        return new ConfiguredSystem(system, Representation.STATE);
    }

    public static Stream<ConfiguredSystem> all(Inventory inventory) {
        return inventory
                .systems()
                .flatMap(system -> Stream.of(Representation.values())
                        .map(representation -> new ConfiguredSystem(system, representation)));
    }

    public static Optional<ConfiguredSystem> find(Inventory inventory, String instanceId) {
        return SettingId.parse(instanceId).filter(id -> id.device().isEmpty()).flatMap(id -> of(inventory, id));
    }

    static Optional<ConfiguredSystem> of(Inventory inventory, SettingId id) {
        return inventory.system(id.system()).map(system -> new ConfiguredSystem(system, id.representation()));
    }
}
