package org.openvman.provider.hypervisor.sim;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Time as it passes for everybody; owns one thread. */
public final class WallTime implements SimulatedTime {
    private static final Logger LOG = LoggerFactory.getLogger(WallTime.class);

    private final Clock clock;
    private final ScheduledThreadPoolExecutor timer;

    public WallTime(Clock clock, String threadName) {
        this.clock = clock;
        this.timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, threadName);
            thread.setDaemon(true);
            return thread;
        });
        // After close, a change that still arrives has nobody to tell; that is no error of the caller's.
        timer.setRejectedExecutionHandler((task, pool) -> {});
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @Override
    public Instant now() {
        return clock.instant();
    }

    @Override
    public void after(Duration delay, Runnable task) {
        var unused = timer.schedule(() -> run(task), delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.error("a simulated event failed", e);
        }
    }

    @Override
    public void pause(Duration length) {
        if (length.isZero()) {
            return;
        }
        try {
            TimeUnit.NANOSECONDS.sleep(length.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
