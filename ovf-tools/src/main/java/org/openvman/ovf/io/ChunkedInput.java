package org.openvman.ovf.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;

/** Another channel's bytes in parts of a size; each part ends like a file. */
final class ChunkedInput implements ReadableByteChannel {
    private final ReadableByteChannel in;
    private final long chunkSize;
    /** Read ahead, to know whether another part comes. */
    private final ByteBuffer ahead = ByteBuffer.allocate(1).limit(0);

    private long left;
    private boolean first = true;

    ChunkedInput(ReadableByteChannel in, long chunkSize) {
        this.in = in;
        this.chunkSize = chunkSize;
    }

    /** Goes on to the next part, if there is one; the first may be empty. */
    boolean next() throws IOException {
        left = chunkSize;
        ahead.clear();
        int read = 0;
        while (read == 0) {
            read = in.read(ahead);
        }
        ahead.flip();
        boolean begins = first || read > 0;
        first = false;
        return begins;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        if (left == 0) {
            return -1;
        }
        int limit = target.limit();
        target.limit((int) Math.min(limit, target.position() + left));
        try {
            int read;
            if (ahead.hasRemaining() && target.hasRemaining()) {
                target.put(ahead);
                read = 1;
            } else {
                read = in.read(target);
            }
            left -= Math.max(0, read);
            return read;
        } finally {
            target.limit(limit);
        }
    }

    @Override
    public boolean isOpen() {
        return in.isOpen();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
