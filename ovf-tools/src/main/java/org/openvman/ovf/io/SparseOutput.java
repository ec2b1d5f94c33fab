package org.openvman.ovf.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;

/**
 * Writes a new file and leaves holes where runs of zeros would be. What ends a file must not be a hole: {@link #end}
 * sees to it.
 */
final class SparseOutput {
    /** Runs shorter than this are written. */
    private static final int UNIT = 1 << 15;

    private static final ByteBuffer ZEROS = ByteBuffer.allocateDirect(UNIT).asReadOnlyBuffer();

    private final SeekableByteChannel channel;

    SparseOutput(SeekableByteChannel channel) {
        this.channel = channel;
    }

    void write(ByteBuffer bytes) throws IOException {
        int limit = bytes.limit();
        while (bytes.position() < limit) {
            int start = bytes.position();
            int zeros = start;
            while (zeros < limit && isZero(bytes, zeros, limit)) {
                zeros += UNIT;
            }
            if (zeros > start) {
                channel.position(channel.position() + zeros - start);
                bytes.position(zeros);
                continue;
            }
            int data = start + UNIT;
            while (data < limit && !isZero(bytes, data, limit)) {
                data += UNIT;
            }
            bytes.limit(Math.min(data, limit));
            writeFully(bytes);
            bytes.limit(limit);
        }
    }

    /** Whether a whole unit of zeros stands there. */
    private static boolean isZero(ByteBuffer bytes, int from, int limit) {
        return limit - from >= UNIT
                && bytes.get(from) == 0
                && bytes.slice(from, UNIT).mismatch(ZEROS.duplicate()) < 0;
    }

    void writeFully(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** Makes the file as long as what was written to it, holes included. */
    void end() throws IOException {
        long length = channel.position();
        if (length > channel.size()) {
            channel.position(length - 1);
            writeFully(ByteBuffer.allocate(1));
        }
    }
}
