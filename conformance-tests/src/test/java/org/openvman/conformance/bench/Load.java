package org.openvman.conformance.bench;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.openvman.conformance.wire.Credentials;

/**
 * Sends one request again and again over connections that stay open. Plain sockets: client and server share the machine,
 * so the client has to cost little.
 */
final class Load {
    private final URI url;
    private final byte[] request;

    Load(URI url, Credentials login, String body) {
        this.url = url;
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        String token = Base64.getEncoder()
                .encodeToString((login.user() + ":" + login.password()).getBytes(StandardCharsets.UTF_8));
        byte[] head = ("POST " + url.getPath() + " HTTP/1.1\r\nHost: " + url.getAuthority()
                        + "\r\nAuthorization: Basic " + token
                        + "\r\nContent-Type: application/soap+xml;charset=UTF-8\r\nContent-Length: " + content.length
                        + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        this.request = Arrays.copyOf(head, head.length + content.length);
        System.arraycopy(content, 0, request, head.length, content.length);
    }

    /** That many clients for that long. */
    Latencies run(int clients, Duration time) throws IOException {
        ExecutorService threads = Executors.newFixedThreadPool(clients);
        try {
            long begin = System.nanoTime();
            List<Future<long[]>> running = new ArrayList<>();
            for (int i = 0; i < clients; i++) {
                Callable<long[]> client = () -> client(begin + time.toNanos());
                running.add(threads.submit(client));
            }
            List<long[]> parts = new ArrayList<>();
            for (Future<long[]> each : running) {
                parts.add(each.get());
            }
            long[] all = parts.stream().flatMapToLong(Arrays::stream).toArray();
            return new Latencies(all, Duration.ofNanos(System.nanoTime() - begin));
        } catch (ExecutionException e) {
            throw new IOException("a client failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            threads.shutdownNow();
        }
    }

    private long[] client(long end) throws IOException {
        try (Socket socket = new Socket(url.getHost(), url.getPort())) {
            socket.setTcpNoDelay(true);
            InputStream input = new BufferedInputStream(socket.getInputStream(), 64 * 1024);
            long[] nanos = new long[1024];
            int count = 0;
            long now = System.nanoTime();
            while (now < end) {
                socket.getOutputStream().write(request);
                readResponse(input);
                long after = System.nanoTime();
                if (count == nanos.length) {
                    nanos = Arrays.copyOf(nanos, count * 2);
                }
                nanos[count++] = after - now;
                now = after;
            }
            return Arrays.copyOf(nanos, count);
        }
    }

    private static void readResponse(InputStream input) throws IOException {
        String status = line(input);
        int length = -1;
        boolean chunked = false;
        for (String header = line(input); !header.isEmpty(); header = line(input)) {
            String lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length =
                        Integer.parseInt(lower.substring(lower.indexOf(':') + 1).strip());
            }
            chunked |= lower.startsWith("transfer-encoding:") && lower.contains("chunked");
        }
        if (!status.contains(" 200 ")) {
            throw new IOException("the endpoint answered: " + status);
        }
        if (chunked) {
            int size = Integer.parseInt(line(input), 16);
            while (size > 0) {
                input.skipNBytes(size + 2L);
                size = Integer.parseInt(line(input), 16);
            }
            line(input);
        } else {
            input.skipNBytes(Math.max(0, length));
        }
    }

    private static String line(InputStream input) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(64);
        int next = input.read();
        while (next != '\n') {
            if (next < 0) {
                throw new IOException("the endpoint closed the connection");
            }
            if (next != '\r') {
                bytes.write(next);
            }
            next = input.read();
        }
        return bytes.toString(StandardCharsets.US_ASCII);
    }
}
