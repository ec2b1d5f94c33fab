package org.openvman.ovf.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The bytes of a file. */
final class FileBytes implements ByteSource {
    private final Path path;
    private final FileChannel channel;
    private final long size;

    private FileBytes(Path path, FileChannel channel) throws IOException {
        this.path = path;
        this.channel = channel;
        this.size = channel.size();
    }

    static FileBytes open(Path path) throws IOException {
        if (!Files.isRegularFile(path)) {
            throw new NoSuchFileException(path.toString());
        }
        return new FileBytes(path, FileChannel.open(path, StandardOpenOption.READ));
    }

    @Override
    public String location() {
        return path.toString();
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public ReadableByteChannel open(long from, long length) {
        return new Part(channel, from, from + length);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** A part of the file. Its place is its own, the channel is everybody's. */
    private static final class Part implements ReadableByteChannel {
        private final FileChannel channel;
        private final long end;
        private long position;
        private boolean open = true;

        Part(FileChannel channel, long position, long end) {
            this.channel = channel;
            this.position = position;
            this.end = end;
        }

        @Override
        public int read(ByteBuffer target) throws IOException {
            if (position >= end) {
                return -1;
            }
            int limit = target.limit();
            target.limit((int) Math.min(limit, target.position() + end - position));
            try {
                int read = channel.read(target, position);
                position += Math.max(0, read);
                return read;
            } finally {
                target.limit(limit);
            }
        }

        @Override
        public boolean isOpen() {
            return open;
        }

        @Override
        public void close() {
            open = false;
        }
    }
}
