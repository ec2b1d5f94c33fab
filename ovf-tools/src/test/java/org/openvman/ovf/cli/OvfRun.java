package org.openvman.ovf.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.stream.Stream;

/** What one run of the command line printed, and how it ended. */
record OvfRun(int exitCode, String out, String err) {

    /** Runs {@code ovf} in this process. */
    static OvfRun ovf(Object... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = Ovf.run(
                new PrintWriter(out),
                new PrintWriter(err),
                Stream.of(arguments).map(String::valueOf).toArray(String[]::new));
        return new OvfRun(exitCode, out.toString(), err.toString());
    }

    /** Says that it ended so. */
    OvfRun ends(int expected) {
        assertThat(exitCode).as("%s%s", out, err).isEqualTo(expected);
        return this;
    }

    /** What {@code --json} printed. */
    JsonNode json() throws JsonProcessingException {
        return new ObjectMapper().readTree(out);
    }
}
