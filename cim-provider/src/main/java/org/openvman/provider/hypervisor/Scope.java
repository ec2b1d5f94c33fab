package org.openvman.provider.hypervisor;

/** Which configuration of a virtual system (DSP1057): the recorded one, from which it starts, or the active one. */
public enum Scope {
    /** What the next start uses. */
    RECORDED,
    /** What runs now; there is none while the system is off. */
    ACTIVE
}
