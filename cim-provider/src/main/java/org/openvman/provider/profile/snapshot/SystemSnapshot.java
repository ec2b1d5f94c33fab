package org.openvman.provider.profile.snapshot;

import java.util.Optional;
import java.util.stream.Stream;
import org.openvman.provider.hypervisor.Inventory;
import org.openvman.provider.hypervisor.Snapshot;
import org.openvman.provider.hypervisor.SystemId;
import org.openvman.provider.hypervisor.VirtualSystem;

/** A snapshot and the virtual system that it is of: what a snapshot's VSSD shows. */
record SystemSnapshot(VirtualSystem system, Snapshot snapshot) {
    private static final String PREFIX = "OpenVMAN:";
    private static final String MARK = "/snapshot/";

    /** CIM_SettingData.ChangeableType: Not Changeable - Persistent. */
    static final int NOT_CHANGEABLE = 0;

    /** {@code OpenVMAN:UUID/snapshot/NAME}. */
    String instanceId() {
        return PREFIX + system.id() + MARK + snapshot.name();
    }

    /** CIM_VirtualSystemSettingData.VirtualSystemType, which tells a snapshot from a configuration that can run. */
    String type() {
        return switch (snapshot.kind()) {
            case FULL -> "OpenVMAN:Snapshot:Full";
            case DISK -> "OpenVMAN:Snapshot:Disk";
        };
    }

    static Stream<SystemSnapshot> all(Inventory inventory) {
        return inventory.systems().flatMap(SystemSnapshot::of);
    }

    static Stream<SystemSnapshot> of(VirtualSystem system) {
        return system.snapshots().all().stream().map(snapshot -> new SystemSnapshot(system, snapshot));
    }

    static Optional<SystemSnapshot> of(VirtualSystem system, Optional<String> name) {
        return name.flatMap(system.snapshots()::find).map(snapshot -> new SystemSnapshot(system, snapshot));
    }

    static Optional<SystemSnapshot> find(Inventory inventory, String instanceId) {
        int mark = instanceId.indexOf(MARK);
        if (!instanceId.startsWith(PREFIX) || mark < 0) {
            return Optional.empty();
        }
        Optional<String> name = Optional.of(instanceId.substring(mark + MARK.length()));
        try {
            return inventory
                    .system(SystemId.parse(instanceId.substring(PREFIX.length(), mark)))
                    .flatMap(system -> of(system, name));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The InstanceID of the snapshot to which the setting with this one belongs, if it looks like one. */
    static Optional<String> ownerOf(String instanceId) {
        int mark = instanceId.indexOf(MARK);
        int end = mark < 0 ? mark : instanceId.indexOf('/', mark + MARK.length());
        return end < 0 ? Optional.empty() : Optional.of(instanceId.substring(0, end));
    }

    /** The snapshot that this one builds on. */
    Stream<SystemSnapshot> parent() {
        return of(system, snapshot.parent()).stream();
    }
}
