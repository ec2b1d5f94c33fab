package org.openvman.ovf.io;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.OptionalLong;

/**
 * Writes a POSIX.1-1988 ustar archive, the form DSP0243 asks for. A file of 8 GiB or more has its size in base 256,
 * which GNU tar and every importer we know read (pax sizes fail in some).
 */
final class UstarWriter implements PackageOutput {
    private static final int BLOCK = TarHeader.BLOCK;
    private static final int RECORD = 20 * BLOCK;
    private static final int NAME = 100;
    private static final int PREFIX = 155;
    private static final long LARGEST_OCTAL_SIZE = (1L << 33) - 1;

    private final SeekableByteChannel channel;
    private final SparseOutput out;
    private String name = "";
    private OptionalLong announced = OptionalLong.empty();
    private long headerAt;
    private long written;

    UstarWriter(SeekableByteChannel channel) {
        this.channel = channel;
        this.out = new SparseOutput(channel);
    }

    @Override
    public void startFile(String file, long size) throws IOException {
        start(file, OptionalLong.of(size));
    }

    /** The size is written into the header when it is known: an archive is a file, and can be gone back in. */
    @Override
    public void startFile(String file) throws IOException {
        start(file, OptionalLong.empty());
    }

    private void start(String file, OptionalLong size) throws IOException {
        name = file;
        announced = size;
        written = 0;
        headerAt = channel.position();
        out.writeFully(ByteBuffer.wrap(header(name, size.orElse(0))));
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException {
        written += bytes.remaining();
        if (written > announced.orElse(Long.MAX_VALUE)) {
            throw new IOException("'" + name + "' grew while it was packed");
        }
        out.write(bytes);
    }

    @Override
    public long endFile() throws IOException {
        if (written != announced.orElse(written)) {
            throw new IOException("'" + name + "' shrank while it was packed");
        }
        pad(written, BLOCK);
        if (announced.isEmpty()) {
            long end = channel.position();
            channel.position(headerAt);
            out.writeFully(ByteBuffer.wrap(header(name, written)));
            channel.position(end);
        }
        return written;
    }

    @Override
    public Reserved reserve(String file, int size) throws IOException {
        startFile(file, size);
        long position = channel.position();
        out.writeFully(ByteBuffer.allocate(size));
        written = size;
        endFile();
        return bytes -> {
            if (bytes.length != size) {
                throw new IllegalStateException(file + " has " + bytes.length + " bytes instead of " + size);
            }
            long end = channel.position();
            channel.position(position);
            out.writeFully(ByteBuffer.wrap(bytes));
            channel.position(end);
        };
    }

    @Override
    public void finish() throws IOException {
        out.writeFully(ByteBuffer.allocate(2 * BLOCK));
        pad(channel.position(), RECORD);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private void pad(long length, int unit) throws IOException {
        int over = (int) (length % unit);
        if (over != 0) {
            out.writeFully(ByteBuffer.allocate(unit - over));
        }
    }

    private static byte[] header(String name, long size) throws IOException {
        byte[] header = new byte[BLOCK];
        putName(header, name);
        putOctal(header, 100, 8, 0644);
        putOctal(header, 108, 8, 0);
        putOctal(header, 116, 8, 0);
        putSize(header, size);
        // The same content makes the same archive: no times in it.
        putOctal(header, 136, 12, 0);
        header[156] = '0';
        put(header, 257, "ustar\0" + "00");
        put(header, 265, "root");
        put(header, 297, "root");
        putChecksum(header);
        return header;
    }

    /** Another tool's header, of a file with another size. */
    static byte[] resized(byte[] header, long size) {
        byte[] other = header.clone();
        putSize(other, size);
        putChecksum(other);
        return other;
    }

    private static void putSize(byte[] header, long size) {
        if (size <= LARGEST_OCTAL_SIZE) {
            putOctal(header, 124, 12, size);
        } else {
            putBase256(header, size);
        }
    }

    private static void putChecksum(byte[] header) {
        put(header, 148, String.format("%06o\0 ", TarHeader.checksum(header)));
    }

    /** Long names are cut at a slash into prefix and name. */
    private static void putName(byte[] header, String name) throws IOException {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= NAME) {
            System.arraycopy(bytes, 0, header, 0, bytes.length);
            return;
        }
        for (int slash = bytes.length - NAME - 1; slash < bytes.length && slash <= PREFIX; slash++) {
            if (bytes[slash] == '/' && slash > 0 && slash < bytes.length - 1) {
                System.arraycopy(bytes, slash + 1, header, 0, bytes.length - slash - 1);
                System.arraycopy(bytes, 0, header, 345, slash);
                return;
            }
        }
        throw new IOException("the name '" + name + "' is too long for an OVA");
    }

    private static void putOctal(byte[] header, int at, int width, long value) {
        put(header, at, String.format("%0" + (width - 1) + "o\0", value));
    }

    private static void putBase256(byte[] header, long size) {
        Arrays.fill(header, 124, 136, (byte) 0);
        byte[] bytes = BigInteger.valueOf(size).toByteArray();
        System.arraycopy(bytes, 0, header, 136 - bytes.length, bytes.length);
        header[124] = (byte) 0x80;
    }

    private static void put(byte[] header, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }
}
