package org.openvman.provider.service;

import java.io.IOException;

/**
 * A small piece of an operation that can be undone. It holds all it needs; doing it twice in a row, or undoing what was
 * never or only half done, does no harm once {@link #revert} was called in between.
 */
interface Step {
    /** For people and the journal: {@code define shop-db-1}. */
    String name();

    /** The same of undoing it: {@code remove shop-db-1}. */
    default String undoName() {
        return "undo " + name();
    }

    void perform() throws IOException, InterruptedException;

    /** Nothing happens if there is nothing to undo. */
    void revert() throws IOException, InterruptedException;
}
