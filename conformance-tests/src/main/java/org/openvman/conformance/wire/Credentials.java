package org.openvman.conformance.wire;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A user and a password for HTTP Basic authentication (RFC 7617). */
public record Credentials(String user, String password) {
    String authorization() {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return user;
    }
}
