package org.openvman.provider.hypervisor;

/** What can be asked of a virtual system's state. Each is one call of the hypervisor. */
public enum PowerAction {
    /** From off or saved to running; a saved system goes on where it was. */
    START,
    /** Asks the guest to shut down; returns when the request is delivered, not when the guest is off. */
    SHUT_DOWN,
    /** Off at once. */
    POWER_OFF,
    /** Stops the processors, keeps the memory. */
    PAUSE,
    /** Goes on from a pause. */
    RESUME,
    /** Saves memory to disk and goes off. */
    SAVE,
    /** Asks the guest to restart. */
    REBOOT,
    /** Restarts as the reset button does. */
    RESET
}
