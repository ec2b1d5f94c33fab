package org.openvman.provider.hypervisor;

import java.util.List;
import java.util.Optional;

/**
 * The snapshots of one virtual system.
 *
 * @param all oldest first
 * @param current the one that the next snapshot will have as its parent
 * @param lastApplied the one that the system was last set back to
 */
public record SnapshotTree(List<Snapshot> all, Optional<String> current, Optional<String> lastApplied) {
    /** No snapshots. */
    public static final SnapshotTree NONE = new SnapshotTree(List.of(), Optional.empty(), Optional.empty());

    public SnapshotTree {
        all = List.copyOf(all);
    }

    public boolean isEmpty() {
        return all.isEmpty();
    }

    public Optional<Snapshot> find(String name) {
        return all.stream().filter(snapshot -> snapshot.name().equals(name)).findFirst();
    }

    /** The snapshot that another one was built on. */
    public Optional<Snapshot> parentOf(Snapshot child) {
        return child.parent().flatMap(this::find);
    }
}
