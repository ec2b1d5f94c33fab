package org.openvman.ovf.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A program of the system that knows better: runs it and gives what it prints. */
public final class Oracle {
    private Oracle() {}

    /** What a program printed, and how it ended. */
    private record Ended(String printed, int exitCode) {}

    /** Runs a program that must succeed; skips the test where it is not installed. */
    public static String run(String... command) throws IOException, InterruptedException {
        assumeTrue(isInstalled(command[0]), command[0] + " is not installed");
        Ended ended = end(command);
        assertThat(ended.exitCode())
                .as("%s%n%s", String.join(" ", command), ended.printed())
                .isZero();
        return ended.printed();
    }

    /** Whether the program is installed and does this. */
    public static boolean succeeds(String... command) throws IOException, InterruptedException {
        return isInstalled(command[0]) && end(command).exitCode() == 0;
    }

    private static Ended end(String... command) throws IOException, InterruptedException {
        Path output = Files.createTempFile("oracle", ".txt");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(command[0]).isTrue();
            return new Ended(Files.readString(output, StandardCharsets.UTF_8), process.exitValue());
        } finally {
            Files.delete(output);
        }
    }

    private static boolean isInstalled(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
