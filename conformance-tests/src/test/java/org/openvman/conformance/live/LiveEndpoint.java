package org.openvman.conformance.live;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openvman.conformance.wire.Credentials;

/**
 * The endpoint in a process of its own, with a state directory that goes when it is closed. It listens at a free port of
 * the loopback interface and knows one user, an administrator.
 */
public final class LiveEndpoint implements AutoCloseable {
    private static final String PROGRAM = "openvman.program";
    private static final String MAIN = "org.openvman.endpoint.Main";
    private static final String READY = "ready ";
    // Nothing but letters and digits: the clients of others do not all escape what they send.
    private static final Credentials LOGIN = new Credentials("conform", "ThisIsNotASecret1");

    private final Process process;
    private final Path state;
    private final URI url;
    private final Duration startTime;

    private LiveEndpoint(Process process, Path state, URI url, Duration startTime) {
        this.process = process;
        this.state = state;
        this.url = url;
        this.startTime = startTime;
    }

    /** Starts one for a hypervisor and returns when it accepts requests. */
    public static LiveEndpoint start(String hypervisor) throws IOException {
        Path state = Files.createTempDirectory("openvman-live");
        addUser(state);
        long begin = System.nanoTime();
        Process process = openvman("serve", "--state", state.toString(), "--port", "0", "--hypervisor", hypervisor)
                .redirectError(state.resolve("stderr.log").toFile())
                .start();
        BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = output.readLine();
        while (line != null && !line.startsWith(READY)) {
            line = output.readLine();
        }
        if (line == null) {
            String error = Files.readString(state.resolve("stderr.log"));
            process.destroyForcibly();
            delete(state);
            throw new IOException("the endpoint on " + hypervisor + " did not start: " + error);
        }
        return new LiveEndpoint(
                process,
                state,
                URI.create(line.substring(READY.length()).strip()),
                Duration.ofNanos(System.nanoTime() - begin));
    }

    private static void addUser(Path state) throws IOException {
        Process process = openvman("user", "add", LOGIN.user(), "--role", "administrator", "--state", state.toString())
                .redirectErrorStream(true)
                .start();
        try (OutputStream input = process.getOutputStream()) {
            input.write((LOGIN.password() + "\n").getBytes(StandardCharsets.UTF_8));
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (await(process) != 0) {
            throw new IOException("no user could be added: " + output);
        }
    }

    /** The program that the property names, as {@code bin/openvman}; else the main class on the class path of the tests. */
    private static ProcessBuilder openvman(String... arguments) {
        List<String> command = new ArrayList<>();
        String program = System.getProperty(PROGRAM, "");
        if (program.isEmpty()) {
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(List.of("-cp", System.getProperty("java.class.path"), MAIN));
        } else {
            command.add(program);
        }
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command);
    }

    private static int await(Process process) {
        try {
            if (process.waitFor(30, TimeUnit.SECONDS)) {
                return process.exitValue();
            }
            process.destroyForcibly();
            return -1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
            return -1;
        }
    }

    /** Where it takes WS-Management. */
    public URI url() {
        return url;
    }

    public Credentials login() {
        return LOGIN;
    }

    /** From the start of the process until it said that it is ready. */
    public Duration startTime() {
        return startTime;
    }

    /** The memory that it has in RAM, in bytes. */
    public long residentBytes() {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .map(line -> line.replaceAll("\\D", ""))
                    .mapToLong(kibibytes -> Long.parseLong(kibibytes) * 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The CPU time that it has used. */
    public Duration cpuTime() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    @Override
    public void close() {
        process.destroy();
        await(process);
        delete(state);
    }

    private static void delete(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
