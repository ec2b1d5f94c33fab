package org.openvman.provider.profile.virtualization;

import java.io.IOException;

/** What a job that reads and writes files ends with: a terminated one as terminated, whatever its thread met first. */
final class Interruption {
    private Interruption() {}

    /**
     * The failure, to be thrown.
     *
     * @throws InterruptedException in its place, if the thread was interrupted
     * @throws RuntimeException if it is one
     */
    static IOException orElse(Exception failure) throws InterruptedException {
        if (Thread.interrupted()) {
            throw (InterruptedException) new InterruptedException().initCause(failure);
        }
        if (failure instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        return failure instanceof IOException io ? io : new IOException(failure);
    }
}
