package org.openvman.ovf.convert;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.openvman.ovf.io.EntryNames;

/** A folder beside the output in which a converted package is put together; gone when it is closed. */
public final class Staging implements Closeable {
    private final Path folder;

    private Staging(Path folder) {
        this.folder = folder;
    }

    public static Staging beside(Path target) throws IOException {
        Path parent = target.toAbsolutePath().getParent();
        if (parent == null) {
            throw new IOException("cannot write to " + target);
        }
        Files.createDirectories(parent);
        return new Staging(Files.createTempDirectory(parent, ".ovf-convert-"));
    }

    /** The place of a file that is to be part of the package. */
    public Path place(String name) throws IOException {
        if (!EntryNames.isSafe(name)) {
            throw new IOException("'" + name + "' cannot be the name of a file in a package");
        }
        Path place = folder.resolve(name);
        Path parent = place.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        return place;
    }

    public void add(String name, InputStream content) throws IOException {
        Files.copy(content, place(name));
    }

    /** The same bytes under another name where the file system can do that. */
    public void add(String name, Path file) throws IOException {
        try {
            Files.createLink(place(name), file.toRealPath());
        } catch (IOException | UnsupportedOperationException noLinks) {
            Files.copy(file, place(name));
        }
    }

    @Override
    public void close() throws IOException {
        List<Path> all;
        try (Stream<Path> tree = Files.walk(folder)) {
            all = tree.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path each : all) {
            Files.deleteIfExists(each);
        }
    }
}
