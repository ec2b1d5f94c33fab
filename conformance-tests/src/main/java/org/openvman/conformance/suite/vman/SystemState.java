package org.openvman.conformance.suite.vman;

import java.util.Locale;

/** The stable states of a virtual system, by their EnabledState (DSP1057, virtual system states). */
enum SystemState {
    DEFINED(3),
    ACTIVE(2),
    PAUSED(9),
    SUSPENDED(6);

    private final long enabledState;

    SystemState(long enabledState) {
        this.enabledState = enabledState;
    }

    long enabledState() {
        return enabledState;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
