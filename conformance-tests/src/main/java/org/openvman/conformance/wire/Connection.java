package org.openvman.conformance.wire;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;

/** Sends envelopes to one target and keeps each exchange until it is asked for. For one thread. */
public final class Connection {
    /** No answer to a conformance request should take longer; hypervisors may be slow. */
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final URI address;
    private final Optional<Credentials> credentials;
    private final XmlReader reader = new XmlReader();
    private final List<Exchange> exchanges = new ArrayList<>();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    public Connection(URI address, Optional<Credentials> credentials) {
        this.address = address;
        this.credentials = credentials;
    }

    public URI address() {
        return address;
    }

    public Optional<Credentials> credentials() {
        return credentials;
    }

    /** How a request goes out when nothing is unusual. */
    public Transmission usual() {
        return Transmission.usual(credentials);
    }

    public Reply send(Envelope envelope) {
        return send(envelope.toXml(), usual());
    }

    /**
     * Sends any text and takes what comes.
     *
     * @throws Unreachable if nothing comes
     */
    public Reply send(String text, Transmission how) {
        HttpRequest.Builder request = HttpRequest.newBuilder(how.address().orElse(address))
                .timeout(PATIENCE)
                .header("Content-Type", how.contentType())
                .POST(HttpRequest.BodyPublishers.ofByteArray(text.getBytes(how.charset())));
        how.credentials().ifPresent(login -> request.header("Authorization", login.authorization()));
        how.headers().forEach(request::header);
        long start = System.nanoTime();
        try {
            HttpResponse<byte[]> response = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            Map<String, String> headers = new HashMap<>();
            response.headers()
                    .map()
                    .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(", ", values)));
            String body = new String(response.body(), charset(headers.getOrDefault("content-type", "")));
            Exchange exchange = new Exchange(
                    how.note().strip(),
                    text,
                    response.statusCode(),
                    headers,
                    body,
                    Duration.ofNanos(System.nanoTime() - start));
            exchanges.add(exchange);
            return new Reply(exchange, envelope(body));
        } catch (IOException e) {
            exchanges.add(new Exchange(
                    how.note().strip(), text, 0, Map.of(), "", Duration.ofNanos(System.nanoTime() - start)));
            throw new Unreachable("no answer from " + how.address().orElse(address) + ": " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unreachable("interrupted while waiting for " + address, e);
        }
    }

    private Optional<XmlElement> envelope(String body) {
        try {
            return Optional.of(reader.read(body.startsWith("\uFEFF") ? body.substring(1) : body))
                    .filter(root -> root.is(Names.SOAP, "Envelope"));
        } catch (XMLStreamException e) {
            return Optional.empty();
        }
    }

    private static Charset charset(String contentType) {
        int at = contentType.toLowerCase(Locale.ROOT).indexOf("charset=");
        if (at < 0) {
            return StandardCharsets.UTF_8;
        }
        String name = contentType
                .substring(at + "charset=".length())
                .split("[;\\s]", 2)[0]
                .replace("\"", "");
        return Charset.isSupported(name) ? Charset.forName(name) : StandardCharsets.UTF_8;
    }

    /** What was exchanged since the last call. */
    public List<Exchange> drain() {
        List<Exchange> drained = List.copyOf(exchanges);
        exchanges.clear();
        return drained;
    }
}
