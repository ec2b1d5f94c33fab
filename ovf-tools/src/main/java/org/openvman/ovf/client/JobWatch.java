package org.openvman.ovf.client;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.openvman.schema.cim.CimArgument;
import org.openvman.schema.cim.CimPath;
import org.openvman.schema.cim.CimType;

/** Follows a job to its end, or asks it to end. */
public final class JobWatch {
    private static final Duration INTERVAL = Duration.ofMillis(250);

    /** CIM_ConcreteJob.RequestStateChange, RequestedState. */
    private static final long TERMINATE = 4;

    private final EndpointClient client;

    public JobWatch(EndpointClient client) {
        this.client = client;
    }

    /**
     * Looks until the job has ended, and tells of every change on the way and of the end.
     *
     * @throws InterruptedException when the thread is interrupted; the job goes on
     */
    public JobStatus await(CimPath job, Consumer<JobStatus> changes) throws InterruptedException {
        return follow(job, Instant.MAX, changes);
    }

    /**
     * Asks a job to end, and waits until it has undone what it did, but no longer than {@code patience}.
     *
     * @return the job as it is then
     * @throws EndpointException when there is no such job
     */
    public JobStatus terminate(CimPath job, Duration patience) throws InterruptedException {
        Instant end = Instant.now().plus(patience);
        client.invoke(job, "RequestStateChange", List.of(CimArgument.of("RequestedState", CimType.UINT16, TERMINATE)));
        return follow(job, end, status -> {});
    }

    private JobStatus follow(CimPath job, Instant end, Consumer<JobStatus> changes) throws InterruptedException {
        JobStatus last = look(job);
        changes.accept(last);
        while (!last.isFinal() && Instant.now().isBefore(end)) {
            Thread.sleep(INTERVAL.toMillis());
            JobStatus now = look(job);
            if (!now.equals(last)) {
                changes.accept(now);
            }
            last = now;
        }
        return last;
    }

    private JobStatus look(CimPath job) {
        return JobStatus.of(job, client.get(job));
    }
}
