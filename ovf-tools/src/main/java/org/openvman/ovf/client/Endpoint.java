package org.openvman.ovf.client;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

/**
 * Where an endpoint is, and as whom to go there.
 *
 * @param url of WS-Management, {@code http://127.0.0.1:5985/wsman}; the other services of the endpoint are beside it
 * @param credentials for HTTP Basic authentication
 * @param connectTimeout how long to wait for a connection
 * @param answerTimeout how long to wait for an answer
 */
public record Endpoint(URI url, Optional<Credentials> credentials, Duration connectTimeout, Duration answerTimeout) {

    /** A user's name and password. */
    public record Credentials(String user, String password) {
        /** Without the password, so that no log shows it. */
        @Override
        public String toString() {
            return "Credentials[" + user + "]";
        }

        /** The value of the Authorization header (RFC 7617). */
        String basic() {
            return "Basic "
                    + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        }
    }

    /** How to talk to an endpoint. */
    public enum Protocol {
        WSMAN,
        CIM_XML
    }

    public Endpoint {
        boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
        if (!http || url.getHost() == null) {
            throw new IllegalArgumentException("not the address of an endpoint: " + url + " (http://HOST:PORT/wsman)");
        }
    }

    /** An endpoint with usual patience. */
    public static Endpoint of(URI url, Optional<Credentials> credentials) {
        return new Endpoint(url, credentials, Duration.ofSeconds(5), Duration.ofSeconds(60));
    }

    /** A client; nothing is sent yet. */
    public EndpointClient open(Protocol protocol) {
        return switch (protocol) {
            case WSMAN -> new WsmanClient(this);
            case CIM_XML -> new CimXmlClient(this);
        };
    }

    /** A service of the endpoint beside WS-Management, by its absolute path. */
    URI at(String path) {
        return url.resolve(path);
    }

    EndpointException unreachable(Throwable cause) {
        return new EndpointException(
                EndpointException.Kind.UNREACHABLE,
                "nobody answers at " + url
                        + " (start an endpoint with bin/openvman serve, or name another with --endpoint)",
                cause);
    }

    EndpointException tooSlow(Throwable cause) {
        return new EndpointException(
                EndpointException.Kind.UNREACHABLE,
                "no answer from " + url + " within " + answerTimeout.toSeconds() + " s",
                cause);
    }

    EndpointException unauthorized() {
        return new EndpointException(
                EndpointException.Kind.UNAUTHORIZED,
                credentials
                        .map(given -> url + " does not let user " + given.user() + " in: wrong name or password")
                        .orElse(url + " wants a user: name one with --user, and set OPENVMAN_PASSWORD"));
    }
}
