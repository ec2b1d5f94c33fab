package org.openvman.ovf.io;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.security.MessageDigest;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;

/**
 * Takes bytes through memory once: reads them, and digests them while the sink has them. The digest has a thread of its
 * own unless there is none to spare. Memory is a ring of buffers outside the heap, whatever the size of the file.
 */
final class DigestingCopy implements Closeable {
    private static final int BUFFER = 1 << 18;
    private static final int RING = 8;

    private final ByteBuffer[] buffers;
    private final Future<?>[] digested;
    private final Executor digester;

    /** Takes the next bytes; it may keep none of them. */
    @FunctionalInterface
    interface Sink {
        /** Nobody wants the bytes, only their digest. */
        Sink NOWHERE = bytes -> {};

        void write(ByteBuffer bytes) throws IOException;
    }

    private DigestingCopy(Executor digester, int ring) {
        this.digester = digester;
        this.buffers = new ByteBuffer[ring];
        this.digested = new Future<?>[ring];
        for (int i = 0; i < ring; i++) {
            buffers[i] = ByteBuffer.allocateDirect(BUFFER);
            digested[i] = CompletableFuture.completedFuture(null);
        }
    }

    /** Digests on a second thread, so that it takes as long as the slower of the two. */
    static DigestingCopy onTwoThreads() {
        ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
            Thread digester = new Thread(work, "digest");
            digester.setDaemon(true);
            return digester;
        });
        return new DigestingCopy(thread, RING);
    }

    /** Digests on the thread that copies, where others work on other files. */
    static DigestingCopy onOneThread() {
        return new DigestingCopy(Runnable::run, 1);
    }

    /** Copies until the end; the digest is then to be taken. */
    void copy(ReadableByteChannel from, Sink to, MessageDigest digest, Progress progress) throws IOException {
        try {
            for (int next = 0; ; next = (next + 1) % buffers.length) {
                ByteBuffer buffer = buffers[next];
                await(digested[next]);
                if (!fill(buffer, from)) {
                    return;
                }
                ByteBuffer same = buffer.duplicate();
                FutureTask<?> task = new FutureTask<>(() -> digest.update(same), null);
                digested[next] = task;
                digester.execute(task);
                int read = buffer.remaining();
                to.write(buffer);
                progress.advanced(read);
            }
        } finally {
            for (Future<?> each : digested) {
                await(each);
            }
        }
    }

    /** Whether there was anything left; the buffer is full unless the end is near. */
    private static boolean fill(ByteBuffer buffer, ReadableByteChannel from) throws IOException {
        buffer.clear();
        int read = 0;
        while (buffer.hasRemaining() && read >= 0) {
            read = from.read(buffer);
        }
        buffer.flip();
        return buffer.hasRemaining();
    }

    private static void await(Future<?> task) throws IOException {
        try {
            task.get();
        } catch (ExecutionException failed) {
            throw new IllegalStateException("a digest failed", failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        }
    }

    @Override
    public void close() {
        if (digester instanceof ExecutorService thread) {
            thread.shutdown();
        }
    }
}
