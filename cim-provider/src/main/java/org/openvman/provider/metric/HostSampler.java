package org.openvman.provider.metric;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openvman.provider.hypervisor.HostId;
import org.openvman.provider.hypervisor.HostSample;
import org.openvman.provider.hypervisor.HypervisorException;
import org.openvman.provider.hypervisor.Measurements;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Samples one host on a thread of its own, so that a host that does not answer delays no other. */
final class HostSampler implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HostSampler.class);

    private final HostId host;
    private final Measurements measurements;
    private final ScheduledThreadPoolExecutor timer;
    private volatile Duration interval;
    private volatile @Nullable History history;
    private volatile boolean failed;
    private volatile boolean closed;
    private @Nullable ScheduledFuture<?> next;

    HostSampler(HostId host, Measurements measurements, Duration interval) {
        this.host = host;
        this.measurements = measurements;
        this.interval = interval;
        this.timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "metrics-" + host);
            thread.setDaemon(true);
            return thread;
        });
        timer.setRemoveOnCancelPolicy(true);
    }

    Optional<History> history() {
        return Optional.ofNullable(history);
    }

    Duration interval() {
        return interval;
    }

    /** Samples at that interval from now on, the first time after the delay; what was known is kept or forgotten. */
    synchronized void start(Duration delay, Duration newInterval, boolean forget) {
        ScheduledFuture<?> scheduled = next;
        if (scheduled != null) {
            scheduled.cancel(false);
        }
        interval = newInterval;
        if (forget) {
            forget();
        }
        try {
            // A fixed delay: after a host that was slow there is no burst of samples to catch up.
            next = timer.scheduleWithFixedDelay(
                    this::attempt, delay.toMillis(), newInterval.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("closed: {} is not sampled any more", host);
        }
    }

    private synchronized void forget() {
        history = null;
    }

    /** Takes a sample now, on the thread of the caller. */
    void sample() {
        HostSample sample = measurements.sample();
        keep(sample);
    }

    private synchronized void keep(HostSample sample) {
        History known = history;
        history = known == null ? History.startingWith(sample) : known.then(sample);
    }

    private void attempt() {
        try {
            sample();
            failed = false;
        } catch (HypervisorException e) {
            // What was known stays, with its time; said once for each time that the host goes away.
            if (!failed && !closed) {
                LOG.warn("no sample of {}: {}", host, e.getMessage());
            }
            failed = true;
        } catch (RuntimeException e) {
            LOG.error("sampling {} failed", host, e);
        }
    }

    @Override
    public void close() {
        closed = true;
        timer.shutdownNow();
    }
}
