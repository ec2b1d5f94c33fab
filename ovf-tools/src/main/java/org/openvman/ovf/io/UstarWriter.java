package org.openvman.ovf.io;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes a POSIX.1-1988 ustar archive, the form DSP0243 asks for. A file of 8 GiB or more has its size in base 256,
 * which GNU tar and every importer we know read (pax sizes fail in some).
 */
final class UstarWriter {
    private static final int BLOCK = 512;
    private static final int RECORD = 20 * BLOCK;
    private static final int NAME = 100;
    private static final int PREFIX = 155;
    private static final long LARGEST_OCTAL_SIZE = (1L << 33) - 1;

    private final SeekableByteChannel channel;
    private long remaining;
    private long entrySize;

    UstarWriter(SeekableByteChannel channel) {
        this.channel = channel;
    }

    void startEntry(String name, long size) throws IOException {
        writeFully(ByteBuffer.wrap(header(name, size)));
        remaining = size;
        entrySize = size;
    }

    void write(byte[] bytes, int offset, int length) throws IOException {
        if (length > remaining) {
            throw new IOException("the file grew while it was packed");
        }
        writeFully(ByteBuffer.wrap(bytes, offset, length));
        remaining -= length;
    }

    void endEntry() throws IOException {
        if (remaining != 0) {
            throw new IOException("the file shrank while it was packed");
        }
        pad(entrySize, BLOCK);
    }

    /** Leaves room for an entry whose bytes are written later, at the position returned. */
    long reserveEntry(String name, int size) throws IOException {
        startEntry(name, size);
        long position = channel.position();
        write(new byte[size], 0, size);
        endEntry();
        return position;
    }

    void finish() throws IOException {
        writeFully(ByteBuffer.allocate(2 * BLOCK));
        pad(channel.position(), RECORD);
    }

    private void pad(long written, int unit) throws IOException {
        int over = (int) (written % unit);
        if (over != 0) {
            writeFully(ByteBuffer.allocate(unit - over));
        }
    }

    private void writeFully(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private static byte[] header(String name, long size) throws IOException {
        byte[] header = new byte[BLOCK];
        putName(header, name);
        putOctal(header, 100, 8, 0644);
        putOctal(header, 108, 8, 0);
        putOctal(header, 116, 8, 0);
        if (size <= LARGEST_OCTAL_SIZE) {
            putOctal(header, 124, 12, size);
        } else {
            putBase256(header, size);
        }
        // The same content makes the same archive: no times in it.
        putOctal(header, 136, 12, 0);
        header[156] = '0';
        put(header, 257, "ustar\0" + "00");
        put(header, 265, "root");
        put(header, 297, "root");
        Arrays.fill(header, 148, 156, (byte) ' ');
        int sum = 0;
        for (byte octet : header) {
            sum += octet & 0xFF;
        }
        put(header, 148, String.format("%06o\0 ", sum));
        return header;
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
        byte[] bytes = BigInteger.valueOf(size).toByteArray();
        System.arraycopy(bytes, 0, header, 136 - bytes.length, bytes.length);
        header[124] = (byte) 0x80;
    }

    private static void put(byte[] header, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }
}
