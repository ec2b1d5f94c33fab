package org.openvman.endpoint.cimxml;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.openvman.provider.operation.CimOperations;
import org.openvman.provider.operation.Principal;
import org.openvman.provider.operation.RequestContext;
import org.openvman.provider.operation.Role;

/** The servlet in a Jetty on a free port of the loopback interface, and a client for raw bytes. */
final class CimXmlServer implements AutoCloseable {
    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);
    private final HttpClient client = HttpClient.newHttpClient();

    CimXmlServer(CimOperations operations, CimXmlLimits limits) {
        RequestContext context = new RequestContext("r1", new Principal("tester", Role.ADMINISTRATOR));
        ServletContextHandler handler = new ServletContextHandler("/");
        handler.addServlet(new ServletHolder(new CimXmlServlet(operations, request -> context, limits)), "/cimom");
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(handler);
        try {
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    int port() {
        return connector.getLocalPort();
    }

    /** Sends a body with the headers that belong to it, and those given on top; an empty value removes one. */
    HttpResponse<String> send(String httpMethod, String body, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + "/cimom"))
                .method(httpMethod, HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8));
        headers.forEach((name, value) -> {
            if (!value.isEmpty()) {
                request.setHeader(name, value);
            }
        });
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
