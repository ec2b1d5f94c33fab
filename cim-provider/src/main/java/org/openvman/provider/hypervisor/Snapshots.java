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
     * The kinds that a system can have in a state. The disks of a live system alone cannot be brought back by any
     * hypervisor of ours; a saved system holds its memory in a place that a snapshot does not reach.
     */
    static Set<Snapshot.Kind> kindsIn(SystemState state) {
        return switch (state) {
            case ACTIVE, PAUSED -> Set.of(Snapshot.Kind.FULL);
            case DEFINED, CRASHED -> Set.of(Snapshot.Kind.FULL, Snapshot.Kind.DISK);
            case SUSPENDED, STARTING, SHUTTING_DOWN, UNKNOWN -> Set.of();
        };
    }

    /**
     * Refuses a snapshot that {@link #kindsIn} does not have.
     *
     * @throws HypervisorException INVALID_STATE
     */
    static void requireKind(String system, SystemState state, Snapshot.Kind kind) {
        if (!kindsIn(state).contains(kind)) {
            throw new HypervisorException(
                    HypervisorException.Reason.INVALID_STATE,
                    "system \"" + system + "\" is " + state + ": there can be no " + kind + " snapshot of it now"
                            + (state.isLive() ? "; take a FULL one, or turn it off" : "; start it or turn it off"));
        }
    }

    /**
     * Takes a snapshot, whose parent is the system's current one; the system goes on as it was.
     *
     * @throws HypervisorException ALREADY_EXISTS for a name that another snapshot of the system has, INVALID for one that
     *     cannot be
     */
    void create(SystemId system, String name, String notes, Snapshot.Kind kind);

    /**
     * Makes the system what it was when the snapshot was taken, running if it ran; what happened since then is lost,
     * unless another snapshot has it.
     *
     * @throws HypervisorException INVALID_STATE for a saved system
     */
    void apply(SystemId system, String name);

    /** Removes a snapshot; those that were built on it stay and move to its parent. */
    void destroy(SystemId system, String name);
}
