package org.openvman.provider.hypervisor.libvirt;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The process of libvirt's daemon behind a URI, where it runs on this machine: the one whose socket is ours, whatever it
 * calls it. It may see other files than we do, as in a container.
 *
 * @param process its folder in /proc
 */
record LocalDaemon(Path process) {
    private static final Path PROCESSES = Path.of("/proc");
    private static final Set<String> NAMES = Set.of("libvirtd", "virtqemud", "virtlxcd");
    private static final Pattern SOCKET = Pattern.compile("[?&]socket=([^&]+)");

    /** Of the monolithic daemon, and of the one for a driver alone. */
    private static List<Path> sockets(LibvirtUri uri) {
        Matcher named = SOCKET.matcher(uri.text());
        return named.find()
                ? List.of(Path.of(named.group(1)))
                : List.of(usual("libvirt"), usual("virt" + uri.driver() + "d"));
    }

    private static Path usual(String daemon) {
        return Path.of("/run/libvirt", daemon + "-sock");
    }

    static Optional<LocalDaemon> find(LibvirtUri uri) {
        List<Path> ours = sockets(uri).stream().filter(Files::exists).toList();
        if (ours.isEmpty()) {
            return Optional.empty();
        }
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROCESSES, "[0-9]*")) {
            for (Path process : processes) {
                LocalDaemon daemon = new LocalDaemon(process);
                if (daemon.isAlive() && ours.stream().anyMatch(daemon::listensAt)) {
                    return Optional.of(daemon);
                }
            }
        } catch (IOException e) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    boolean isAlive() {
        try {
            return NAMES.contains(Files.readString(process.resolve("comm")).strip());
        } catch (IOException e) {
            return false;
        }
    }

    private boolean listensAt(Path socket) {
        return Stream.of("libvirt", "virtqemud", "virtlxcd")
                .map(LocalDaemon::usual)
                .map(this::seen)
                .anyMatch(theirs -> isSame(socket, theirs));
    }

    private static boolean isSame(Path one, Path other) {
        try {
            return Files.isSameFile(one, other);
        } catch (IOException e) {
            return false;
        }
    }

    /** What the daemon sees at an absolute path. */
    Path seen(Path path) {
        return process.resolve("root").resolve(Path.of("/").relativize(path));
    }
}
