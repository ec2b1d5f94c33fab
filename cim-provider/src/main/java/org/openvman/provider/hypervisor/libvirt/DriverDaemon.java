package org.openvman.provider.hypervisor.libvirt;

import java.io.File;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openvman.provider.hypervisor.HypervisorException;
import org.openvman.provider.hypervisor.HypervisorException.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A libvirtd of our own, for one host whose driver would otherwise run inside our process and could end it (ADR 11).
 *
 * <p>It has no drivers for hypervisors of this machine, and a socket in a folder that only our user can enter. It ends
 * with {@link #close}, and by itself soon after the last connection: when our process was killed.
 *
 * <p>Passwords do not pass through here: the driver reads them where libvirt looks for them, in the file that
 * LIBVIRT_AUTH_FILE or the URI's {@code authfile} names, or in {@code ~/.config/libvirt/auth.conf}.
 */
final class DriverDaemon implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DriverDaemon.class);
    private static final String PROGRAM = "libvirtd";
    private static final List<String> USUAL_FOLDERS = List.of("/usr/sbin", "/usr/local/sbin");
    private static final Duration LONGEST_START = Duration.ofSeconds(10);
    private static final long LOOK_MILLIS = 20;
    private static final long STOP_MILLIS = 2000;
    private static final int IDLE_SECONDS = 15;

    private final LibvirtUri uri;
    private @Nullable Path folder;
    private @Nullable Process process;
    private boolean closed;

    DriverDaemon(LibvirtUri uri) {
        this.uri = uri;
    }

    /** One for a host that needs it, not started yet. */
    static Optional<DriverDaemon> unlessInDaemon(LibvirtUri uri) {
        return uri.isInProcess() ? Optional.of(new DriverDaemon(uri)) : Optional.empty();
    }

    /**
     * The URI by which libvirt reaches the host through the daemon, which is started unless it runs.
     *
     * @throws HypervisorException UNSUPPORTED if there is no libvirtd here, UNREACHABLE if it does not start
     */
    synchronized String address() {
        if (closed) {
            throw new HypervisorException(Reason.UNREACHABLE, "the connection to libvirt is closed");
        }
        Path here = folder();
        Process running = process;
        if (running == null || !running.isAlive()) {
            if (running != null) {
                LOG.debug("{}: {} ended with {}", uri.withoutCredentials(), PROGRAM, running.exitValue());
            }
            process = start(here);
        }
        return uri.driver() + "+unix:///?socket=" + encoded(socket(here).toString()) + "&name=" + encoded(uri.text());
    }

    /** The process; empty before the first start. */
    synchronized Optional<ProcessHandle> process() {
        return Optional.ofNullable(process).map(Process::toHandle);
    }

    @Override
    public synchronized void close() {
        closed = true;
        Process running = process;
        if (running != null) {
            running.destroy();
            if (!exits(running, STOP_MILLIS)) {
                running.destroyForcibly();
            }
        }
        Path used = folder;
        if (used != null) {
            delete(used);
        }
    }

    private Path folder() {
        Path existing = folder;
        if (existing != null) {
            return existing;
        }
        try {
            // Not in the state directory: the path of a socket is short.
            Path created = Files.createTempDirectory("openvman-libvirt-");
            folder = created;
            // Without drivers libvirtd has what its library has, and touches nothing of this machine.
            Files.createDirectory(created.resolve("drivers"));
            Files.writeString(created.resolve("libvirtd.conf"), """
                    unix_sock_dir = "%s"
                    auth_unix_rw = "none"
                    auth_unix_ro = "none"
                    log_outputs = "4:stderr"
                    host_uuid = "%s"
                    """.formatted(created, UUID.randomUUID()));
            return created;
        } catch (IOException e) {
            throw new HypervisorException(Reason.UNREACHABLE, "cannot make a folder for " + PROGRAM, e);
        }
    }

    private Process start(Path here) {
        String program = program()
                .orElseThrow(
                        () -> new HypervisorException(
                                Reason.UNSUPPORTED,
                                uri.withoutCredentials() + " needs a " + PROGRAM
                                        + " for its driver, and there is none here (install libvirt-daemon, package of Debian)"));
        ProcessBuilder command = new ProcessBuilder(
                program,
                "--config",
                here.resolve("libvirtd.conf").toString(),
                "--pid-file",
                here.resolve("libvirtd.pid").toString(),
                "--timeout",
                Integer.toString(IDLE_SECONDS));
        command.environment().put("LIBVIRT_DRIVER_DIR", here.resolve("drivers").toString());
        Path log = here.resolve("libvirtd.log");
        command.redirectErrorStream(true).redirectOutput(log.toFile());
        try {
            Files.deleteIfExists(socket(here));
            Process started = command.start();
            started.getOutputStream().close();
            awaitSocket(started, here, log);
            LOG.debug("{}: {} runs as process {}", uri.withoutCredentials(), program, started.pid());
            return started;
        } catch (IOException e) {
            throw new HypervisorException(Reason.UNREACHABLE, "cannot start " + program, e);
        }
    }

    private void awaitSocket(Process started, Path here, Path log) throws IOException {
        long end = System.nanoTime() + LONGEST_START.toNanos();
        while (!Files.exists(socket(here))) {
            boolean ended = exits(started, LOOK_MILLIS);
            if (ended || System.nanoTime() > end) {
                started.destroyForcibly();
                throw new HypervisorException(
                        Reason.UNREACHABLE,
                        "the " + PROGRAM + " for " + uri.withoutCredentials()
                                + (ended ? " ended with " + started.exitValue() : " did not start in time") + ": "
                                + lastLine(log));
            }
        }
    }

    private static boolean exits(Process process, long withinMillis) {
        try {
            return process.waitFor(withinMillis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return !process.isAlive();
        }
    }

    private static String lastLine(Path log) throws IOException {
        List<String> lines = Files.readAllLines(log, StandardCharsets.ISO_8859_1);
        return lines.isEmpty() ? "it said nothing" : lines.get(lines.size() - 1);
    }

    /** A system's own programs are not in the path of every user. */
    private static Optional<String> program() {
        List<String> folders = new ArrayList<>(
                Arrays.asList(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)));
        folders.addAll(USUAL_FOLDERS);
        return folders.stream()
                .map(each -> Path.of(each, PROGRAM))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }

    private static Path socket(Path folder) {
        return folder.resolve("libvirt-sock");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            LOG.debug("{} is left", folder, e);
        }
    }
}
