package org.openvman.ovf.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ReadableByteChannel;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * The bytes of another channel, compressed as one gzip member (RFC 1952). Blocks are deflated side by side, each with
 * the end of the one before as its dictionary, and meet at byte boundaries, so that every reader of gzip reads them.
 */
final class ParallelGzip implements ReadableByteChannel {
    private static final int BLOCK = 1 << 19;
    private static final int DICTIONARY = 1 << 15;
    private static final byte[] HEADER = {0x1F, (byte) 0x8B, Deflater.DEFLATED, 0, 0, 0, 0, 0, 0, (byte) 0xFF};
    private static final int TRAILER = 8;

    private final ReadableByteChannel plain;
    private final int level;
    private final int ahead;
    private final ExecutorService pool;
    private final Queue<Future<ByteBuffer>> deflated = new ArrayDeque<>();
    private final CRC32 checksum = new CRC32();
    private byte[] dictionary = new byte[0];
    private ByteBuffer current = ByteBuffer.wrap(HEADER);
    private long length;
    private boolean ended;
    private boolean open = true;

    ParallelGzip(ReadableByteChannel plain, int level, int threads) {
        this.plain = plain;
        this.level = level;
        this.ahead = threads + 1;
        this.pool = Executors.newFixedThreadPool(threads, work -> {
            Thread thread = new Thread(work, "gzip");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** What a file of this size can have at most when it is compressed. */
    static long largest(long size) {
        long blocks = size / BLOCK + 1;
        return size + size / 1000 + blocks * 64 + HEADER.length + TRAILER;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        while (!current.hasRemaining()) {
            feed();
            Future<ByteBuffer> next = deflated.poll();
            if (next == null) {
                return -1;
            }
            current = get(next);
        }
        int count = Math.min(current.remaining(), target.remaining());
        target.put(current.slice().limit(count));
        current.position(current.position() + count);
        return count;
    }

    /** Keeps all threads busy. */
    private void feed() throws IOException {
        while (!ended && deflated.size() < ahead) {
            ByteBuffer block = ByteBuffer.allocate(BLOCK);
            int read = 0;
            while (block.hasRemaining() && read >= 0) {
                read = plain.read(block);
            }
            ended = block.hasRemaining();
            int size = block.position();
            byte[] bytes = block.array();
            checksum.update(bytes, 0, size);
            length += size;
            byte[] before = dictionary;
            byte[] trailer = ended ? trailer() : new byte[0];
            dictionary = Arrays.copyOfRange(bytes, Math.max(0, size - DICTIONARY), size);
            deflated.add(pool.submit(() -> deflate(bytes, size, before, trailer)));
        }
    }

    private byte[] trailer() {
        return ByteBuffer.allocate(TRAILER)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt((int) checksum.getValue())
                .putInt((int) length)
                .array();
    }

    private ByteBuffer deflate(byte[] bytes, int size, byte[] before, byte[] trailer) {
        boolean last = trailer.length > 0;
        Deflater deflater = new Deflater(level, true);
        try {
            if (before.length > 0) {
                deflater.setDictionary(before);
            }
            deflater.setInput(bytes, 0, size);
            if (last) {
                deflater.finish();
            }
            byte[] out = new byte[(int) largest(size)];
            int written = 0;
            int more;
            do {
                more = deflater.deflate(
                        out, written, out.length - written, last ? Deflater.NO_FLUSH : Deflater.SYNC_FLUSH);
                written += more;
            } while (more > 0 && !deflater.finished());
            System.arraycopy(trailer, 0, out, written, trailer.length);
            return ByteBuffer.wrap(out, 0, written + trailer.length);
        } finally {
            deflater.end();
        }
    }

    private static ByteBuffer get(Future<ByteBuffer> block) throws IOException {
        try {
            return block.get();
        } catch (ExecutionException failed) {
            throw new IOException("compression failed", failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        }
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void close() throws IOException {
        open = false;
        pool.shutdownNow();
        plain.close();
    }
}
