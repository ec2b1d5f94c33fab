package org.openvman.provider.hypervisor.sim;

import java.time.Duration;
import java.time.Instant;

/** The time that a simulated host lives in. */
public interface SimulatedTime extends AutoCloseable {
    Instant now();

    /** Runs the task once, later; in the order of time, one at a time. */
    void after(Duration delay, Runnable task);

    /** Lets the caller wait, as a slow host does; returns early, with its interrupt status set, when interrupted. */
    void pause(Duration length);

    /** Nothing runs any more. */
    @Override
    void close();
}
