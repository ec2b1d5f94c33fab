package org.openvman.provider.hypervisor;

import java.util.function.IntConsumer;

/**
 * The facet of hypervisors whose systems can move to another host of the same kind. A system keeps its identity; it is
 * seen on the host that runs it (see {@link Inventory}), and when the move has ended, well or not, it is on one host only.
 */
public interface Migration {
    /**
     * Refuses a system that no hypervisor of ours can move as it is.
     *
     * @throws HypervisorException INVALID_STATE
     */
    static void requireMovable(VirtualSystem system) {
        switch (system.state()) {
            case ACTIVE, PAUSED, DEFINED, CRASHED -> {}
            case SUSPENDED, STARTING, SHUTTING_DOWN, UNKNOWN ->
                throw new HypervisorException(
                        HypervisorException.Reason.INVALID_STATE,
                        "system \"" + system.name() + "\" is " + system.state()
                                + ": it can be moved while it runs, is paused or is off");
        }
        if (!system.snapshots().isEmpty()) {
            throw new HypervisorException(
                    HypervisorException.Reason.INVALID_STATE,
                    "system \"" + system.name() + "\" has snapshots, which cannot move with it: destroy them first");
        }
    }

    /**
     * Says why a system cannot be moved; returns if, as far as can be told now, it can.
     *
     * @param destination the facet of the host that it would go to
     * @throws HypervisorException NOT_FOUND for a system, network or volume that is not there, INVALID_STATE (it is being
     *     changed, it has snapshots), UNSUPPORTED for hosts of different kinds, ALREADY_EXISTS for a name that is taken
     *     there, INSUFFICIENT_RESOURCES, UNREACHABLE
     */
    void check(SystemId system, Migration destination, MigrationPlan plan);

    /**
     * Moves a system: one that is live goes on there, one that is off is defined there. Nothing of it stays here, volumes
     * included if they were to move. A move that fails or is interrupted leaves the system here as it was and nothing
     * there; what an unreachable host keeps of it meanwhile is removed when that host is back.
     *
     * @param percent hears how far it is, 0 to 100
     * @throws HypervisorException as for {@link #check}; FAILED naming what broke
     * @throws InterruptedException when the thread was interrupted and the move was called off; an interrupt that comes
     *     too late is kept for the caller
     */
    void migrate(SystemId system, Migration destination, MigrationPlan plan, IntConsumer percent)
            throws InterruptedException;
}
