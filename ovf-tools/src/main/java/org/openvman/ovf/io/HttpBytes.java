package org.openvman.ovf.io;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an HTTP server serves in ranges (RFC 9110, 14). A broken connection is taken up again where it broke, unless the
 * resource is another one by then.
 */
final class HttpBytes implements ByteSource {
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final int MOST_ATTEMPTS = 6;

    private final URI url;
    private final long size;
    private final Optional<String> validator;

    private HttpBytes(URI url, long size, Optional<String> validator) {
        this.url = url;
        this.size = size;
        this.validator = validator;
    }

    /** Whether this can be read over HTTP. */
    static boolean isUrl(String location) {
        return location.startsWith("http://") || location.startsWith("https://");
    }

    /**
     * Asks the server for the size of a resource; if it serves no ranges, the resource is read as it comes.
     *
     * @throws NoSuchFileException when there is none
     */
    static ByteSource open(URI resource) throws IOException {
        return of(resource, HttpAnswer.get(resource, 0, 0, Optional.empty()));
    }

    /** What the server's first answer is about. */
    static ByteSource of(URI resource, HttpAnswer first) throws IOException {
        if (first.from().isEmpty()) {
            return StreamedBytes.of(resource.toString(), first.body(), first.size());
        }
        first.connection().disconnect();
        return new HttpBytes(resource, first.size().orElseThrow(), first.validator());
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
                HttpAnswer answer = HttpAnswer.get(url, position, end - 1, validator);
                if (answer.from().orElse(-1) != position || answer.size().orElse(-1) != size) {
                    answer.connection().disconnect();
                    throw new ChangedException(url);
                }
                open = answer.body();
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

        ChangedException(URI url) {
            super(url + ": changed on the server while it was read; start again");
        }
    }
}
