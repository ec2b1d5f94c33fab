package org.openvman.provider.view;

import java.util.Map;
import org.openvman.schema.cim.CimPath;

/** What a method handler returns; the engine gives it the types that the MOF declares. */
public sealed interface Outcome {

    /** Done, with these output parameters. */
    record Completed(Map<String, Object> out) implements Outcome {
        public Completed {
            out = Map.copyOf(out);
        }
    }

    /**
     * Goes on in a job, which the client finds in the output parameter {@code Job}.
     *
     * @param out what can be told already of the other output parameters
     */
    record JobStarted(CimPath job, Map<String, Object> out) implements Outcome {
        public JobStarted {
            out = Map.copyOf(out);
        }

        public JobStarted(CimPath job) {
            this(job, Map.of());
        }

        public JobStarted with(String name, Object value) {
            return new JobStarted(job, Map.of(name, value));
        }
    }

    /** Refused with a documented return code; nothing changed. */
    record Refused(long returnCode, String reason) implements Outcome {}

    static Outcome completed() {
        return new Completed(Map.of());
    }

    static Outcome completed(String name, Object value) {
        return new Completed(Map.of(name, value));
    }
}
