package org.openvman.ovf.io;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** File names and the {@code href}s that stand for them: URI references with percent escapes (RFC 3986). */
public final class Hrefs {
    private static final String PLAIN =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/!$&'()*+,;=@";

    private Hrefs() {}

    public static String encode(String path) {
        StringBuilder href = new StringBuilder();
        for (byte octet : path.getBytes(StandardCharsets.UTF_8)) {
            char character = (char) (octet & 0xFF);
            if (PLAIN.indexOf(character) >= 0) {
                href.append(character);
            } else {
                href.append('%').append(HexFormat.of().withUpperCase().toHexDigits(octet));
            }
        }
        return href.toString();
    }

    /** The name a href stands for; one that is not encoded properly stands for itself, as most tools take it. */
    public static String decode(String href) {
        byte[] bytes = href.getBytes(StandardCharsets.UTF_8);
        ByteBuffer decoded = ByteBuffer.allocate(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] != '%') {
                decoded.put(bytes[i]);
            } else if (i + 2 < bytes.length
                    && HexFormat.isHexDigit(bytes[i + 1])
                    && HexFormat.isHexDigit(bytes[i + 2])) {
                decoded.put((byte) HexFormat.fromHexDigits(href(bytes, i + 1)));
                i += 2;
            } else {
                return href;
            }
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(decoded.flip()).toString();
        } catch (CharacterCodingException notUtf8) {
            return href;
        }
    }

    private static String href(byte[] bytes, int at) {
        return new String(bytes, at, 2, StandardCharsets.US_ASCII);
    }
}
