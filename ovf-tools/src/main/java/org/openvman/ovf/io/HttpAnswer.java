package org.openvman.ovf.io;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server's answer to a GET with a range (RFC 9110, 14 and 15.4): the range, or all there is if it knows no ranges.
 *
 * @param uri where it was found, after redirects
 * @param from where the range begins; empty when all there is comes
 * @param size of all there is; empty when the server does not say
 */
record HttpAnswer(HttpURLConnection connection, URI uri, OptionalLong from, OptionalLong size) {
    private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d+)-\\d+/(\\d+)");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int MOST_REDIRECTS = 10;
    private static final int RANGE_NOT_SATISFIABLE = 416;

    /**
     * Asks for a range, and follows redirects, though never from https to something else.
     *
     * @param validator of what the range must be of; of something else all is sent
     * @throws NoSuchFileException when there is nothing
     */
    static HttpAnswer get(URI resource, long from, long last, Optional<String> validator) throws IOException {
        URI uri = resource;
        for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
            HttpURLConnection connection = request(uri, from, last, validator);
            Optional<URI> elsewhere = redirect(connection, uri);
            if (elsewhere.isEmpty()) {
                return read(connection, uri);
            }
            connection.disconnect();
            uri = elsewhere.get();
        }
        throw new IOException(resource + ": redirected more than " + MOST_REDIRECTS + " times");
    }

    private static HttpURLConnection request(URI uri, long from, long last, Optional<String> validator)
            throws IOException {
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
        connection.setInstanceFollowRedirects(false);
        connection.setConnectTimeout((int) PATIENCE.toMillis());
        connection.setReadTimeout((int) PATIENCE.toMillis());
        connection.setRequestProperty("Range", "bytes=" + from + "-" + last);
        connection.setRequestProperty("Accept-Encoding", "identity");
        validator.ifPresent(tag -> connection.setRequestProperty("If-Range", tag));
        return connection;
    }

    private static int status(HttpURLConnection connection, URI uri) throws IOException {
        try {
            return connection.getResponseCode();
        } catch (IOException unreachable) {
            throw new IOException(uri + ": no answer from the server: " + unreachable.getMessage(), unreachable);
        }
    }

    private static Optional<URI> redirect(HttpURLConnection connection, URI uri) throws IOException {
        int status = status(connection, uri);
        String target = connection.getHeaderField("Location");
        if (status < 300 || status > 399 || status == HttpURLConnection.HTTP_NOT_MODIFIED || target == null) {
            return Optional.empty();
        }
        URI elsewhere;
        try {
            elsewhere = uri.resolve(target);
        } catch (IllegalArgumentException malformed) {
            throw new IOException(uri + ": redirected to '" + target + "', which is no URL", malformed);
        }
        boolean weaker = uri.getScheme().equals("https")
                && !String.valueOf(elsewhere.getScheme()).equals("https");
        if (weaker || !HttpBytes.isUrl(elsewhere.toString())) {
            throw new IOException(uri + ": redirected to " + elsewhere + ", which is not followed from here");
        }
        return Optional.of(elsewhere);
    }

    private static HttpAnswer read(HttpURLConnection connection, URI uri) throws IOException {
        int status = connection.getResponseCode();
        String range = String.valueOf(connection.getHeaderField("Content-Range"));
        Matcher part = CONTENT_RANGE.matcher(range);
        if (status == HttpURLConnection.HTTP_PARTIAL && part.matches()) {
            try {
                return new HttpAnswer(
                        connection,
                        uri,
                        OptionalLong.of(Long.parseLong(part.group(1))),
                        OptionalLong.of(Long.parseLong(part.group(2))));
            } catch (NumberFormatException tooLarge) {
                throw refused(connection, uri + ": the server answers with the range '" + range + "'");
            }
        }
        if (status == RANGE_NOT_SATISFIABLE && range.strip().equals("bytes */0")) {
            return new HttpAnswer(connection, uri, OptionalLong.of(0), OptionalLong.of(0));
        }
        if (status == HttpURLConnection.HTTP_OK) {
            long length = connection.getContentLengthLong();
            return new HttpAnswer(
                    connection, uri, OptionalLong.empty(), length < 0 ? OptionalLong.empty() : OptionalLong.of(length));
        }
        if (status == HttpURLConnection.HTTP_NOT_FOUND || status == HttpURLConnection.HTTP_GONE) {
            connection.disconnect();
            throw new NoSuchFileException(uri.toString());
        }
        throw refused(connection, uri + ": the server answers with HTTP status " + status);
    }

    private static IOException refused(HttpURLConnection connection, String why) {
        connection.disconnect();
        return new IOException(why);
    }

    InputStream body() throws IOException {
        return connection.getInputStream();
    }

    /** What tells this resource from a later one under the same name, if the server says (RFC 9110, 8.8). */
    Optional<String> validator() {
        String entityTag = connection.getHeaderField("ETag");
        return entityTag == null || entityTag.startsWith("W/")
                ? Optional.ofNullable(connection.getHeaderField("Last-Modified"))
                : Optional.of(entityTag);
    }
}
