package org.openvman.ovf.cli;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.Optional;
import org.openvman.ovf.client.JobStatus;

/** Shows how far a job is: on a terminal one line that changes for each step, elsewhere a line for each step, or events. */
final class JobDisplay implements AutoCloseable {
    private static final String CLEAR_LINE = "\r\u001B[K";

    private final PrintWriter out;
    private final boolean terminal;
    private final Optional<ProgressEvents> events;
    private String step = "";

    JobDisplay(PrintWriter out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
        this.events = Optional.empty();
    }

    JobDisplay(ProgressEvents events) {
        this.out = new PrintWriter(Writer.nullWriter());
        this.terminal = false;
        this.events = Optional.of(events);
    }

    void show(JobStatus job) {
        events.ifPresent(told -> told.job(job));
        if (job.isSuccess()) {
            step("done", 100);
        } else if (!job.isFinal() && !job.status().isBlank()) {
            step(job.status(), job.percent());
        }
    }

    private void step(String text, int percent) {
        boolean next = !text.equals(step);
        String line = String.format("  %3d%%  %s", percent, text);
        if (terminal) {
            out.print(next && !step.isEmpty() ? System.lineSeparator() : CLEAR_LINE);
            out.print(line);
        } else if (next) {
            out.println(line);
        }
        out.flush();
        step = text;
    }

    /** Ends the line that was changing. */
    @Override
    public void close() {
        if (terminal && !step.isEmpty()) {
            out.println();
            out.flush();
        }
    }
}
