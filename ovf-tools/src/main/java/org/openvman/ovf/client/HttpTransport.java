package org.openvman.ovf.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.apache.cxf.Bus;
import org.apache.cxf.BusFactory;
import org.apache.cxf.interceptor.Fault;
import org.apache.cxf.message.Exchange;
import org.apache.cxf.message.ExchangeImpl;
import org.apache.cxf.message.Message;
import org.apache.cxf.message.MessageImpl;
import org.apache.cxf.service.model.EndpointInfo;
import org.apache.cxf.transport.http.HTTPConduit;
import org.apache.cxf.transport.http.HTTPTransportFactory;
import org.apache.cxf.transports.http.configuration.HTTPClientPolicy;
import org.openvman.ovf.client.EndpointException.Kind;

/**
 * Sends envelopes over CXF's HTTP conduit.
 *
 * <p>The conduit alone, without a JAX-WS Dispatch in front: WS-Management bodies are open content that no binding of CXF
 * knows, and this way a fault is a body like any other, with its HTTP status beside it.
 */
final class HttpTransport implements AutoCloseable {
    private static final String MEDIA_TYPE = "application/soap+xml;charset=UTF-8";
    private static final String NO_IO_EXCEPTIONS = "org.apache.cxf.transport.no_io_exceptions";

    private final Endpoint endpoint;
    private final Bus bus;
    private final HTTPConduit conduit;

    /** What came back. */
    static final class Answer {
        private final int status;
        private final byte[] body;

        Answer(int status, byte[] body) {
            this.status = status;
            this.body = body;
        }

        int status() {
            return status;
        }

        /** Not copied: whoever asks is the only one. */
        byte[] body() {
            return body;
        }
    }

    HttpTransport(Endpoint endpoint) {
        this.endpoint = endpoint;
        this.bus = BusFactory.newInstance().createBus();
        EndpointInfo info = new EndpointInfo();
        info.setAddress(endpoint.url().toString());
        try {
            this.conduit = (HTTPConduit) new HTTPTransportFactory().getConduit(info, bus);
        } catch (IOException e) {
            throw endpoint.unreachable(e);
        }
        HTTPClientPolicy policy = new HTTPClientPolicy();
        policy.setConnectionTimeout(endpoint.connectTimeout().toMillis());
        policy.setReceiveTimeout(endpoint.answerTimeout().toMillis());
        policy.setVersion("1.1");
        policy.setAutoRedirect(false);
        conduit.setClient(policy);
    }

    Answer post(byte[] envelope) {
        Exchange exchange = new ExchangeImpl();
        Message message = message(exchange);
        List<Answer> answers = new ArrayList<>(1);
        conduit.setMessageObserver(incoming -> answers.add(read(incoming)));
        try {
            conduit.prepare(message);
            try (OutputStream body = message.getContent(OutputStream.class)) {
                body.write(envelope);
            }
            conduit.close(message);
        } catch (Fault e) {
            throw failed(e.getCause() instanceof IOException cause ? cause : new IOException(e));
        } catch (IOException e) {
            throw failed(e);
        }
        if (answers.isEmpty()) {
            throw new EndpointException(Kind.PROTOCOL, endpoint.url() + " gave no answer");
        }
        return answers.get(0);
    }

    private EndpointException failed(IOException e) {
        if (e instanceof SocketTimeoutException || e instanceof HttpTimeoutException) {
            return endpoint.tooSlow(e);
        }
        if (e instanceof ConnectException || e instanceof UnknownHostException) {
            return endpoint.unreachable(e);
        }
        return new EndpointException(
                Kind.UNREACHABLE, "lost the connection to " + endpoint.url() + ": " + e.getMessage(), e);
    }

    private Message message(Exchange exchange) {
        Message message = new MessageImpl();
        message.setExchange(exchange);
        exchange.setOutMessage(message);
        exchange.setSynchronous(true);
        exchange.put(Bus.class, bus);
        TreeMap<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        endpoint.credentials()
                .ifPresent(given -> headers.put("Authorization", new ArrayList<>(List.of(given.basic()))));
        message.put(Message.PROTOCOL_HEADERS, headers);
        message.put(Message.CONTENT_TYPE, MEDIA_TYPE);
        message.put(Message.HTTP_REQUEST_METHOD, "POST");
        message.put(NO_IO_EXCEPTIONS, true);
        return message;
    }

    private static Answer read(Message incoming) {
        int status = incoming.get(Message.RESPONSE_CODE) instanceof Integer code ? code : 0;
        InputStream body = incoming.getContent(InputStream.class);
        try {
            return new Answer(status, body == null ? new byte[0] : body.readAllBytes());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        conduit.close();
        bus.shutdown(true);
    }
}
