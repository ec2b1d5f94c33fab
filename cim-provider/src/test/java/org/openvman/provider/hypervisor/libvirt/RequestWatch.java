package org.openvman.provider.hypervisor.libvirt;

import java.nio.ByteBuffer;

/** Notices a request among the messages of a libvirt connection (remote_protocol.x: length, program, version, procedure). */
final class RequestWatch {
    private static final int NONE = -1;
    private static final int HEADER_BYTES = 16;
    private static final int LENGTH_BYTES = 4;

    private volatile int procedure = NONE;
    private volatile Runnable action = () -> {};

    void onceFor(int wanted, Runnable then) {
        action = then;
        procedure = wanted;
    }

    void met() {
        procedure = NONE;
        action.run();
    }

    Stream stream() {
        return new Stream();
    }

    /** One direction of one connection. */
    final class Stream {
        private final ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES);
        private long skip;

        /** Whether the request that is waited for begins in these bytes. */
        boolean passes(ByteBuffer bytes) {
            boolean met = false;
            while (bytes.hasRemaining()) {
                if (skip > 0) {
                    int step = (int) Math.min(skip, bytes.remaining());
                    bytes.position(bytes.position() + step);
                    skip -= step;
                } else {
                    header.put(bytes.get());
                    met |= !header.hasRemaining() && isWanted();
                }
            }
            return met;
        }

        private boolean isWanted() {
            skip = header.getInt(0) - HEADER_BYTES;
            int number = header.getInt(HEADER_BYTES - LENGTH_BYTES);
            header.clear();
            return number == procedure;
        }
    }
}
