package org.openvman.ovf.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.List;
import java.util.Map;

/** Where a command prints: facts for people or as JSON, remarks that {@code --quiet} silences, progress. */
final class Console {
    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean json;
    private final boolean quiet;
    private final ProgressMode progress;

    Console(PrintWriter out, PrintWriter err, boolean json, boolean quiet, ProgressMode progress) {
        this.out = out;
        this.err = err;
        this.json = json;
        this.quiet = quiet;
        this.progress = progress;
    }

    boolean isJson() {
        return json;
    }

    /** Prints a result line. */
    void print(String line) {
        out.println(line);
    }

    /** Prints a remark for people: not with {@code --quiet}, not among JSON. */
    void say(String line) {
        if (!quiet && !json) {
            out.println(line);
        }
    }

    /** Prints a remark beside a result that goes to standard output: not with {@code --quiet}, not among JSON. */
    void remark(String line) {
        if (!quiet && !json) {
            err.println(line);
        }
    }

    /** Prints a warning to standard error; not with {@code --quiet}. */
    void warn(String line) {
        if (!quiet) {
            err.println("ovf: " + line);
        }
    }

    /** Prints what was done: facts for a program, or a remark for people. */
    void report(Map<String, Object> facts, String line) {
        if (json) {
            printJson(facts);
        }
        say(line);
    }

    /** Prints maps, lists, strings and numbers as JSON. */
    void printJson(Object facts) {
        try {
            out.println(new ObjectMapper()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .writeValueAsString(facts));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("these facts are no JSON: " + facts, impossible);
        }
    }

    /** Prints rows in columns that line up; the first row is the heading. */
    void printTable(List<List<String>> rows) {
        int columns = rows.stream().mapToInt(List::size).max().orElse(0);
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < row.size(); i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < row.size(); i++) {
                line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length() + 2));
            }
            out.println(line.toString().stripTrailing());
        }
    }

    /** Shows how far work on bytes is: to a person at a terminal, or to a program that asked for events. */
    ProgressLine progress(String what, long totalBytes) {
        boolean watched = !quiet && !json && Terminal.find().isPresent();
        return new ProgressLine(
                err, progress == ProgressMode.AUTO && !watched ? ProgressMode.NONE : progress, what, totalBytes);
    }

    /** Shows how far a job at an endpoint is; not among JSON. */
    JobDisplay job() {
        if (progress == ProgressMode.JSON) {
            return new JobDisplay(new ProgressEvents(err));
        }
        boolean shown = !quiet && !json && progress == ProgressMode.AUTO;
        return new JobDisplay(shown ? out : new PrintWriter(Writer.nullWriter()), Terminal.redraws());
    }
}
