package org.openvman.ovf.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Bytes that come once and in order, of a server that knows no ranges. What has come is kept in a temporary file without
 * a name, so that it can be read again; no more comes than is asked for.
 */
final class StreamedBytes implements ByteSource {
    private static final long MOST = 16L << 30;

    private final String location;
    private final InputStream in;
    private final long most;
    private final byte[] buffer = new byte[1 << 16];
    private long size;
    private long came;
    private @Nullable FileChannel copy;

    private StreamedBytes(String location, InputStream in, long size, long most) {
        this.location = location;
        this.in = in;
        this.size = size;
        this.most = most;
    }

    /** Takes the stream over. Without a size all of it is read, to know. */
    static StreamedBytes of(String location, InputStream in, OptionalLong size) throws IOException {
        return of(location, in, size, MOST);
    }

    /** The same with another bound of the temporary file. */
    static StreamedBytes of(String location, InputStream in, OptionalLong size, long most) throws IOException {
        StreamedBytes bytes = new StreamedBytes(location, in, size.orElse(Long.MAX_VALUE), most);
        if (size.isEmpty()) {
            try {
                bytes.fetchAll();
            } catch (IOException broken) {
                bytes.close();
                throw broken;
            }
        }
        return bytes;
    }

    private synchronized void fetchAll() throws IOException {
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            keep(read);
        }
        size = came;
    }

    /** Fetches until so many bytes are here. */
    private synchronized FileChannel fetch(long until) throws IOException {
        while (came < until) {
            int read = in.read(buffer, 0, (int) Math.min(buffer.length, size - came));
            if (read < 0) {
                throw new IOException(location + ": the connection ended after " + came + " of " + size
                        + " bytes, and the server serves no ranges to go on; start again");
            }
            keep(read);
        }
        return copy();
    }

    private void keep(int length) throws IOException {
        if (came + length > most) {
            throw new IOException(location + ": the server serves no ranges, and more than " + most
                    + " bytes of it are not kept in a temporary file; download it first");
        }
        ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, length);
        while (bytes.hasRemaining()) {
            came += copy().write(bytes, came);
        }
    }

    private FileChannel copy() throws IOException {
        FileChannel open = copy;
        if (open == null) {
            Path file = Files.createTempFile("ovf", ".part");
            open = FileChannel.open(
                    file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
            copy = open;
        }
        return open;
    }

    @Override
    public String location() {
        return location;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public ReadableByteChannel open(long from, long length) {
        return new Part(from, Math.min(size, from + length));
    }

    @Override
    public synchronized void close() throws IOException {
        FileChannel open = copy;
        try (open) {
            in.close();
        }
    }

    /** A part of what came or comes. */
    private final class Part implements ReadableByteChannel {
        private final long end;
        private long position;

        Part(long position, long end) {
            this.position = position;
            this.end = end;
        }

        @Override
        public int read(ByteBuffer target) throws IOException {
            if (position >= end) {
                return -1;
            }
            int wanted = (int) Math.min(Math.min(buffer.length, target.remaining()), end - position);
            ByteBuffer part = target.duplicate().limit(target.position() + wanted);
            int read = fetch(position + wanted).read(part, position);
            target.position(part.position());
            position += Math.max(0, read);
            return read;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {
            // the copy is everybody's
        }
    }
}
