package org.openvman.provider.job;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openvman.provider.operation.CimException;
import org.openvman.provider.operation.CimStatus;
import org.openvman.schema.cim.CimPath;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs jobs, a bounded number at once, and remembers the finished ones for a while. */
public final class JobEngine implements AutoCloseable {
    /** How long a finished job stays (CIM_ConcreteJob.TimeBeforeRemoval). */
    public static final Duration TIME_BEFORE_REMOVAL = Duration.ofMinutes(5);

    private static final int MAXIMUM_UNFINISHED = 256;
    private static final int THREADS = 16;
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(10);
    private static final Logger LOG = LoggerFactory.getLogger(JobEngine.class);

    private final Clock clock;
    private final String epoch;
    private final AtomicLong lastNumber = new AtomicLong();
    private final ConcurrentSkipListMap<String, Job> jobs = new ConcurrentSkipListMap<>();
    private final Map<String, Running> running = new ConcurrentHashMap<>();
    private final ExecutorService executor;

    public JobEngine(Clock clock) {
        this.clock = clock;
        // Job ids must not come again after a restart: a client may still ask for an old one.
        this.epoch = Long.toString(clock.instant().getEpochSecond(), 36);
        AtomicInteger thread = new AtomicInteger();
        this.executor = Executors.newFixedThreadPool(THREADS, work -> {
            Thread named = new Thread(work, "job-" + thread.incrementAndGet());
            named.setDaemon(true);
            return named;
        });
    }

    /**
     * Starts work and returns at once.
     *
     * @param name what the job is for, in words
     * @param affected the instances that are known to be affected already
     * @throws CimException SERVER_LIMITS_EXCEEDED when too many jobs wait
     */
    public Job submit(String owner, String name, List<CimPath> affected, JobWork body) {
        removeExpired();
        if (running.size() >= MAXIMUM_UNFINISHED) {
            throw new CimException(
                    CimStatus.SERVER_LIMITS_EXCEEDED,
                    MAXIMUM_UNFINISHED + " jobs are unfinished; wait for some to end");
        }
        Instant now = clock.instant();
        String id = String.format("%s-%06d", epoch, lastNumber.incrementAndGet());
        Job job = new Job(
                id, name, owner, Job.State.NEW, 0, "waiting", Optional.empty(), now, Optional.empty(), now, affected);
        jobs.put(id, job);
        LOG.info("job {} ({}) submitted by {}", id, name, owner);
        Running work = new Running(id, body);
        running.put(id, work);
        try {
            executor.execute(work);
        } catch (RejectedExecutionException e) {
            running.remove(id);
            jobs.remove(id);
            throw new CimException(CimStatus.SERVER_IS_SHUTTING_DOWN, "the server is stopping", e);
        }
        return job;
    }

    private void change(String id, UnaryOperator<Job> change) {
        jobs.computeIfPresent(id, (key, job) -> change.apply(job));
    }

    /** All jobs that are unfinished, or finished not longer ago than {@link #TIME_BEFORE_REMOVAL}. */
    public Stream<Job> all() {
        removeExpired();
        return jobs.values().stream();
    }

    public Optional<Job> find(String id) {
        return Optional.ofNullable(jobs.get(id)).filter(job -> !isExpired(job));
    }

    /**
     * Asks a job to end. Work that has begun is interrupted and undoes what it did.
     *
     * @return false if it has ended already
     */
    public boolean terminate(String id) {
        Running work = running.get(id);
        return work != null && work.terminate();
    }

    private void removeExpired() {
        jobs.values().removeIf(this::isExpired);
    }

    private boolean isExpired(Job job) {
        return job.state().isFinal() && job.changed().plus(TIME_BEFORE_REMOVAL).isBefore(clock.instant());
    }

    /** Interrupts what runs and waits a moment for it to undo itself. */
    @Override
    public void close() {
        executor.shutdownNow();
        try {
            if (!executor.awaitTermination(STOP_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("jobs still running after {} s: {}", STOP_PATIENCE.toSeconds(), running.keySet());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A job that has not ended: waiting for a thread, or on one. */
    private final class Running implements Runnable {
        private final String id;
        private final JobWork body;
        private @Nullable Thread thread;
        private boolean terminating;

        Running(String id, JobWork body) {
            this.id = id;
            this.body = body;
        }

        @Override
        public void run() {
            try {
                begin();
                body.run(new Reporter(id));
                change(id, job -> job.with(Job.State.COMPLETED, "completed", clock.instant()));
            } catch (InterruptedException e) {
                change(id, job -> job.with(Job.State.TERMINATED, "terminated on request", clock.instant()));
            } catch (Exception e) {
                String reason = Optional.ofNullable(e.getMessage()).orElseGet(e::toString);
                change(id, job -> job.failed(reason, clock.instant()));
                LOG.debug("job {} failed", id, e);
            } finally {
                end();
            }
        }

        private synchronized void begin() throws InterruptedException {
            if (terminating) {
                throw new InterruptedException();
            }
            thread = Thread.currentThread();
            change(id, job -> job.with(Job.State.RUNNING, "running", clock.instant()));
        }

        private synchronized void end() {
            thread = null;
            running.remove(id);
            find(id).ifPresent(job -> LOG.info("job {} ({}): {}", id, job.name(), job.status()));
            // An interrupt that came too late must not hit the next job on this thread.
            if (Thread.interrupted()) {
                LOG.debug("job {} ended before it could be terminated", id);
            }
        }

        synchronized boolean terminate() {
            terminating = true;
            change(id, job -> job.with(Job.State.SHUTTING_DOWN, "terminating", clock.instant()));
            if (thread != null) {
                thread.interrupt();
            }
            return true;
        }
    }

    private final class Reporter implements JobProgress {
        private final String id;

        Reporter(String id) {
            this.id = id;
        }

        @Override
        public void at(int percent, String status) {
            change(id, job -> job.at(percent, status));
        }

        @Override
        public void affects(List<CimPath> paths) {
            change(id, job -> job.affecting(paths));
        }
    }
}
