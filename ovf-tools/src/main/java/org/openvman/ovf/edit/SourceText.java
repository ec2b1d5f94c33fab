package org.openvman.ovf.edit;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openvman.ovf.model.Location;
import org.openvman.ovf.model.OvfException;

/**
 * The characters of an XML document, and how they are bytes (XML 1.0, appendix F): byte order mark, then the
 * declaration, then UTF-8.
 *
 * @param markBytes how many bytes of the document are its byte order mark
 */
record SourceText(String text, Charset charset, int markBytes) {
    private static final Pattern DECLARED =
            Pattern.compile("^<\\?xml[^>]{0,200}?encoding\\s*=\\s*[\"']([A-Za-z0-9._-]{1,40})[\"']");
    private static final int DECLARATION = 256;

    static SourceText of(String file, byte[] bytes) {
        int mark = 0;
        Charset charset;
        if (startsWith(bytes, 0xEF, 0xBB, 0xBF)) {
            mark = 3;
            charset = StandardCharsets.UTF_8;
        } else if (startsWith(bytes, 0xFE, 0xFF)) {
            mark = 2;
            charset = StandardCharsets.UTF_16BE;
        } else if (startsWith(bytes, 0xFF, 0xFE)) {
            mark = 2;
            charset = StandardCharsets.UTF_16LE;
        } else {
            charset = declared(bytes);
        }
        try {
            String text = charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes, mark, bytes.length - mark))
                    .toString();
            return new SourceText(text, charset, mark);
        } catch (CharacterCodingException malformed) {
            throw new OvfException(Location.of(file), "its bytes are no " + charset + "; save it as UTF-8", malformed);
        }
    }

    private static Charset declared(byte[] bytes) {
        String start = new String(bytes, 0, Math.min(bytes.length, DECLARATION), StandardCharsets.ISO_8859_1);
        Matcher matcher = DECLARED.matcher(start);
        return matcher.find() && Charset.isSupported(matcher.group(1))
                ? Charset.forName(matcher.group(1))
                : StandardCharsets.UTF_8;
    }

    private static boolean startsWith(byte[] bytes, int... octets) {
        if (bytes.length < octets.length) {
            return false;
        }
        for (int i = 0; i < octets.length; i++) {
            if ((bytes[i] & 0xFF) != octets[i]) {
                return false;
            }
        }
        return true;
    }

    /** Another text in the same encoding, behind the same byte order mark. */
    byte[] encode(String changed, byte[] original) {
        try {
            ByteBuffer encoded = charset.newEncoder().encode(CharBuffer.wrap(changed));
            byte[] bytes = Arrays.copyOf(original, markBytes + encoded.remaining());
            encoded.get(bytes, markBytes, encoded.remaining());
            return bytes;
        } catch (CharacterCodingException unmappable) {
            throw new EditException(
                    "the descriptor is " + charset + ", which cannot hold these characters; save it as UTF-8 first");
        }
    }
}
