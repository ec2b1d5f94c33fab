package org.openvman.provider.hypervisor;

/** Where a virtual system is in its life (DSP1057, virtual system states). */
public enum SystemState {
    /** Defined and off. */
    DEFINED,
    /** Running. */
    ACTIVE,
    /** In memory, not running. */
    PAUSED,
    /** Saved to disk, not in memory. */
    SUSPENDED,
    /** On its way from off or saved to running. */
    STARTING,
    /** On its way to off. */
    SHUTTING_DOWN,
    /** Ended by a failure; off. */
    CRASHED,
    /** The host does not answer. */
    UNKNOWN;

    /** Whether the hypervisor holds it in memory, so that its active configuration can be changed. */
    public boolean isLive() {
        return this == ACTIVE || this == PAUSED || this == STARTING || this == SHUTTING_DOWN;
    }
}
