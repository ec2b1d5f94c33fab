package org.openvman.conformance.wire;

import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How an envelope goes over HTTP, for checks that want something other than the usual.
 *
 * @param note says what is unusual
 * @param address of the target if it is not the usual one
 * @param credentials empty to send none
 */
public record Transmission(
        String note,
        Optional<URI> address,
        Optional<Credentials> credentials,
        Charset charset,
        String contentType,
        Map<String, String> headers) {
    private static final String SOAP_TYPE = "application/soap+xml;charset=";

    static Transmission usual(Optional<Credentials> credentials) {
        return new Transmission(
                "", Optional.empty(), credentials, StandardCharsets.UTF_8, SOAP_TYPE + "UTF-8", Map.of());
    }

    public Transmission at(URI other) {
        return new Transmission(
                note + "to " + other.getPath() + " ", Optional.of(other), credentials, charset, contentType, headers);
    }

    public Transmission as(Credentials other) {
        return new Transmission(note + "as another user ", address, Optional.of(other), charset, contentType, headers);
    }

    public Transmission withoutCredentials() {
        return new Transmission(
                note + "without credentials ", address, Optional.empty(), charset, contentType, headers);
    }

    public Transmission in(Charset other) {
        return new Transmission(note + "in " + other + " ", address, credentials, other, SOAP_TYPE + other, headers);
    }

    public Transmission ofType(String other) {
        return new Transmission(note + "as " + other + " ", address, credentials, charset, other, headers);
    }

    public Transmission with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Transmission(
                note + "with " + header + ": " + value + " ", address, credentials, charset, contentType, more);
    }
}
