package org.openvman.provider.hypervisor.libvirt;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;

/** The content of a volume's file, read from its host; an interrupt of the reading thread ends it. */
final class VolumeContent extends InputStream {
    private final VolumeStream stream;
    private final long length;
    private final Runnable afterwards;

    VolumeContent(VolumeStream stream, long length, Runnable afterwards) {
        this.stream = stream;
        this.length = length;
        this.afterwards = afterwards;
    }

    /** How many bytes there are. */
    long length() {
        return length;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int count) throws IOException {
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("called off");
        }
        if (count == 0) {
            // To the stream, nothing received is its end.
            return 0;
        }
        int received = stream.receive(ByteBuffer.wrap(bytes, offset, count));
        return received == 0 ? -1 : received;
    }

    @Override
    public void close() {
        stream.close();
        afterwards.run();
    }
}
