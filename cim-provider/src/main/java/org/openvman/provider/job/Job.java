package org.openvman.provider.job;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.openvman.schema.cim.CimPath;

/**
 * A job as it is at one moment.
 *
 * @param percentComplete 0 to 100
 * @param status what it does now, or how it ended, in words
 * @param error why it failed; empty unless the state is {@link State#EXCEPTION}
 * @param owner the user who asked for it
 * @param affected the instances that it changes or made
 */
public record Job(
        String id,
        String name,
        String owner,
        State state,
        int percentComplete,
        String status,
        Optional<String> error,
        Instant submitted,
        Optional<Instant> started,
        Instant changed,
        List<CimPath> affected) {

    /** The values of CIM_ConcreteJob.JobState that our jobs go through. */
    public enum State {
        NEW(2),
        RUNNING(4),
        SHUTTING_DOWN(6),
        COMPLETED(7),
        TERMINATED(8),
        EXCEPTION(10);

        private final int code;

        State(int code) {
            this.code = code;
        }

        public int code() {
            return code;
        }

        public boolean isFinal() {
            return this == COMPLETED || this == TERMINATED || this == EXCEPTION;
        }
    }

    public Job {
        affected = List.copyOf(affected);
    }

    Job with(State newState, String newStatus, Instant now) {
        return new Job(
                id,
                name,
                owner,
                newState,
                newState == State.COMPLETED ? 100 : percentComplete,
                newStatus,
                error,
                submitted,
                started.or(() -> newState == State.RUNNING ? Optional.of(now) : Optional.empty()),
                now,
                affected);
    }

    Job at(int percent, String newStatus) {
        return new Job(
                id,
                name,
                owner,
                state,
                Math.max(percentComplete, Math.min(percent, 99)),
                newStatus,
                error,
                submitted,
                started,
                changed,
                affected);
    }

    Job failed(String reason, Instant now) {
        return new Job(
                id,
                name,
                owner,
                State.EXCEPTION,
                percentComplete,
                reason,
                Optional.of(reason),
                submitted,
                started,
                now,
                affected);
    }

    Job affecting(List<CimPath> paths) {
        return new Job(id, name, owner, state, percentComplete, status, error, submitted, started, changed, paths);
    }
}
