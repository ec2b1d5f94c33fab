package org.openvman.ovf.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import org.openvman.ovf.client.JobStatus;

/**
 * Progress for programs ({@code --progress json}): one JSON object a line, with the member {@code event} first.
 *
 * <p>{@code bytes} has {@code what}, {@code done}, {@code total}, {@code percent}; the last one of a piece of work has
 * {@code "end": true}. {@code job} has {@code status}, {@code percent}, {@code state} (CIM_ConcreteJob.JobState).
 */
final class ProgressEvents {
    private static final JsonFactory JSON = new JsonFactory();

    private final PrintWriter out;

    ProgressEvents(PrintWriter out) {
        this.out = out;
    }

    /** The members of one event. */
    private interface Members {
        void write(JsonGenerator json) throws IOException;
    }

    void bytes(String what, long done, long total, boolean end) {
        event("bytes", json -> {
            json.writeStringField("what", what);
            json.writeNumberField("done", done);
            json.writeNumberField("total", total);
            json.writeNumberField("percent", ProgressLine.percent(done, total));
            if (end) {
                json.writeBooleanField("end", true);
            }
        });
    }

    void job(JobStatus job) {
        event("job", json -> {
            json.writeStringField("status", job.status());
            json.writeNumberField("percent", job.percent());
            json.writeNumberField("state", job.state());
        });
    }

    private void event(String name, Members members) {
        StringWriter line = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(line)) {
            json.writeStartObject();
            json.writeStringField("event", name);
            members.write(json);
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to memory failed", impossible);
        }
        out.println(line);
        out.flush();
    }
}
