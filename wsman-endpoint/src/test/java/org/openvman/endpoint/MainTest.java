package org.openvman.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The command line, with its exit codes. */
class MainTest {
    @TempDir
    Path state;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void usersAreAddedListedAndRemoved() {
        assertThat(withInput("secret\n", "user", "add", "ann", "--role", "operator", "--state", state.toString()))
                .isZero();
        assertThat(run("user", "list", "--state", state.toString())).isZero();
        assertThat(out.toString().strip()).isEqualTo("ann operator");
        assertThat(run("user", "remove", "ann", "--state", state.toString())).isZero();
        assertThat(run("user", "remove", "ann", "--state", state.toString())).isEqualTo(1);
        assertThat(err.toString().strip()).isEqualTo("openvman: no user ann");
    }

    @Test
    void aUserWithoutPasswordIsRefused() {
        assertThat(withInput("", "user", "add", "ann", "--role", "operator", "--state", state.toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("an empty password is not allowed");
    }

    @Test
    void wrongUsageIsToldAndExitsWithTwo() {
        assertThat(run("serve", "--colour", "red")).isEqualTo(2);
        assertThat(run("user", "add", "ann", "--role", "king", "--state", state.toString()))
                .isEqualTo(2);
        assertThat(run("serve", "--config", state.resolve("none").toString())).isEqualTo(2);
        assertThat(err.toString()).contains("no configuration file " + state.resolve("none"));
        assertThat(run("serve", "--state", state.toString(), "--hypervisor", "nonsense"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("nonsense");
    }

    @Test
    void printsTheVersionAndASampleConfiguration() {
        assertThat(run("--version")).isZero();
        assertThat(out.toString()).startsWith("openvman ").doesNotContain("${");
        assertThat(run("serve", "--print-config")).isZero();
        assertThat(out.toString()).contains("http.port=5985");
    }

    private int withInput(String input, String... arguments) {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
        try {
            return run(arguments);
        } finally {
            System.setIn(before);
        }
    }

    private int run(String... arguments) {
        CommandLine command =
                Main.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return command.execute(arguments);
    }
}
