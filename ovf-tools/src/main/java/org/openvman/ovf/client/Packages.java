package org.openvman.ovf.client;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
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

/**
 * The packages of an endpoint, which it deploys and imports from and exports to: HTTP PUT, GET and DELETE of {@code
 * /packages/NAME.ova}, streamed. Methods of the endpoint call them {@code package:NAME.ova}.
 */
public final class Packages {
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int REFUSED = 300;

    private final Endpoint endpoint;
    private final HttpClient client;

    public Packages(Endpoint endpoint) {
        this.endpoint = endpoint;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(endpoint.connectTimeout())
                .build();
    }

    /** What methods of the endpoint call a package. */
    public static String uri(String name) {
        return "package:" + name;
    }

    /**
     * Uploads a file; one of that name there is replaced.
     *
     * @param name letters, digits, dots, hyphens and underscores, ending in {@code .ova}
     * @throws EndpointException when the endpoint does not take it
     * @throws IOException when the file cannot be read
     */
    public void put(Path file, String name, Progress progress) throws IOException {
        HttpRequest.Builder request = request(name)
                .header("Content-Type", "application/octet-stream")
                .PUT(HttpRequest.BodyPublishers.fromPublisher(
                        HttpRequest.BodyPublishers.ofInputStream(() -> counted(file, progress)), Files.size(file)));
        HttpResponse<InputStream> answer = send(request, "the upload of " + name);
        try (InputStream body = answer.body()) {
            require(answer, body, "does not take package " + name);
        }
    }

    /**
     * A package on its way here.
     *
     * @param bytes how large it is; 0 if the endpoint does not say
     */
    public record Download(long bytes, InputStream content) implements Closeable {

        /** Writes it all into a new file. */
        public void writeTo(Path file, Progress progress) throws IOException {
            try (OutputStream out = Files.newOutputStream(file)) {
                new CountedInput(content, progress).transferTo(out);
            }
        }

        @Override
        public void close() throws IOException {
            content.close();
        }
    }

    /**
     * Begins to download a package.
     *
     * @throws EndpointException when the endpoint does not give it
     */
    public Download get(String name) throws IOException {
        HttpResponse<InputStream> answer = send(request(name).GET(), "the download of " + name);
        require(answer, answer.body(), "does not give package " + name);
        return new Download(answer.headers().firstValueAsLong("Content-Length").orElse(0), answer.body());
    }

    /** Deletes a package; nothing happens if there is none of that name. */
    public void delete(String name) throws IOException {
        HttpResponse<InputStream> answer = send(request(name).DELETE(), "the removal of " + name);
        try (InputStream body = answer.body()) {
            if (answer.statusCode() != NOT_FOUND) {
                require(answer, body, "does not delete package " + name);
            }
        }
    }

    private HttpRequest.Builder request(String name) {
        HttpRequest.Builder request = HttpRequest.newBuilder(endpoint.at("/packages/" + name));
        endpoint.credentials().ifPresent(given -> request.header("Authorization", given.basic()));
        return request;
    }

    private HttpResponse<InputStream> send(HttpRequest.Builder request, String what) throws IOException {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        } catch (ConnectException e) {
            throw endpoint.unreachable(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EndpointException(Kind.UNREACHABLE, what + " was interrupted", e);
        }
    }

    private void require(HttpResponse<InputStream> answer, InputStream body, String refusal) throws IOException {
        if (answer.statusCode() == UNAUTHORIZED) {
            throw endpoint.unauthorized();
        }
        if (answer.statusCode() >= REFUSED) {
            String why = new String(body.readNBytes(4096), StandardCharsets.UTF_8);
            throw new EndpointException(
                    answer.statusCode() == FORBIDDEN ? Kind.FORBIDDEN : Kind.REFUSED,
                    Integer.toString(answer.statusCode()),
                    "the endpoint " + refusal + ": HTTP status " + answer.statusCode() + " "
                            + why.lines().findFirst().orElse(""));
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
