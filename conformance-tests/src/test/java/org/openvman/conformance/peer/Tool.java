package org.openvman.conformance.peer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/** Runs a program of another package, in a directory of its own. */
record Tool(Path directory, Map<String, String> environment) {
    /** Skips the test, and says why, if the program is not installed. */
    static void require(String program, String debianPackage) {
        boolean installed = Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
        if (!installed) {
            String reason = program + " is not installed (Debian package " + debianPackage + "; bin/test installs it)";
            System.out.println("skipped: " + reason);
            throw new TestAbortedException(reason);
        }
    }

    /** What the program prints, on both of its outputs. */
    String run(String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(List.of(command)))
                .directory(directory.toFile())
                .redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        // A program that hangs is ended, and with it the reading of its output.
        CompletableFuture<Process> exit =
                process.onExit().orTimeout(60, TimeUnit.SECONDS).exceptionally(timeout -> process.destroyForcibly());
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        exit.join();
        return output;
    }
}
