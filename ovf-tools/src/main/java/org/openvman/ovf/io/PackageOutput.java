package org.openvman.ovf.io;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Where the files of a package are written, one after the other: an archive or a folder. */
interface PackageOutput extends Closeable, DigestingCopy.Sink {

    /** Starts a file whose size is known; it must turn out to be that. */
    void startFile(String name, long size) throws IOException;

    /** Starts a file whose size will be known at its end. */
    void startFile(String name) throws IOException;

    @Override
    void write(ByteBuffer bytes) throws IOException;

    /** Ends the file; the result is its size. */
    long endFile() throws IOException;

    /** Makes place for a small file whose bytes will be known later, but whose length is known now. */
    Reserved reserve(String name, int size) throws IOException;

    /** Ends the package, after its last file. */
    void finish() throws IOException;

    /** The place of a file. */
    @FunctionalInterface
    interface Reserved {
        /** Fills it, with exactly as many bytes as were announced. */
        void fill(byte[] bytes) throws IOException;
    }

    /** A whole file. */
    default void write(String name, byte[] bytes) throws IOException {
        startFile(name, bytes.length);
        write(ByteBuffer.wrap(bytes));
        endFile();
    }
}
