package org.openvman.ovf.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.openvman.ovf.client.EndpointException.Kind;
import org.openvman.ovf.io.Progress;

/** Puts packages where an endpoint deploys them from: HTTP PUT to {@code /packages/NAME.ova}, streamed. */
public final class PackageUpload {
    private static final int UNAUTHORIZED = 401;

    private final Endpoint endpoint;

    public PackageUpload(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    /**
     * Uploads a file; one of that name there is replaced.
     *
     * @param name letters, digits, dots, hyphens and underscores, ending in {@code .ova}
     * @throws EndpointException when the endpoint does not take it
     * @throws IOException when the file cannot be read
     */
    public void put(Path file, String name, Progress progress) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(endpoint.at("/packages/" + name))
                .header("Content-Type", "application/octet-stream")
                .PUT(HttpRequest.BodyPublishers.fromPublisher(
                        HttpRequest.BodyPublishers.ofInputStream(() -> counted(file, progress)), Files.size(file)));
        endpoint.credentials().ifPresent(given -> request.header("Authorization", given.basic()));
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(endpoint.connectTimeout())
                .build();
        HttpResponse<String> answer;
        try {
            answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (ConnectException e) {
            throw endpoint.unreachable(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EndpointException(Kind.UNREACHABLE, "the upload of " + name + " was interrupted", e);
        }
        if (answer.statusCode() == UNAUTHORIZED) {
            throw endpoint.unauthorized();
        }
        if (answer.statusCode() >= 300) {
            throw new EndpointException(
                    Kind.REFUSED,
                    Integer.toString(answer.statusCode()),
                    "the endpoint does not take package " + name + ": HTTP status " + answer.statusCode() + " "
                            + answer.body().lines().findFirst().orElse(""));
        }
    }

    private static InputStream counted(Path file, Progress progress) {
        try {
            return new CountedInput(Files.newInputStream(file), progress);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
