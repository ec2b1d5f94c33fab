package org.openvman.ovf.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Set;

/** Writes a changed archive: the entries that do not change are copied as they are, headers and padding too. */
public final class ArchiveRewrite {
    private final FileChannel in;
    private final FileChannel out;

    private ArchiveRewrite(FileChannel in, FileChannel out) {
        this.in = in;
        this.out = out;
    }

    /**
     * What changes.
     *
     * @param replaced files with other bytes
     * @param removed files that are gone
     * @param added files that are new
     */
    public record Changes(Map<String, byte[]> replaced, Set<String> removed, Map<String, Path> added) {}

    /**
     * Writes the archive.
     *
     * @param target it may be the archive itself
     */
    public static void write(Path archive, Changes changes, Path target) throws IOException {
        try (PendingOutput pending = PendingOutput.file(target)) {
            try (ByteSource bytes = FileBytes.open(archive);
                    FileChannel in = FileChannel.open(archive);
                    FileChannel out =
                            FileChannel.open(pending.path(), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                new ArchiveRewrite(in, out).write(new TarReader(bytes), changes);
            }
            pending.commit();
        }
    }

    private void write(TarReader tar, Changes changes) throws IOException {
        long position = 0;
        for (TarEntry entry : tar.read().values()) {
            // Folders stand between the files.
            copy(position, entry.start());
            byte[] replacement = changes.replaced().get(entry.name());
            if (replacement != null) {
                replace(entry, replacement);
            } else if (!changes.removed().contains(entry.name())) {
                copy(entry.start(), Math.min(entry.end(), in.size()));
                pad();
            }
            position = entry.end();
        }
        copy(position, tar.position());
        UstarWriter writer = new UstarWriter(out);
        for (Map.Entry<String, Path> added : changes.added().entrySet()) {
            add(writer, added.getKey(), added.getValue());
        }
        writer.finish();
    }

    private void copy(long from, long to) throws IOException {
        long at = from;
        while (at < to) {
            long copied = in.transferTo(at, to - at, out);
            if (copied <= 0) {
                throw new IOException("the archive ends in the middle of a file");
            }
            at += copied;
        }
    }

    /** Everything before the header stays; in the header only size and checksum change. */
    private void replace(TarEntry entry, byte[] content) throws IOException {
        long headerAt = entry.offset() - TarHeader.BLOCK;
        copy(entry.start(), headerAt);
        ByteBuffer header = ByteBuffer.allocate(TarHeader.BLOCK);
        while (header.hasRemaining()) {
            if (in.read(header, headerAt + header.position()) < 0) {
                throw new IOException("the archive ends in the middle of a header");
            }
        }
        write(UstarWriter.resized(header.array(), content.length));
        write(content);
        pad();
    }

    private void add(UstarWriter writer, String name, Path file) throws IOException {
        long size = Files.size(file);
        writer.startFile(name, size);
        try (FileChannel content = FileChannel.open(file)) {
            ByteBuffer buffer = ByteBuffer.allocate(1 << 20);
            while (content.read(buffer) >= 0) {
                writer.write(buffer.flip());
                buffer.clear();
            }
        }
        writer.endFile();
    }

    private void write(byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            out.write(buffer);
        }
    }

    private void pad() throws IOException {
        int over = (int) (out.position() % TarHeader.BLOCK);
        if (over != 0) {
            write(new byte[TarHeader.BLOCK - over]);
        }
    }
}
