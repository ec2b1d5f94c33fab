package org.openvman.provider.service;

/** Hears how far an operation is; called on the thread of the operation. */
@FunctionalInterface
public interface Progress {
    /** For those who do not want to know. */
    Progress SILENT = (number, of, text) -> {};

    /**
     * A step begins.
     *
     * @param number from 1
     * @param of how many steps there are
     * @param text what is done, {@code start shop-db-1}
     */
    void step(int number, int of, String text);
}
