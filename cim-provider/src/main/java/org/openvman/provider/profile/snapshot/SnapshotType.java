package org.openvman.provider.profile.snapshot;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.openvman.provider.hypervisor.Snapshot;

/** The snapshot types of CIM_VirtualSystemSnapshotService.CreateSnapshot. */
enum SnapshotType {
    FULL(2, Snapshot.Kind.FULL),
    DISK(3, Snapshot.Kind.DISK);

    private final int code;
    private final Snapshot.Kind kind;

    SnapshotType(int code, Snapshot.Kind kind) {
        this.code = code;
        this.kind = kind;
    }

    Snapshot.Kind kind() {
        return kind;
    }

    static Optional<SnapshotType> ofCode(long code) {
        return Arrays.stream(values()).filter(type -> type.code == code).findFirst();
    }

    /** The codes of these kinds, in the order of their numbers. */
    static List<Integer> codes(Collection<Snapshot.Kind> kinds) {
        return Arrays.stream(values())
                .filter(type -> kinds.contains(type.kind))
                .map(type -> type.code)
                .toList();
    }
}
