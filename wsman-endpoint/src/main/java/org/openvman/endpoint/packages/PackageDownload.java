package org.openvman.endpoint.packages;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A package, or one range of it, on its way to a client (RFC 9110, 14): {@code bytes=A-B}, {@code bytes=A-} and {@code
 * bytes=-N}. Several ranges at once, and a range of another version than there is (If-Range), are answered with the whole.
 *
 * @param tag of the version that is there
 * @param first of the bytes to send
 * @param end behind the last one; not behind {@code first} if the range cannot be satisfied
 */
record PackageDownload(Path file, long size, String tag, boolean partial, long first, long end) {
    private static final int BUFFER = 256 * 1024;
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    static PackageDownload of(Path file, HttpServletRequest request) throws IOException {
        long size = Files.size(file);
        String tag = "\"" + Long.toHexString(size) + "-"
                + Long.toHexString(Files.getLastModifiedTime(file).toMillis()) + "\"";
        PackageDownload whole = new PackageDownload(file, size, tag, false, 0, size);
        String sameAs = request.getHeader("If-Range");
        return sameAs != null && !sameAs.equals(tag)
                ? whole
                : Optional.ofNullable(request.getHeader("Range"))
                        .flatMap(whole::range)
                        .orElse(whole);
    }

    private Optional<PackageDownload> range(String text) {
        Matcher matcher = RANGE.matcher(text.strip());
        if (!matcher.matches() || matcher.group(1).isEmpty() && matcher.group(2).isEmpty()) {
            return Optional.empty();
        }
        long from;
        long to = size;
        if (matcher.group(1).isEmpty()) {
            from = Math.max(0, size - Long.parseLong(matcher.group(2)));
        } else {
            from = Long.parseLong(matcher.group(1));
            if (!matcher.group(2).isEmpty()) {
                long last = Long.parseLong(matcher.group(2));
                if (last < from) {
                    return Optional.empty();
                }
                to = Math.min(size, last + 1);
            }
        }
        return Optional.of(new PackageDownload(file, size, tag, true, from, to));
    }

    /** Sends it; the result is the HTTP status. */
    int send(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Accept-Ranges", "bytes");
        response.setHeader("ETag", tag);
        if (first >= end && partial) {
            response.setHeader("Content-Range", "bytes */" + size);
            response.setStatus(HttpServletResponse.SC_REQUESTED_RANGE_NOT_SATISFIABLE);
            return HttpServletResponse.SC_REQUESTED_RANGE_NOT_SATISFIABLE;
        }
        int status = partial ? HttpServletResponse.SC_PARTIAL_CONTENT : HttpServletResponse.SC_OK;
        response.setStatus(status);
        response.setContentType("application/octet-stream");
        response.setContentLengthLong(end - first);
        if (partial) {
            response.setHeader("Content-Range", "bytes " + first + "-" + (end - 1) + "/" + size);
        }
        if (!request.getMethod().equals("HEAD")) {
            copy(response.getOutputStream());
        }
        return status;
    }

    private void copy(OutputStream out) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        try (SeekableByteChannel in = Files.newByteChannel(file)) {
            in.position(first);
            for (long left = end - first; left > 0; ) {
                buffer.clear().limit((int) Math.min(BUFFER, left));
                int read = in.read(buffer);
                if (read < 0) {
                    throw new IOException(file.getFileName() + " became shorter while it was sent");
                }
                out.write(buffer.array(), 0, read);
                left -= read;
            }
        }
    }
}
