package org.openvman.endpoint.wsman;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** The time until which a client waits for its answer. */
record Deadline(Clock clock, Instant at) {
    static Deadline in(Duration duration, Clock clock) {
        return new Deadline(clock, clock.instant().plus(duration));
    }

    boolean hasPassed() {
        return !clock.instant().isBefore(at);
    }

    Deadline orSooner(Duration duration) {
        Instant sooner = clock.instant().plus(duration);
        return sooner.isBefore(at) ? new Deadline(clock, sooner) : this;
    }
}
