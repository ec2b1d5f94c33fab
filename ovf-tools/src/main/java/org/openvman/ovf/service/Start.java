package org.openvman.ovf.service;

import java.time.Duration;

/**
 * When a tier starts: lower orders first, tiers of one order together (DSP0243, StartupSection).
 *
 * @param delay the longest wait for the tier to be ready before the next order starts, in whole seconds
 */
public record Start(int order, Duration delay) {
    private static final int UNSIGNED_SHORT = 65_535;

    public Start {
        if (order < 0 || order > UNSIGNED_SHORT) {
            throw new IllegalArgumentException("start order must be 0 to 65535, not " + order);
        }
        // StartupSection's startDelay is an unsignedShort of seconds.
        if (delay.isNegative() || delay.toSeconds() > UNSIGNED_SHORT || delay.getNano() != 0) {
            throw new IllegalArgumentException(
                    "start delay must be whole seconds from 0s to 65535s, not " + Durations.text(delay));
        }
    }
}
