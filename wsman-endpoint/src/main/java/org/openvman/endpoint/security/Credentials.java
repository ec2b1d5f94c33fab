package org.openvman.endpoint.security;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A name and a password from an Authorization header (RFC 7617). Never printed. */
record Credentials(String name, char[] password) {
    private static final int LONGEST = 1024;

    /** The credentials in the header; empty if there are none that can be read. */
    static Optional<Credentials> of(@Nullable String header) {
        if (header == null || header.length() > LONGEST || !header.regionMatches(true, 0, "Basic ", 0, 6)) {
            return Optional.empty();
        }
        try {
            String text =
                    new String(Base64.getDecoder().decode(header.substring(6).strip()), StandardCharsets.UTF_8);
            int colon = text.indexOf(':');
            return colon < 0
                    ? Optional.empty()
                    : Optional.of(new Credentials(
                            text.substring(0, colon), text.substring(colon + 1).toCharArray()));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return "credentials of " + name;
    }
}
