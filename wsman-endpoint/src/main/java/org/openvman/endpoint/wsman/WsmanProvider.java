package org.openvman.endpoint.wsman;

import jakarta.annotation.Resource;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.xml.ws.BindingType;
import jakarta.xml.ws.Provider;
import jakarta.xml.ws.Service;
import jakarta.xml.ws.ServiceMode;
import jakarta.xml.ws.WebServiceContext;
import jakarta.xml.ws.WebServiceProvider;
import jakarta.xml.ws.handler.MessageContext;
import jakarta.xml.ws.http.HTTPBinding;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.xml.transform.Source;
import javax.xml.transform.stream.StreamSource;
import org.jspecify.annotations.Nullable;
import org.openvman.endpoint.security.Exchange;

/**
 * The JAX-WS edge of WS-Management: takes the bytes of an HTTP request to {@link WsmanService} and sets what HTTP wants to
 * know of the answer. It never throws: CXF's own faults would not be ours (ADR 0002).
 */
@WebServiceProvider(serviceName = "WsmanService", portName = "Wsman", targetNamespace = "urn:openvman:wsman")
@ServiceMode(Service.Mode.MESSAGE)
@BindingType(HTTPBinding.HTTP_BINDING)
public final class WsmanProvider implements Provider<Source> {
    private static final List<Charset> CHARSETS =
            List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16, StandardCharsets.US_ASCII);

    private final WsmanService service;

    @Resource
    private @Nullable WebServiceContext webServiceContext;

    public WsmanProvider(WsmanService service) {
        this.service = service;
    }

    @Override
    public Source invoke(Source request) {
        MessageContext http = context().getMessageContext();
        if (!(http.get(MessageContext.SERVLET_REQUEST) instanceof HttpServletRequest servletRequest)) {
            throw new IllegalStateException("not published on a servlet");
        }
        if (!servletRequest.getMethod().equals("POST")) {
            http.put(MessageContext.HTTP_RESPONSE_CODE, HttpServletResponse.SC_METHOD_NOT_ALLOWED);
            http.put(MessageContext.HTTP_RESPONSE_HEADERS, Map.of("Allow", List.of("POST")));
            return new EnvelopeSource(new byte[0], StandardCharsets.UTF_8);
        }
        Exchange exchange = Exchange.of(servletRequest);
        Optional<Charset> charset = charset(servletRequest);
        Answer answer = charset.isPresent()
                ? answer(exchange, request, charset.get())
                : service.fault(new Fault(
                        WsmanFault.CHARACTER_SET,
                        "Content-Type must be application/soap+xml in UTF-8 or UTF-16, not "
                                + servletRequest.getContentType()));
        exchange.operation(answer.operation(), answer.target());
        exchange.status(answer.outcome());
        http.put(MessageContext.HTTP_RESPONSE_CODE, answer.httpStatus());
        return new EnvelopeSource(answer.envelope(), charset.orElse(StandardCharsets.UTF_8));
    }

    private Answer answer(Exchange exchange, Source request, Charset charset) {
        byte[] envelope;
        try {
            InputStream body = ((StreamSource) request).getInputStream();
            envelope = body.readNBytes(service.maxRequestBytes() + 1);
        } catch (IOException e) {
            return service.fault(new Fault(
                    WsmanFault.SCHEMA_VALIDATION_ERROR, "the request ended early or was malformed: " + e.getMessage()));
        }
        if (envelope.length > service.maxRequestBytes()) {
            return service.fault(new Fault(
                    WsmanFault.SERVICE_ENVELOPE_LIMIT,
                    "the request is larger than " + service.maxRequestBytes() + " bytes"));
        }
        return service.answer(exchange.principal().map(known -> exchange.context()), exchange.id(), envelope, charset);
    }

    // DSP0226 clause 13.1; UTF-8 is what application/soap+xml means without a charset here.
    private static Optional<Charset> charset(HttpServletRequest request) {
        String type = request.getContentType();
        if (type == null || !type.toLowerCase(Locale.ROOT).startsWith("application/soap+xml")) {
            return Optional.empty();
        }
        String encoding = request.getCharacterEncoding();
        if (encoding == null) {
            return Optional.of(StandardCharsets.UTF_8);
        }
        return CHARSETS.stream()
                .filter(known -> known.name().equalsIgnoreCase(encoding)
                        || known.aliases().stream().anyMatch(encoding::equalsIgnoreCase))
                .findFirst()
                .map(known -> known.equals(StandardCharsets.US_ASCII) ? StandardCharsets.UTF_8 : known);
    }

    private WebServiceContext context() {
        if (webServiceContext == null) {
            throw new IllegalStateException("not published by a JAX-WS runtime");
        }
        return webServiceContext;
    }
}
