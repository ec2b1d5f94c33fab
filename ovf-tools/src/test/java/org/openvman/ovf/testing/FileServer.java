package org.openvman.ovf.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Serves the files of a folder, in ranges. */
public final class FileServer implements AutoCloseable {
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d+)");

    private final Path folder;
    private final HttpServer server;

    private FileServer(Path folder, HttpServer server) {
        this.folder = folder;
        this.server = server;
    }

    public static FileServer of(Path folder) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        FileServer files = new FileServer(folder, server);
        server.createContext("/", files::answer);
        server.start();
        return files;
    }

    /** The URL of a file in it. */
    public String url(String name) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + name;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Path file = folder.resolve(exchange.getRequestURI().getPath().substring(1));
            if (!Files.isRegularFile(file)) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            byte[] content = Files.readAllBytes(file);
            String range = String.valueOf(exchange.getRequestHeaders().getFirst("Range"));
            Matcher wanted = RANGE.matcher(range);
            if (!wanted.matches()) {
                exchange.sendResponseHeaders(200, content.length);
                exchange.getResponseBody().write(content);
                return;
            }
            int from = Integer.parseInt(wanted.group(1));
            int to = (int) Math.min(content.length - 1L, Long.parseLong(wanted.group(2)));
            exchange.getResponseHeaders().set("Content-Range", "bytes " + from + "-" + to + "/" + content.length);
            exchange.sendResponseHeaders(206, to - from + 1L);
            exchange.getResponseBody().write(Arrays.copyOfRange(content, from, to + 1));
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
