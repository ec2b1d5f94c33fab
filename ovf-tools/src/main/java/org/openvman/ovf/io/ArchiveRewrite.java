package org.openvman.ovf.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Set;

/** Writes a changed archive: the entries that do not change are copied as they are, headers and padding too. */
public final class ArchiveRewrite {
    private static final int BUFFER = 1 << 20;

    private final ByteSource in;
    private final FileChannel out;

    private ArchiveRewrite(ByteSource in, FileChannel out) {
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
     * @param target it may be the archive itself, if that is a file
     */
    public static void write(OvaArchive archive, Changes changes, Path target) throws IOException {
        try (PendingOutput pending = PendingOutput.file(target)) {
            try (FileChannel out =
                    FileChannel.open(pending.path(), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                new ArchiveRewrite(archive.bytes(), out).write(new TarReader(archive.bytes()), changes);
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
        ByteBuffer buffer = ByteBuffer.allocateDirect((int) Math.min(BUFFER, Math.max(0, to - from)));
        try (ReadableByteChannel part = in.open(from, to - from)) {
            for (long at = from; at < to; at += buffer.limit()) {
                if (part.read(buffer.clear()) < 0) {
                    throw new IOException("the archive ends in the middle of a file");
                }
                write(buffer.flip());
            }
        }
    }

    /** Everything before the header stays; in the header only size and checksum change. */
    private void replace(TarEntry entry, byte[] content) throws IOException {
        long headerAt = entry.offset() - TarHeader.BLOCK;
        copy(entry.start(), headerAt);
        try (InputStream header = Channels.newInputStream(in.open(headerAt, TarHeader.BLOCK))) {
            byte[] block = header.readNBytes(TarHeader.BLOCK);
            if (block.length < TarHeader.BLOCK) {
                throw new IOException("the archive ends in the middle of a header");
            }
            write(ByteBuffer.wrap(UstarWriter.resized(block, content.length)));
        }
        write(ByteBuffer.wrap(content));
        pad();
    }

    private void add(UstarWriter writer, String name, Path file) throws IOException {
        long size = Files.size(file);
        writer.startFile(name, size);
        try (FileChannel content = FileChannel.open(file)) {
            ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
            while (content.read(buffer) >= 0) {
                writer.write(buffer.flip());
                buffer.clear();
            }
        }
        writer.endFile();
    }

    private void write(ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            out.write(buffer);
        }
    }

    private void pad() throws IOException {
        int over = (int) (out.position() % TarHeader.BLOCK);
        if (over != 0) {
            write(ByteBuffer.allocate(TarHeader.BLOCK - over));
        }
    }
}
