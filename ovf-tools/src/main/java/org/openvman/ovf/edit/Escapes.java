package org.openvman.ovf.edit;

/** Characters that cannot stand for themselves in XML. */
final class Escapes {
    private Escapes() {}

    static String text(String value) {
        return value.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\r", "&#13;");
    }

    /** Line ends are written as references: a parser makes spaces of plain ones. */
    static String attribute(String value, char quote) {
        return text(value)
                .replace("\n", "&#10;")
                .replace("\t", "&#9;")
                .replace(String.valueOf(quote), quote == '"' ? "&quot;" : "&apos;");
    }
}
