package org.openvman.endpoint.wsman;

/** The characters that XML 1.0 has a place for (clause 2.2, Char). */
final class XmlText {
    private static final char REPLACEMENT = '\uFFFD';

    private XmlText() {}

    /** The text with a replacement for what cannot even be escaped; a guest's name may hold anything. */
    static String clean(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c) || !isChar(c)) {
                return replaced(text);
            }
        }
        return text;
    }

    private static String replaced(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().map(c -> isChar(c) ? c : REPLACEMENT).forEach(out::appendCodePoint);
        return out.toString();
    }

    private static boolean isChar(int c) {
        return c >= ' ' && c < Character.MIN_SURROGATE
                || c == '\t'
                || c == '\n'
                || c == '\r'
                || c > Character.MAX_SURROGATE && c < 0xFFFE
                || c >= Character.MIN_SUPPLEMENTARY_CODE_POINT;
    }
}
