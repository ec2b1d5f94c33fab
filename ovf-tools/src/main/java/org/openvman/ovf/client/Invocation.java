package org.openvman.ovf.client;

import java.util.List;
import java.util.Optional;
import org.openvman.schema.cim.CimArgument;
import org.openvman.schema.cim.CimPath;

/**
 * How a method call ended.
 *
 * @param returnCode as the method's class documents it
 * @param out the output parameters that are not NULL
 */
public record Invocation(long returnCode, List<CimArgument> out) {
    /** The return code of DMTF methods that go on in a job. */
    public static final long JOB_STARTED = 4096;

    public Invocation {
        out = List.copyOf(out);
    }

    /** The job that the call goes on in. */
    public Optional<CimPath> job() {
        return returnCode == JOB_STARTED
                ? CimArgument.find(out, "Job").filter(CimPath.class::isInstance).map(CimPath.class::cast)
                : Optional.empty();
    }
}
