package org.openvman.ovf.io;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an HTTP server serves in ranges (RFC 9110, 14). A broken connection is taken up again where it broke, unless the
 * resource is another one by then.
 */
final class HttpBytes implements ByteSource {
    private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d+)-\\d+/(\\d+)");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final int MOST_ATTEMPTS = 6;

    private final URL url;
    private final long size;
    private final Optional<String> validator;

    private HttpBytes(URL url, long size, Optional<String> validator) {
        this.url = url;
        this.size = size;
        this.validator = validator;
    }

    static boolean isUrl(String location) {
        return location.startsWith("http://") || location.startsWith("https://");
    }

    /**
     * Asks the server for the size of a resource.
     *
     * @throws NoSuchFileException when there is none
     */
    static HttpBytes open(URI resource) throws IOException {
        URL url = resource.toURL();
        HttpURLConnection connection = request(url, 0, 0, Optional.empty());
        try {
            Matcher range = contentRange(connection, url);
            String entityTag = connection.getHeaderField("ETag");
            Optional<String> validator = entityTag == null || entityTag.startsWith("W/")
                    ? Optional.ofNullable(connection.getHeaderField("Last-Modified"))
                    : Optional.of(entityTag);
            return new HttpBytes(url, Long.parseLong(range.group(2)), validator);
        } finally {
            connection.disconnect();
        }
    }

    private static HttpURLConnection request(URL url, long from, long last, Optional<String> validator)
            throws IOException {
        HttpURLConnection connection = (HttpURLConnection) url.openConnection();
        connection.setConnectTimeout((int) PATIENCE.toMillis());
        connection.setReadTimeout((int) PATIENCE.toMillis());
        connection.setRequestProperty("Range", "bytes=" + from + "-" + last);
        connection.setRequestProperty("Accept-Encoding", "identity");
        validator.ifPresent(tag -> connection.setRequestProperty("If-Range", tag));
        return connection;
    }

    private static Matcher contentRange(HttpURLConnection connection, URL url) throws IOException {
        int status;
        try {
            status = connection.getResponseCode();
        } catch (FileNotFoundException missing) {
            throw new NoSuchFileException(url.toString());
        }
        if (status == HttpURLConnection.HTTP_NOT_FOUND || status == HttpURLConnection.HTTP_GONE) {
            throw new NoSuchFileException(url.toString());
        }
        Matcher range = CONTENT_RANGE.matcher(String.valueOf(connection.getHeaderField("Content-Range")));
        if (status == HttpURLConnection.HTTP_OK || (status == HttpURLConnection.HTTP_PARTIAL && !range.matches())) {
            throw new IOException(url + ": the server does not serve ranges; download the file first");
        }
        if (status != HttpURLConnection.HTTP_PARTIAL) {
            throw new IOException(url + ": the server answers with HTTP status " + status);
        }
        return range;
    }

    @Override
    public String location() {
        return url.toString();
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public ReadableByteChannel open(long from, long length) {
        return new Download(from, Math.min(size, from + length));
    }

    @Override
    public void close() {
        // connections belong to the downloads
    }

    /** A range on its way. */
    private final class Download implements ReadableByteChannel {
        private final byte[] buffer = new byte[1 << 16];
        private final long end;
        private long position;
        private @Nullable InputStream body;

        Download(long position, long end) {
            this.position = position;
            this.end = end;
        }

        @Override
        public int read(ByteBuffer target) throws IOException {
            if (position >= end) {
                return -1;
            }
            int wanted = (int) Math.min(Math.min(buffer.length, target.remaining()), end - position);
            for (int attempt = 1; ; attempt++) {
                try {
                    int read = connected().read(buffer, 0, wanted);
                    if (read < 0) {
                        throw new IOException("the connection ended after " + position + " of " + size + " bytes");
                    }
                    target.put(buffer, 0, read);
                    position += read;
                    return read;
                } catch (NoSuchFileException | ChangedException final_) {
                    throw final_;
                } catch (IOException broken) {
                    close();
                    if (attempt == MOST_ATTEMPTS) {
                        throw new IOException(url + ": " + broken.getMessage() + "; gave up", broken);
                    }
                    pause(attempt);
                }
            }
        }

        private InputStream connected() throws IOException {
            InputStream open = body;
            if (open == null) {
                HttpURLConnection connection = request(url, position, end - 1, validator);
                if (connection.getResponseCode() == HttpURLConnection.HTTP_OK) {
                    connection.disconnect();
                    throw new ChangedException(url);
                }
                Matcher range = contentRange(connection, url);
                if (Long.parseLong(range.group(1)) != position || Long.parseLong(range.group(2)) != size) {
                    throw new ChangedException(url);
                }
                open = connection.getInputStream();
                body = open;
            }
            return open;
        }

        private void pause(int attempt) throws IOException {
            try {
                Thread.sleep(PAUSE.toMillis() << attempt);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IOException(url + ": interrupted", interrupted);
            }
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() throws IOException {
            InputStream open = body;
            if (open != null) {
                body = null;
                open.close();
            }
        }
    }

    /** The resource is not the one that was begun. */
    private static final class ChangedException extends IOException {
        private static final long serialVersionUID = 1L;

        ChangedException(URL url) {
            super(url + ": changed on the server while it was read; start again");
        }
    }
}
