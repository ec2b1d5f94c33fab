package org.openvman.ovf.io;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Output that is written beside its place and moved there when it is complete; otherwise nothing is left of it, not even
 * when the user interrupts the program.
 */
public final class PendingOutput implements Closeable {
    private final Path target;
    private final Path pending;
    private final Thread onInterruption = new Thread(this::removeAfterInterruption, "remove-pending-output");

    private PendingOutput(Path target, Path pending) {
        this.target = target;
        this.pending = pending;
        Runtime.getRuntime().addShutdownHook(onInterruption);
    }

    /** A file to be written at {@link #path()}. */
    public static PendingOutput file(Path target) throws IOException {
        return new PendingOutput(target, beside(target));
    }

    /** Writes a small file, all of it or nothing. */
    public static void write(Path target, byte[] content) throws IOException {
        try (PendingOutput pending = file(target)) {
            Files.write(pending.path(), content);
            pending.commit();
        }
    }

    /** A folder to be filled at {@link #path()}. */
    public static PendingOutput folder(Path target) throws IOException {
        Path pending = beside(target);
        Files.createDirectory(pending);
        return new PendingOutput(target, pending);
    }

    private static Path beside(Path target) throws IOException {
        Path absolute = target.toAbsolutePath();
        Path parent = absolute.getParent();
        if (parent == null) {
            throw new IOException("cannot write to " + target);
        }
        Files.createDirectories(parent);
        return parent.resolve("." + absolute.getFileName() + ".part-" + UUID.randomUUID());
    }

    public Path path() {
        return pending;
    }

    /** Moves the output to its place; an existing file, or an empty folder, is replaced. */
    public void commit() throws IOException {
        if (Files.isDirectory(pending)) {
            Files.deleteIfExists(target);
        }
        Files.move(pending, target, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void close() throws IOException {
        try {
            Runtime.getRuntime().removeShutdownHook(onInterruption);
        } catch (IllegalStateException shuttingDown) {
            return;
        }
        remove();
    }

    private void remove() throws IOException {
        if (Files.exists(pending)) {
            List<Path> leftovers;
            try (Stream<Path> tree = Files.walk(pending)) {
                leftovers = tree.sorted(Comparator.reverseOrder()).toList();
            }
            for (Path leftover : leftovers) {
                Files.deleteIfExists(leftover);
            }
        }
    }

    private void removeAfterInterruption() {
        try {
            remove();
        } catch (IOException | UncheckedIOException stillWritten) {
            // The program is ending: there is nobody left to tell, and its hidden name says what it is.
        }
    }
}
