package org.openvman.ovf.client;

import java.util.Optional;
import org.openvman.schema.cim.CimInstance;
import org.openvman.schema.cim.CimPath;

/**
 * A job (CIM_ConcreteJob) at one moment.
 *
 * @param state the value of JobState
 * @param percent of the work that is done
 * @param status what the job does now, or how it ended, in words
 * @param error why it failed
 */
public record JobStatus(CimPath job, int state, int percent, String status, Optional<String> error) {
    private static final int COMPLETED = 7;
    private static final int TERMINATED = 8;
    private static final int EXCEPTION = 10;

    static JobStatus of(CimPath job, CimInstance instance) {
        return new JobStatus(
                job,
                number(instance, "JobState"),
                number(instance, "PercentComplete"),
                instance.string("JobStatus").orElse(""),
                instance.string("ErrorDescription").filter(text -> !text.isBlank()));
    }

    private static int number(CimInstance instance, String property) {
        return instance.string(property).map(Integer::valueOf).orElse(0);
    }

    /** Whether nothing more will happen: JobState 7 Completed, 8 Terminated, 9 Killed or 10 Exception. */
    public boolean isFinal() {
        return state >= COMPLETED && state <= EXCEPTION;
    }

    public boolean isSuccess() {
        return state == COMPLETED;
    }

    /** Why a final job did not succeed. */
    public String failure() {
        return error.orElse(state == TERMINATED ? "the job was terminated" : status);
    }
}
