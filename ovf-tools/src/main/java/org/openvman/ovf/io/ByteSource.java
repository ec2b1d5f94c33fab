package org.openvman.ovf.io;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.ReadableByteChannel;

/** Bytes that can be read from any place, by several threads at once: a file, or what an HTTP server serves. */
sealed interface ByteSource extends Closeable permits FileBytes, HttpBytes, StreamedBytes {

    /** The path or URL, as the user gave it. */
    String location();

    long size();

    /**
     * Bytes in order. A channel belongs to one thread at a time.
     *
     * @param length how many, at most
     */
    ReadableByteChannel open(long from, long length) throws IOException;
}
