package org.openvman.conformance.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;

/**
 * The yardstick: the same HTTP server in a process of its own, with a handler that reads the request and sends an answer
 * of the size of ours. No authentication, no XML, no model.
 */
final class BareJetty extends Handler.Abstract {
    private final byte[] answer;

    private BareJetty(int size) {
        this.answer = "x".repeat(size).getBytes(StandardCharsets.US_ASCII);
    }

    /** Starts one; the only argument is the size of the answer. Says where it listens, and ends with its input. */
    public static void main(String[] arguments) throws Exception {
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(new BareJetty(Integer.parseInt(arguments[0])));
        server.start();
        System.out.println("http://127.0.0.1:" + connector.getLocalPort() + "/");
        System.in.transferTo(OutputStream.nullOutputStream());
        server.stop();
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        Content.Source.asByteBuffer(request);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/soap+xml;charset=UTF-8");
        response.write(true, ByteBuffer.wrap(answer), callback);
        return true;
    }

    /** A running one. */
    record Running(Process process, URI url) implements AutoCloseable {
        static Running start(int size) throws IOException {
            Process process = new ProcessBuilder(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            BareJetty.class.getName(),
                            Integer.toString(size)))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String line = process.inputReader().readLine();
            if (line == null) {
                throw new IOException("the bare server did not start");
            }
            return new Running(process, URI.create(line));
        }

        @Override
        public void close() {
            process.destroy();
        }
    }
}
