package org.openvman.provider.profile.system;

import java.util.Optional;
import java.util.function.Predicate;
import org.openvman.provider.hypervisor.Device;
import org.openvman.provider.hypervisor.Inventory;
import org.openvman.provider.view.Source;

/** A device in one of the configurations of its system: what a RASD shows. */
public record ConfiguredDevice<D extends Device>(ConfiguredSystem owner, D device) {

    public SettingId settingId() {
        return new SettingId(owner.system().id(), owner.representation(), Optional.of(device.id()));
    }

    /** The DeviceID of the logical device: unique over all systems, at most 64 characters (CIM_LogicalDevice). */
    public String deviceId() {
        return owner.system().id() + "/" + device.id();
    }

    public ConfiguredDevice<D> with(D changed) {
        return new ConfiguredDevice<>(owner, changed);
    }

    /** All allocation settings of devices of that kind. */
    public static <D extends Device> Source<ConfiguredDevice<D>> settings(Class<D> kind) {
        return Source.keyed(
                "InstanceID",
                inventory -> ConfiguredSystem.all(inventory).flatMap(owner -> owner.devices(kind)),
                (inventory, instanceId) -> find(inventory, kind, instanceId));
    }

    /** All virtual devices of that kind, as they are now. */
    public static <D extends Device> Source<ConfiguredDevice<D>> devices(Class<D> kind) {
        return devices(kind, device -> true);
    }

    /** Those of the kind that are wanted. */
    public static <D extends Device> Source<ConfiguredDevice<D>> devices(Class<D> kind, Predicate<D> wanted) {
        return Source.keyed(
                "DeviceID",
                inventory -> inventory
                        .systems()
                        .flatMap(system -> ConfiguredSystem.stateOf(system).devices(kind))
                        .filter(configured -> wanted.test(configured.device())),
                (inventory, deviceId) -> DeviceId.parse(deviceId)
                        .flatMap(id -> inventory
                                .system(id.system())
                                .flatMap(system ->
                                        ConfiguredSystem.stateOf(system).device(kind, id.device()))
                                .filter(configured -> wanted.test(configured.device()))));
    }

    private static <D extends Device> Optional<ConfiguredDevice<D>> find(
            Inventory inventory, Class<D> kind, String instanceId) {
        return SettingId.parse(instanceId)
                .flatMap(id -> id.device()
                        .flatMap(device ->
                                ConfiguredSystem.of(inventory, id).flatMap(owner -> owner.device(kind, device))));
    }
}
