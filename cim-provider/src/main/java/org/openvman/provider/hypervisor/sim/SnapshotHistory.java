package org.openvman.provider.hypervisor.sim;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.openvman.provider.hypervisor.SnapshotTree;

/** The snapshots of a simulated system, oldest first, and where in them the system is. */
record SnapshotHistory(List<SimulatedSnapshot> all, Optional<String> current, Optional<String> lastApplied) {
    static final SnapshotHistory NONE = new SnapshotHistory(List.of(), Optional.empty(), Optional.empty());

    SnapshotHistory {
        all = List.copyOf(all);
    }

    Optional<SimulatedSnapshot> find(String name) {
        return all.stream().filter(snapshot -> snapshot.name().equals(name)).findFirst();
    }

    SnapshotHistory taken(SimulatedSnapshot snapshot) {
        return new SnapshotHistory(
                Stream.concat(all.stream(), Stream.of(snapshot)).toList(), Optional.of(snapshot.name()), lastApplied);
    }

    SnapshotHistory applied(SimulatedSnapshot snapshot) {
        return new SnapshotHistory(all, Optional.of(snapshot.name()), Optional.of(snapshot.name()));
    }

    /** Its children move to its parent, and so does the system if it was there. */
    SnapshotHistory without(SimulatedSnapshot gone) {
        Optional<String> name = Optional.of(gone.name());
        return new SnapshotHistory(
                all.stream()
                        .filter(snapshot -> !snapshot.name().equals(gone.name()))
                        .map(snapshot -> snapshot.parent().equals(name) ? snapshot.withParent(gone.parent()) : snapshot)
                        .toList(),
                current.equals(name) ? gone.parent() : current,
                lastApplied.filter(applied -> !applied.equals(gone.name())));
    }

    SnapshotTree tree() {
        return new SnapshotTree(all.stream().map(SimulatedSnapshot::seen).toList(), current, lastApplied);
    }
}
