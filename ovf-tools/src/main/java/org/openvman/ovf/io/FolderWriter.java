package org.openvman.ovf.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Writes the files of a package into a folder. */
final class FolderWriter implements PackageOutput {
    private final Path folder;
    private String name = "";
    private OptionalLong announced = OptionalLong.empty();
    private long written;
    private @Nullable FileChannel file;

    FolderWriter(Path folder) {
        this.folder = folder;
    }

    @Override
    public void startFile(String newName, long size) throws IOException {
        start(newName, OptionalLong.of(size));
    }

    @Override
    public void startFile(String newName) throws IOException {
        start(newName, OptionalLong.empty());
    }

    private void start(String newName, OptionalLong size) throws IOException {
        if (!EntryNames.isSafe(newName)) {
            throw new IOException("'" + newName + "' cannot be the name of a file in a package");
        }
        Path path = folder.resolve(newName);
        Path parent = path.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        name = newName;
        announced = size;
        written = 0;
        file = FileChannel.open(path, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
    }

    private FileChannel open() {
        if (file == null) {
            throw new IllegalStateException("no file is being written");
        }
        return file;
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException {
        written += bytes.remaining();
        new SparseOutput(open()).write(bytes);
    }

    @Override
    public long endFile() throws IOException {
        if (written != announced.orElse(written)) {
            throw new IOException("'" + name + "' changed its size while it was written");
        }
        new SparseOutput(open()).end();
        close();
        return written;
    }

    @Override
    public Reserved reserve(String reserved, int size) {
        return bytes -> write(reserved, bytes);
    }

    @Override
    public void finish() {
        // a folder has no end
    }

    @Override
    public void close() throws IOException {
        FileChannel open = file;
        if (open != null) {
            file = null;
            open.close();
        }
    }
}
