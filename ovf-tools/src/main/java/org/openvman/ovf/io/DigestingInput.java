package org.openvman.ovf.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.security.MessageDigest;
import java.util.Optional;

/** Another channel's bytes, digested as they are read. */
final class DigestingInput implements ReadableByteChannel {
    private final ReadableByteChannel in;
    private final Optional<MessageDigest> digest;

    DigestingInput(ReadableByteChannel in, Optional<DigestAlgorithm> algorithm) {
        this.in = in;
        this.digest = algorithm.map(DigestAlgorithm::newDigest);
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        int start = target.position();
        int read = in.read(target);
        digest.ifPresent(each -> each.update(target.duplicate().flip().position(start)));
        return read;
    }

    /** The digest of what was read; once. */
    byte[] digest() {
        return digest.map(MessageDigest::digest).orElse(new byte[0]);
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
