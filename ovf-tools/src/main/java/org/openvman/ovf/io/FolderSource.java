package org.openvman.ovf.io;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.openvman.ovf.model.Location;
import org.openvman.ovf.model.OvfException;

/** A package whose files lie beside its descriptor. */
public final class FolderSource implements PackageSource {
    private static final int DEEPEST = 8;

    private final Path folder;
    private final String descriptorName;

    private FolderSource(Path folder, String descriptorName) {
        this.folder = folder;
        this.descriptorName = descriptorName;
    }

    /** The package of a descriptor, or of a folder that holds exactly one. */
    public static FolderSource open(Path descriptorOrFolder) throws IOException {
        if (!Files.isDirectory(descriptorOrFolder)) {
            Path absolute = descriptorOrFolder.toAbsolutePath();
            Path parent = absolute.getParent();
            Path name = absolute.getFileName();
            if (parent == null || name == null || !Files.isRegularFile(absolute)) {
                throw new NoSuchFileException(descriptorOrFolder.toString());
            }
            return new FolderSource(parent, name.toString());
        }
        try (Stream<Path> entries = Files.list(descriptorOrFolder)) {
            List<String> descriptors = entries.map(entry -> String.valueOf(entry.getFileName()))
                    .filter(name -> name.endsWith(".ovf") && !name.startsWith("._"))
                    .sorted()
                    .toList();
            if (descriptors.size() != 1) {
                throw new OvfException(
                        Location.of(descriptorOrFolder.toString()),
                        "the folder holds " + descriptors.size() + " .ovf files; name the one you mean");
            }
            return new FolderSource(descriptorOrFolder, descriptors.get(0));
        }
    }

    /** Any folder, for a descriptor that is not a file in it. */
    public static FolderSource of(Path folder, String descriptorName) {
        return new FolderSource(folder, descriptorName);
    }

    public Path path() {
        return folder;
    }

    @Override
    public String location() {
        return folder.toString();
    }

    @Override
    public String locationOf(String name) {
        return folder + "/" + name;
    }

    @Override
    public String descriptorName() {
        return descriptorName;
    }

    @Override
    public List<String> names() {
        try (Stream<Path> files = Files.walk(folder, DEEPEST)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            return List.of();
        }
    }

    @Override
    public OptionalLong size(String name) {
        try {
            Optional<Path> file = file(name);
            return file.isPresent() ? OptionalLong.of(Files.size(file.get())) : OptionalLong.empty();
        } catch (IOException unreadable) {
            return OptionalLong.empty();
        }
    }

    @Override
    public ReadableByteChannel openChannel(String name) throws IOException {
        Path file = file(name).orElseThrow(() -> new NoSuchFileException(locationOf(name)));
        return FileChannel.open(file, StandardOpenOption.READ);
    }

    /** The regular file of this name, unless the name, or a link on the way, leads out of the folder. */
    public Optional<Path> file(String name) throws IOException {
        if (!EntryNames.isSafe(name)) {
            return Optional.empty();
        }
        try {
            Path file = folder.resolve(name);
            if (!Files.isRegularFile(file) || !file.toRealPath().startsWith(folder.toRealPath())) {
                return Optional.empty();
            }
            return Optional.of(file);
        } catch (InvalidPathException notAFileName) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        // nothing is held open
    }
}
