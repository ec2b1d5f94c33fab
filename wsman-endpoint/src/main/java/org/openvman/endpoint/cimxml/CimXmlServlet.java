package org.openvman.endpoint.cimxml;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.openvman.endpoint.cimxml.CimXmlRequest.ExtrinsicCall;
import org.openvman.endpoint.cimxml.CimXmlRequest.Head;
import org.openvman.endpoint.cimxml.CimXmlRequest.IntrinsicCall;
import org.openvman.endpoint.security.Exchange;
import org.openvman.provider.operation.CimException;
import org.openvman.provider.operation.CimOperations;
import org.openvman.provider.operation.RequestContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * CIM-XML over HTTP (DSP0200): POST and M-POST of one simple request.
 *
 * <p>Answers are written while results are read. A failure before the first part of an answer has left becomes an ERROR
 * element; one after that ends the connection, so that no client takes half an answer for a whole one.
 */
public final class CimXmlServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(CimXmlServlet.class);
    private static final int BUFFER = 32 << 10;

    private final transient IntrinsicOperations intrinsic;
    private final transient ExtrinsicMethods extrinsic;
    private final transient Function<HttpServletRequest, RequestContext> contexts;
    private final transient CimXmlLimits limits;

    /**
     * A servlet in front of the operations.
     *
     * @param contexts who asks; called once for each request, after authentication
     */
    public CimXmlServlet(
            CimOperations operations, Function<HttpServletRequest, RequestContext> contexts, CimXmlLimits limits) {
        this.intrinsic = new IntrinsicOperations(operations);
        this.extrinsic = new ExtrinsicMethods(operations, limits);
        this.contexts = contexts;
        this.limits = limits;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        RequestContext context = contexts.apply(request);
        String outcome;
        try {
            outcome = serve(context, request, response);
        } catch (RefusedException e) {
            outcome = e.refusal() + " (" + e.getMessage() + ")";
            refuse(response, e);
        }
        String result = outcome;
        Exchange.find(request).ifPresent(exchange -> exchange.operation("cim-xml", result));
    }

    private String serve(RequestContext context, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        CimHeaders headers = CimHeaders.of(request);
        RequestReader reader = new RequestReader(request.getInputStream(), limits);
        CimXmlRequest decoded;
        try {
            decoded = reader.read();
        } catch (CimException e) {
            Head head = reader.head().orElseThrow(() -> e);
            prepare(response, headers);
            return error(response, head, CimXmlError.of(e));
        }
        headers.match(decoded);
        prepare(response, headers);
        return answer(context, request, response, decoded);
    }

    private String answer(
            RequestContext context, HttpServletRequest request, HttpServletResponse response, CimXmlRequest decoded)
            throws IOException {
        Head head = decoded.head();
        try {
            write(response, head, out -> {
                if (decoded.call() instanceof IntrinsicCall call) {
                    intrinsic.run(context, call, host(request), out);
                } else if (decoded.call() instanceof ExtrinsicCall call) {
                    extrinsic.run(context, call, out);
                } else {
                    throw new IllegalStateException(decoded.call().toString());
                }
            });
            return subject(decoded) + " 0";
        } catch (CimException e) {
            return subject(decoded) + " " + error(response, head, CimXmlError.of(e));
        } catch (UncheckedIOException e) {
            throw e.getCause(); // the client is gone
        } catch (RuntimeException e) {
            LOG.error("{} {}", context.requestId(), subject(decoded), e);
            return subject(decoded) + " " + error(response, head, CimXmlError.internal(context.requestId()));
        }
    }

    private static String subject(CimXmlRequest decoded) {
        return decoded.head().method()
                + (decoded.call() instanceof ExtrinsicCall call
                        ? " " + call.target().className()
                        : "");
    }

    private static String error(HttpServletResponse response, Head head, CimXmlError error) throws IOException {
        if (response.isCommitted()) {
            throw new IOException("failed in the middle of an answer: " + error.description());
        }
        response.resetBuffer();
        write(
                response,
                head,
                out -> out.open("ERROR")
                        .attribute("CODE", Integer.toString(error.code()))
                        .attribute("DESCRIPTION", error.description())
                        .close());
        return error.code() + " (" + error.description() + ")";
    }

    private static void write(HttpServletResponse response, Head head, Consumer<XmlOut> content) throws IOException {
        XmlOut out = XmlOut.to(response.getOutputStream());
        out.startDocument();
        out.open("CIM").attribute("CIMVERSION", "2.0").attribute("DTDVERSION", "2.3");
        out.open("MESSAGE").attribute("ID", head.messageId()).attribute("PROTOCOLVERSION", "1.3");
        out.open("SIMPLERSP");
        out.open(head.intrinsic() ? "IMETHODRESPONSE" : "METHODRESPONSE").attribute("NAME", head.method());
        content.accept(out);
        out.endDocument();
    }

    private static void prepare(HttpServletResponse response, CimHeaders headers) {
        response.setBufferSize(BUFFER);
        response.setContentType("application/xml");
        response.setCharacterEncoding(StandardCharsets.UTF_8.name().toLowerCase(Locale.ROOT));
        response.setHeader("Cache-Control", "no-cache");
        response.setHeader(headers.prefix() + "CIMOperation", "MethodResponse");
        if (!headers.prefix().isEmpty()) {
            response.setHeader("Ext", "");
            response.setHeader(
                    "Man", CimHeaders.EXTENSION + " ; ns=" + headers.prefix().substring(0, 2));
        }
    }

    private static void refuse(HttpServletResponse response, RefusedException refused) throws IOException {
        response.reset();
        response.setStatus(refused.refusal().status());
        refused.refusal().cimError().ifPresent(error -> response.setHeader("CIMError", error));
        if (refused.refusal() == HttpRefusal.METHOD_NOT_ALLOWED) {
            response.setHeader("Allow", "POST, M-POST");
        }
        response.setContentType("text/plain");
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.getWriter().println(refused.getMessage());
    }

    /** How the client called us, for paths that say where they lead (DSP0201, HOST). */
    private static String host(HttpServletRequest request) {
        return Optional.ofNullable(request.getHeader("Host")).orElseGet(request::getServerName);
    }
}
