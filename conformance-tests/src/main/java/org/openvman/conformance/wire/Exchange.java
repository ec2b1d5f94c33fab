package org.openvman.conformance.wire;

import java.time.Duration;
import java.util.Map;

/**
 * One request and its answer, kept as evidence. Never holds credentials.
 *
 * @param note what was special about the request on the level of HTTP; empty if nothing
 * @param status the HTTP status
 * @param headers of the answer, by name in lower case
 */
public record Exchange(
        String note, String request, int status, Map<String, String> headers, String response, Duration took) {
    public Exchange {
        headers = Map.copyOf(headers);
    }

    /** A header of the answer, or an empty text. */
    public String header(String lowerCaseName) {
        return headers.getOrDefault(lowerCaseName, "");
    }
}
