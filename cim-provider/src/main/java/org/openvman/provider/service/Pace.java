package org.openvman.provider.service;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * How time passes for operations and how long they wait for guests.
 *
 * @param interval between two looks at something that is awaited
 * @param readiness how long a member may take to be ready if the manifest does not say
 * @param shutdown how long a guest may take to shut down before it is powered off
 */
public record Pace(InstantSource clock, Pause pause, Duration interval, Duration readiness, Duration shutdown) {

    /** Lets a thread wait. */
    @FunctionalInterface
    public interface Pause {
        void pause(Duration length) throws InterruptedException;
    }

    /** Something that is awaited. */
    @FunctionalInterface
    interface Condition {
        boolean holds() throws IOException, InterruptedException;
    }

    /** As it is for people. */
    public static Pace real() {
        return new Pace(
                InstantSource.system(),
                length -> Thread.sleep(length.toMillis()),
                Duration.ofMillis(250),
                Duration.ofMinutes(3),
                Duration.ofSeconds(20));
    }

    /** Whether it came to hold in time; looked at once at least. */
    boolean await(Duration timeout, Condition condition) throws IOException, InterruptedException {
        Instant end = clock.instant().plus(timeout);
        while (!condition.holds()) {
            if (!clock.instant().isBefore(end)) {
                return false;
            }
            pause.pause(interval);
        }
        return true;
    }
}
