package org.openvman.ovf.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** An HTTP server that answers as a test says, right or wrong, and remembers what it was asked. */
public final class FakeEndpoint implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final List<Request> requests = new CopyOnWriteArrayList<>();

    /** A request, with its body as text. */
    public record Request(String method, String path, String body) {}

    /** What is sent back; a negative status keeps the client waiting until the endpoint is closed. */
    public record Answer(int status, String body) {
        public static final Answer NONE = new Answer(-1, "");
    }

    private FakeEndpoint(Function<Request, Answer> answers) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            try (exchange) {
                answer(exchange, answers);
            }
        });
        server.start();
    }

    /** Starts on a free port. */
    public static FakeEndpoint answering(Function<Request, Answer> answers) throws IOException {
        return new FakeEndpoint(answers);
    }

    /** Starts on a free port, with the same answer to everything. */
    public static FakeEndpoint answering(int status, String body) throws IOException {
        return new FakeEndpoint(request -> new Answer(status, body));
    }

    /** An address where nobody answers. */
    public static URI away() throws IOException {
        try (FakeEndpoint gone = answering(200, "")) {
            return gone.url();
        }
    }

    private void answer(HttpExchange exchange, Function<Request, Answer> answers) throws IOException {
        Request request = new Request(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getPath(),
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        requests.add(request);
        Answer answer = answers.apply(request);
        if (answer.status() < 0) {
            awaitClosing();
            return;
        }
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        boolean soap = answer.body().contains("soap-envelope");
        exchange.getResponseHeaders()
                .set("Content-Type", (soap ? "application/soap+xml" : "application/xml") + ";charset=UTF-8");
        exchange.getResponseHeaders().set("CIMOperation", "MethodResponse");
        if (answer.status() == 401) {
            exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"test\"");
        }
        exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    private void awaitClosing() {
        try {
            closing.await();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/wsman");
    }

    public List<Request> requests() {
        return List.copyOf(requests);
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
