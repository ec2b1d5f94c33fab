package org.openvman.provider.service;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/** Asks a guest by HTTP whether it does its work. */
final class ReadinessProbe {
    private static final Duration TIMEOUT = Duration.ofSeconds(3);
    private static final int FIRST_ERROR = 400;

    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(TIMEOUT)
            // Guests are on networks of this machine; a proxy for the world outside knows nothing of them.
            .proxy(HttpClient.Builder.NO_PROXY)
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    /** Why it is not ready; empty if it is. */
    Optional<String> problem(InetSocketAddress door, String path) throws InterruptedException {
        try {
            HttpRequest request = HttpRequest.newBuilder(
                            new URI("http", null, door.getHostString(), door.getPort(), path, null, null))
                    .timeout(TIMEOUT)
                    .build();
            int status =
                    client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            return status < FIRST_ERROR ? Optional.empty() : Optional.of("HTTP status " + status);
        } catch (IOException | URISyntaxException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
