package org.openvman.provider.hypervisor.libvirt;

import org.openvman.provider.hypervisor.SystemState;

/**
 * A domain's state with its reason, in libvirt's numbers (virDomainState, virDomain*Reason).
 *
 * @param state virDomainState
 * @param reason the reason of that state's own enumeration
 */
record DomainState(int state, int reason) {
    private static final int RUNNING = 1;
    private static final int BLOCKED = 2;
    private static final int PAUSED = 3;
    private static final int SHUTDOWN = 4;
    private static final int SHUTOFF = 5;
    private static final int CRASHED = 6;
    private static final int PMSUSPENDED = 7;

    private static final int PAUSED_MIGRATION = 2;
    private static final int PAUSED_SHUTTING_DOWN = 8;
    private static final int PAUSED_STARTING_UP = 11;
    private static final int SHUTOFF_CRASHED = 3;

    boolean isLive() {
        return state == RUNNING || state == BLOCKED || state == PAUSED || state == SHUTDOWN || state == PMSUSPENDED;
    }

    boolean isRunning() {
        return state == RUNNING || state == BLOCKED;
    }

    /** Paused by libvirt, until a migration has ended. */
    boolean isHeldByMigration() {
        return state == PAUSED && reason == PAUSED_MIGRATION;
    }

    /**
     * The state of the model.
     *
     * @param saved whether libvirt keeps an image from which the next start goes on
     */
    SystemState toSystemState(boolean saved) {
        return switch (state) {
            case RUNNING, BLOCKED -> SystemState.ACTIVE;
            case PAUSED ->
                switch (reason) {
                    case PAUSED_STARTING_UP -> SystemState.STARTING;
                    case PAUSED_SHUTTING_DOWN -> SystemState.SHUTTING_DOWN;
                    default -> SystemState.PAUSED;
                };
            case SHUTDOWN -> SystemState.SHUTTING_DOWN;
            case SHUTOFF ->
                saved ? SystemState.SUSPENDED : reason == SHUTOFF_CRASHED ? SystemState.CRASHED : SystemState.DEFINED;
            case CRASHED -> SystemState.CRASHED;
            case PMSUSPENDED -> SystemState.PAUSED;
            default -> SystemState.UNKNOWN;
        };
    }
}
