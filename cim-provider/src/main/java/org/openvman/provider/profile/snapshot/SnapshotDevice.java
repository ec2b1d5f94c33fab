package org.openvman.provider.profile.snapshot;

import java.util.Optional;
import java.util.stream.Stream;
import org.openvman.provider.hypervisor.Device;
import org.openvman.provider.hypervisor.Inventory;
import org.openvman.provider.view.ClassView;
import org.openvman.provider.view.SettingView;
import org.openvman.provider.view.Source;

/** A device as a snapshot has it: what an allocation setting of the snapshot shows. */
record SnapshotDevice<D extends Device>(SystemSnapshot owner, D device) {

    /** {@code OpenVMAN:UUID/snapshot/NAME/vda}; no name of a snapshot has a slash. */
    String instanceId() {
        return owner.instanceId() + "/" + device.id();
    }

    static <D extends Device> Stream<SnapshotDevice<D>> of(SystemSnapshot owner, Class<D> kind) {
        return owner.snapshot()
                .configuration()
                .devices()
                .filter(kind::isInstance)
                .map(device -> new SnapshotDevice<>(owner, kind.cast(device)));
    }

    /** The allocation settings of all snapshots for devices of that kind; nobody can change what was. */
    static <D extends Device> ClassView<SnapshotDevice<D>> view(
            String className, Class<D> kind, SettingView<D> settings) {
        return ClassView.of(
                        className,
                        Source.<SnapshotDevice<D>>keyed(
                                "InstanceID",
                                inventory -> SystemSnapshot.all(inventory).flatMap(owner -> of(owner, kind)),
                                (inventory, instanceId) -> find(inventory, kind, instanceId)))
                .property("InstanceID", SnapshotDevice::instanceId)
                .constant("ChangeableType", SystemSnapshot.NOT_CHANGEABLE)
                .settings(settings, SnapshotDevice::device)
                .build();
    }

    private static <D extends Device> Optional<SnapshotDevice<D>> find(
            Inventory inventory, Class<D> kind, String instanceId) {
        return SystemSnapshot.ownerOf(instanceId)
                .flatMap(owner -> SystemSnapshot.find(inventory, owner))
                .flatMap(owner -> of(owner, kind)
                        .filter(found -> found.instanceId().equals(instanceId))
                        .findFirst());
    }
}
