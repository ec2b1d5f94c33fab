package org.openvman.ovf.edit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarFile;
import org.openvman.ovf.io.PendingOutput;

/** Writes an edited archive: the entries that do not change are copied as they are, headers and padding too. */
final class ArchiveEdit {
    private static final int BLOCK = 512;
    private static final int RECORD = 20 * BLOCK;
    private static final int SIZE_AT = 124;
    private static final int CHECKSUM_AT = 148;

    private final FileChannel in;
    private final FileChannel out;

    private ArchiveEdit(FileChannel in, FileChannel out) {
        this.in = in;
        this.out = out;
    }

    static void write(Path archive, PackageEdit.Outcome outcome, Path target) throws IOException {
        try (PendingOutput pending = PendingOutput.file(target)) {
            try (TarFile tar = new TarFile(archive);
                    FileChannel in = FileChannel.open(archive);
                    FileChannel out =
                            FileChannel.open(pending.path(), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                new ArchiveEdit(in, out).write(tar, outcome);
            }
            pending.commit();
        }
    }

    private void write(TarFile tar, PackageEdit.Outcome outcome) throws IOException {
        long position = 0;
        for (TarArchiveEntry entry : tar.getEntries()) {
            String name = entry.getName().replaceFirst("^\\./+", "");
            long end = entry.getDataOffset() + padded(entry.getSize());
            byte[] replacement = outcome.replaced().get(name);
            if (replacement != null) {
                replace(position, entry.getDataOffset(), replacement);
            } else if (!outcome.removed().contains(name)) {
                copy(position, end);
            }
            position = end;
        }
        for (Map.Entry<String, Path> added : outcome.added().entrySet()) {
            add(added.getKey(), added.getValue());
        }
        write(new byte[2 * BLOCK]);
        write(new byte[(int) ((RECORD - out.position() % RECORD) % RECORD)]);
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
    private void replace(long from, long dataOffset, byte[] content) throws IOException {
        copy(from, dataOffset - BLOCK);
        ByteBuffer header = ByteBuffer.allocate(BLOCK);
        while (header.hasRemaining()) {
            if (in.read(header, dataOffset - BLOCK + header.position()) < 0) {
                throw new IOException("the archive ends in the middle of a header");
            }
        }
        byte[] bytes = header.array();
        put(bytes, SIZE_AT, String.format("%011o\0", content.length));
        Arrays.fill(bytes, CHECKSUM_AT, CHECKSUM_AT + 8, (byte) ' ');
        int sum = 0;
        for (byte octet : bytes) {
            sum += octet & 0xFF;
        }
        put(bytes, CHECKSUM_AT, String.format("%06o\0 ", sum));
        write(bytes);
        write(content);
        write(new byte[(int) (padded(content.length) - content.length)]);
    }

    private void add(String name, Path file) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        long size = Files.size(file);
        entry.setSize(size);
        entry.setModTime(0);
        byte[] header = new byte[BLOCK];
        entry.writeEntryHeader(header);
        write(header);
        try (FileChannel content = FileChannel.open(file)) {
            long at = 0;
            while (at < size) {
                long copied = content.transferTo(at, size - at, out);
                if (copied <= 0) {
                    throw new IOException(file + " shrank while it was added");
                }
                at += copied;
            }
        }
        write(new byte[(int) (padded(size) - size)]);
    }

    private void write(byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            out.write(buffer);
        }
    }

    private static void put(byte[] header, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }

    private static long padded(long size) {
        return (size + BLOCK - 1) / BLOCK * BLOCK;
    }
}
