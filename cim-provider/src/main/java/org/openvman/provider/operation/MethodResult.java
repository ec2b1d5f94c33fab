package org.openvman.provider.operation;

import java.util.List;
import org.openvman.schema.cim.CimArgument;
import org.openvman.schema.cim.CimPath;

/** What a method call led to. A documented return code is a result, not an exception. */
public sealed interface MethodResult {
    /** The return code for "Job Started" in all DMTF methods that have a Job parameter. */
    long JOB_STARTED = 4096;

    /** The method's return value, 0 for a completed one. */
    long returnCode();

    /** The output parameters, typed as the method declares them. */
    List<CimArgument> out();

    /** Done; 0. */
    record Completed(List<CimArgument> out) implements MethodResult {
        public Completed {
            out = List.copyOf(out);
        }

        @Override
        public long returnCode() {
            return 0;
        }
    }

    /** Goes on in a job; 4096. The job is in {@code out} too, under its parameter's name. */
    record JobStarted(CimPath job, List<CimArgument> out) implements MethodResult {
        public JobStarted {
            out = List.copyOf(out);
        }

        @Override
        public long returnCode() {
            return JOB_STARTED;
        }
    }

    /**
     * Refused with one of the method's documented codes; nothing changed.
     *
     * @param reason for the log: a return code carries no text to the client
     */
    record Refused(long returnCode, String reason) implements MethodResult {
        @Override
        public List<CimArgument> out() {
            return List.of();
        }
    }
}
