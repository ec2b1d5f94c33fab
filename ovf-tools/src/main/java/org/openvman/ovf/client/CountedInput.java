package org.openvman.ovf.client;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.openvman.ovf.io.Progress;

/** Tells how much of a stream was read. */
final class CountedInput extends FilterInputStream {
    private final Progress progress;

    CountedInput(InputStream in, Progress progress) {
        super(in);
        this.progress = progress;
    }

    @Override
    public int read() throws IOException {
        int read = super.read();
        if (read >= 0) {
            progress.advanced(1);
        }
        return read;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        if (read > 0) {
            progress.advanced(read);
        }
        return read;
    }
}
