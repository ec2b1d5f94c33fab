package org.openvman.ovf.testing;

import static org.quicktheories.generators.SourceDSL.strings;

import org.quicktheories.core.Gen;

/** Texts that make trouble. */
public final class Texts {
    private static final String TRICKY = "<&>\"'\n\t\r ]@%{}:#-";

    private Texts() {}

    /** Any text that XML can carry: markup, quotes, line ends, other planes. */
    public static Gen<String> xml() {
        return strings()
                .allPossible()
                .ofLengthBetween(0, 12)
                .map(text -> text.codePoints()
                        .map(c -> isXml(c) ? c : TRICKY.charAt(c % TRICKY.length()))
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString());
    }

    private static boolean isXml(int c) {
        return (c >= 0x20 && c <= 0xD7FF) || (c >= 0xE000 && c <= 0xFFFD) || c >= 0x10000;
    }
}
