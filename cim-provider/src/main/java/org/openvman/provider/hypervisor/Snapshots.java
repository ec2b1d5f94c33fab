package org.openvman.provider.hypervisor;

import java.util.Set;

/**
 * The facet of hypervisors that can keep a system as it is and bring it back.
 *
 * <p>Methods block until it has happened, and fail with {@link HypervisorException}: NOT_FOUND for a system or snapshot,
 * INVALID_STATE for a system whose state allows no snapshot of that kind. What there is, is in {@link
 * VirtualSystem#snapshots()}.
 */
public interface Snapshots {
    /**
     * The kinds that a system can have in a state; a saved system holds its memory in a place that a snapshot does not
     * reach.
     */
    static Set<Snapshot.Kind> kindsIn(SystemState state) {
        return switch (state) {
            case ACTIVE, PAUSED, DEFINED, CRASHED -> Set.of(Snapshot.Kind.values());
            case SUSPENDED, STARTING, SHUTTING_DOWN, UNKNOWN -> Set.of();
        };
    }

    /** The kinds that a system can have on this host as it is now: some of {@link #kindsIn}. */
    Set<Snapshot.Kind> kindsOf(VirtualSystem system);

    /**
     * Refuses a snapshot that {@link #kindsOf} does not have.
     *
     * @throws HypervisorException INVALID_STATE, or UNSUPPORTED if another state would not help
     */
    default void requireKind(VirtualSystem system, Snapshot.Kind kind) {
        if (!kindsIn(system.state()).contains(kind)) {
            throw new HypervisorException(
                    HypervisorException.Reason.INVALID_STATE,
                    "system \"" + system.name() + "\" is " + system.state() + ": there can be no " + kind
                            + " snapshot of it now; start it or turn it off");
        }
        if (!kindsOf(system).contains(kind)) {
            throw new HypervisorException(
                    HypervisorException.Reason.UNSUPPORTED,
                    "system \"" + system.name() + "\": its host takes no " + kind + " snapshot of a system with such"
                            + " disks and firmware in state " + system.state());
        }
    }

    /**
     * Takes a snapshot, whose parent is the system's current one; the system goes on as it was. One of the disks of a
     * running system holds what had been written to them at that moment, all at the same one.
     *
     * @throws HypervisorException ALREADY_EXISTS for a name that another snapshot of the system has, INVALID for one that
     *     cannot be
     */
    void create(SystemId system, String name, String notes, Snapshot.Kind kind);

    /**
     * Makes the system what it was when the snapshot was taken: running if its memory is part of it, else off. What
     * happened since then is lost, unless another snapshot has it.
     *
     * @throws HypervisorException INVALID_STATE for a saved system
     */
    void apply(SystemId system, String name);

    /** Removes a snapshot; those that were built on it stay and move to its parent. */
    void destroy(SystemId system, String name);
}
