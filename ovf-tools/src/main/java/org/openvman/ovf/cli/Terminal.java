package org.openvman.ovf.cli;

import java.util.Optional;

/** The terminal that a person sits at, if there is one. */
final class Terminal {
    private Terminal() {}

    /** Where a person can be asked, and can watch. */
    // Error Prone thinks of Java 22, which has a console without a terminal, too; Console.isTerminal came with it.
    @SuppressWarnings("SystemConsoleNull")
    static Optional<java.io.Console> find() {
        return Optional.ofNullable(System.console());
    }

    /** Whether lines there can be drawn anew. */
    static boolean redraws() {
        String kind = System.getenv("TERM");
        return find().isPresent() && kind != null && !kind.equals("dumb");
    }
}
