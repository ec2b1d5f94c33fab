package org.openvman.ovf.io;

/** Told how much of a long piece of work is done. */
@FunctionalInterface
public interface Progress {
    /** Nobody is watching. */
    Progress NONE = bytes -> {};

    /** So many more bytes are done. */
    void advanced(long bytes);

    /** The same, for several threads. */
    static Progress shared(Progress progress) {
        Object turn = new Object();
        return bytes -> {
            synchronized (turn) {
                progress.advanced(bytes);
            }
        };
    }
}
