package org.openvman.ovf.io;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/**
 * A gzip file's content, all members of it (RFC 1952, 2.2), as long as it is not larger than it can be: a few kilobytes
 * could expand to fill any disk.
 */
final class Gunzip extends FilterInputStream {
    private final long most;
    private long came;

    /** Takes the compressed stream over, unless it is none. */
    Gunzip(InputStream compressed, long most) throws IOException {
        super(members(compressed));
        this.most = most;
    }

    private static InputStream members(InputStream compressed) throws IOException {
        try {
            return new GZIPInputStream(new Unfinished(compressed), 1 << 16);
        } catch (EOFException cut) {
            throw tooShort(cut);
        }
    }

    private static IOException tooShort(EOFException cut) {
        return new IOException("the compressed file ends too early", cut);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int read = inflated(target, offset, length);
        came += Math.max(0, read);
        if (came > most) {
            throw new IOException("it expands to more than " + most
                    + " bytes, which what the descriptor says of it does not account for");
        }
        return read;
    }

    private int inflated(byte[] target, int offset, int length) throws IOException {
        try {
            return super.read(target, offset, length);
        } catch (EOFException cut) {
            throw tooShort(cut);
        }
    }

    /** Skipped bytes count. */
    @Override
    public long skip(long bytes) throws IOException {
        byte[] skipped = new byte[(int) Math.min(Math.max(0, bytes), 1 << 16)];
        return Math.max(0, read(skipped, 0, skipped.length));
    }

    /** A stream that says nothing of what comes: only then are all members read. */
    private static final class Unfinished extends FilterInputStream {
        Unfinished(InputStream in) {
            super(in);
        }

        @Override
        public int available() {
            return 1;
        }
    }
}
