package org.openvman.provider.hypervisor.libvirt;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The libvirtd of a lab ({@code bin/lab}), which a test may kill. */
public final class LabDaemon {
    private static final Pattern SOCKET = Pattern.compile(".*[?&]socket=([^&]+)/run/libvirt-sock.*");

    private final LibvirtUri uri;
    private final Path state;
    private final String name;

    private LabDaemon(LibvirtUri uri, Path state, String name) {
        this.uri = uri;
        this.state = state;
        this.name = name;
    }

    /** The lab of {@link QemuSetting}; skips the test with a printed reason if that is no lab. */
    public static LabDaemon ofSettingOrSkip(Class<?> test) {
        return orSkip(test, QemuSetting.uriOrSkip(test));
    }

    /** The other lab, for migrations; skips the test like the first. */
    static LabDaemon secondOrSkip(Class<?> test) {
        return orSkip(test, QemuSetting.secondUriOrSkip(test));
    }

    private static LabDaemon orSkip(Class<?> test, LibvirtUri uri) {
        Matcher socket = SOCKET.matcher(uri.text());
        if (socket.matches() && Files.exists(Path.of(socket.group(1), ".openvman-lab"))) {
            try {
                Path state = Path.of(socket.group(1));
                return new LabDaemon(
                        uri,
                        state,
                        Files.readString(state.resolve(".openvman-lab")).strip());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        String reason = test.getSimpleName() + " is skipped: " + uri.text() + " is no lab";
        System.out.println(reason);
        abort(reason);
        throw new IllegalStateException();
    }

    public LibvirtUri uri() {
        return uri;
    }

    Path socket() {
        return state.resolve("run/libvirt-sock");
    }

    /** kill -9; guests go on. */
    public void crash() {
        lab("crash");
    }

    /** Starts it again if it is not there. */
    public void restart() {
        if (!isRunning()) {
            lab("restart");
        }
    }

    private boolean isRunning() {
        try {
            String pid = Files.readString(state.resolve("libvirtd.pid")).strip();
            return ProcessHandle.of(Long.parseLong(pid)).isPresent();
        } catch (IOException e) {
            return false;
        }
    }

    /** The files of the pool "default", whoever is there to list them. */
    public List<String> images() {
        try (Stream<Path> files = Files.list(state.resolve("images"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lets the guests' hypervisors of the two reach each other by TCP. */
    void connectTo(LabDaemon other) {
        lab("connect", other.name);
    }

    /** A URI by which this machine reaches the daemon over TCP, through a port of this machine. */
    LibvirtUri forwardedTo(int port) {
        lab("forward", Integer.toString(port), "127.0.0.1", "16509");
        return new LibvirtUri("qemu+tcp://127.0.0.1:" + port + "/system");
    }

    void endForwarding(int port) {
        lab("unforward", Integer.toString(port));
    }

    /** Runs virsh as somebody else would. */
    public String virsh(String... arguments) {
        List<String> command = new ArrayList<>(List.of("virsh", "--quiet", "--connect", uri.text()));
        command.addAll(List.of(arguments));
        return run(command);
    }

    /** Runs a command where the daemon sees its files. */
    public String inside(String... arguments) {
        try {
            String pid = Files.readString(state.resolve("libvirtd.pid")).strip();
            List<String> command = new ArrayList<>(List.of("nsenter", "--target", pid, "--mount", "--root", "--"));
            command.addAll(List.of(arguments));
            return run(command);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void lab(String command, String... arguments) {
        Path root = Path.of("").toAbsolutePath();
        while (!Files.exists(root.resolve("bin/lab"))) {
            root = root.getParent();
        }
        List<String> whole = new ArrayList<>(List.of(root.resolve("bin/lab").toString(), command, "--name", name));
        whole.addAll(List.of(arguments));
        run(whole);
    }

    private static String run(List<String> command) {
        try {
            Path output = Files.createTempFile("command", ".txt");
            // Into a file: what the daemon inherits would keep a pipe open.
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            int status = process.waitFor();
            String text = Files.readString(output, StandardCharsets.UTF_8);
            Files.delete(output);
            if (status != 0) {
                throw new AssertionError(String.join(" ", command) + ": " + text);
            }
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
