package org.openvman.endpoint.packages;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A directory of uploaded packages. One is written beside and moved into place when it is whole, so that nobody reads
 * half of it. Safe for use by many threads.
 */
public final class PackageStore {
    private static final Pattern NAME =
            Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}\\.(ova|ovf|vmdk|qcow2|iso|mf)");
    private static final String PARTIAL = ".part";

    private final Path directory;
    private final long maxBytes;

    record Entry(String name, long bytes, Instant modified) {}

    /** The package is larger than allowed; nothing was kept of it. */
    static final class TooLargeException extends IOException {
        private static final long serialVersionUID = 1L;

        TooLargeException(long maxBytes) {
            super("larger than " + maxBytes + " bytes");
        }
    }

    public PackageStore(Path directory, long maxBytes) {
        this.directory = directory;
        this.maxBytes = maxBytes;
    }

    /** Whether it can be the name of a package; such a name never leaves the directory. */
    static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /** Keeps a package under a name, in the place of an older one; true if there was none. */
    boolean put(String name, InputStream content, long announced) throws IOException {
        if (announced > maxBytes) {
            throw new TooLargeException(maxBytes);
        }
        Files.createDirectories(directory);
        Path beside = Files.createTempFile(directory, ".upload", PARTIAL);
        try {
            try (OutputStream out = Files.newOutputStream(beside)) {
                copy(content, out);
            }
            Path target = directory.resolve(name);
            boolean isNew = !Files.exists(target);
            Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return isNew;
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    private void copy(InputStream content, OutputStream out) throws IOException {
        byte[] buffer = new byte[64 * 1024];
        long total = 0;
        for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
            total += read;
            if (total > maxBytes) {
                throw new TooLargeException(maxBytes);
            }
            out.write(buffer, 0, read);
        }
    }

    /** Where a package is; empty if there is none. */
    Optional<Path> find(String name) {
        return Optional.of(directory.resolve(name)).filter(Files::isRegularFile);
    }

    boolean delete(String name) throws IOException {
        return Files.deleteIfExists(directory.resolve(name));
    }

    List<Entry> list() throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            List<Path> named = files.filter(file -> isName(String.valueOf(file.getFileName())))
                    .sorted()
                    .toList();
            List<Entry> entries = new ArrayList<>();
            for (Path file : named) {
                entries.add(new Entry(
                        String.valueOf(file.getFileName()),
                        Files.size(file),
                        Files.getLastModifiedTime(file).toInstant()));
            }
            return entries;
        }
    }
}
