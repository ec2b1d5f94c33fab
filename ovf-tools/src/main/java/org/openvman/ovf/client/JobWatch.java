package org.openvman.ovf.client;

import java.time.Duration;
import java.util.function.Consumer;
import org.openvman.schema.cim.CimPath;

/** Follows a job to its end. */
public final class JobWatch {
    private static final Duration INTERVAL = Duration.ofMillis(250);

    private final EndpointClient client;
    private final Pause pause;

    /** Waits between two looks. */
    @FunctionalInterface
    public interface Pause {
        void last(Duration length) throws InterruptedException;
    }

    public JobWatch(EndpointClient client) {
        this(client, length -> Thread.sleep(length.toMillis()));
    }

    JobWatch(EndpointClient client, Pause pause) {
        this.client = client;
        this.pause = pause;
    }

    /**
     * Looks until the job has ended, and tells of every change on the way and of the end.
     *
     * @throws InterruptedException when the thread is interrupted; the job goes on
     */
    public JobStatus await(CimPath job, Consumer<JobStatus> changes) throws InterruptedException {
        JobStatus last = JobStatus.of(job, client.get(job));
        changes.accept(last);
        while (!last.isFinal()) {
            pause.last(INTERVAL);
            JobStatus now = JobStatus.of(job, client.get(job));
            if (!now.equals(last)) {
                changes.accept(now);
            }
            last = now;
        }
        return last;
    }
}
