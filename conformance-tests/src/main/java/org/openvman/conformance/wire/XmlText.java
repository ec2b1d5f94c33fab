package org.openvman.conformance.wire;

/** Text made fit for the inside of an element or a quoted attribute. */
public final class XmlText {
    private XmlText() {}

    public static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                default -> {
                    // XML 1.0 has no way to write other control characters.
                    boolean writable = c >= 0x20 || c == '\t' || c == '\n' || c == '\r';
                    escaped.append(writable ? c : '\uFFFD');
                }
            }
        }
        return escaped.toString();
    }
}
