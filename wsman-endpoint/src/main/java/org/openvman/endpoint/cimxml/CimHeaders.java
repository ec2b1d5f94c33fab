package org.openvman.endpoint.cimxml;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openvman.endpoint.cimxml.CimXmlRequest.ExtrinsicCall;
import org.openvman.endpoint.cimxml.CimXmlRequest.IntrinsicCall;
import org.openvman.schema.cim.CimPath;

/**
 * The CIM headers of a request (DSP0200, HTTP usage), wherever M-POST has put them.
 *
 * @param prefix what M-POST puts before the names, {@code 73-}; empty for POST
 * @param method the decoded CIMMethod header
 * @param object the decoded CIMObject header
 */
record CimHeaders(String prefix, Optional<String> method, Optional<String> object) {
    /** The extension declaration of DSP0200 for M-POST (RFC 2774). */
    static final String EXTENSION = "http://www.dmtf.org/cim/mapping/http/v1.0";

    private static final Pattern MAN = Pattern.compile(
            "\"?https?://(www\\.)?dmtf\\.org/cim/mapping/http/v1\\.0/?\"?\\s*;\\s*ns\\s*=\\s*([0-9]{2})",
            Pattern.CASE_INSENSITIVE);

    /** Reads the headers and refuses what can be told without the body. */
    static CimHeaders of(HttpServletRequest request) {
        String prefix = switch (request.getMethod()) {
            case "POST" -> "";
            case "M-POST" -> extensionPrefix(request);
            default ->
                throw new RefusedException(
                        HttpRefusal.METHOD_NOT_ALLOWED, request.getMethod() + ", expected POST or M-POST");
        };
        mediaType(request);
        UnaryOperator<String> decode = CimHeaders::percentDecoded;
        Optional<String> operation = header(request, prefix + "CIMOperation").map(decode);
        if (header(request, prefix + "CIMBatch").isPresent()) {
            throw new RefusedException(HttpRefusal.MULTIPLE_REQUESTS, "one request per message, please");
        }
        if (operation.filter("MethodCall"::equalsIgnoreCase).isEmpty()) {
            throw new RefusedException(
                    HttpRefusal.UNSUPPORTED_OPERATION,
                    "header CIMOperation is " + operation.orElse("missing") + ", expected MethodCall");
        }
        header(request, prefix + "CIMProtocolVersion")
                .filter(version -> !version.startsWith("1."))
                .ifPresent(version -> {
                    throw new RefusedException(
                            HttpRefusal.UNSUPPORTED_PROTOCOL_VERSION,
                            "header CIMProtocolVersion is " + version + ", expected 1.x");
                });
        return new CimHeaders(
                prefix,
                header(request, prefix + "CIMMethod").map(decode),
                header(request, prefix + "CIMObject").map(decode));
    }

    /**
     * Refuses a message whose headers say something else than its body. A header that is not there is let pass. Of an
     * instance path only namespace and class are compared: clients order and write key values in many ways.
     */
    void match(CimXmlRequest request) {
        method.filter(name -> !name.equalsIgnoreCase(request.head().method())).ifPresent(name -> {
            throw mismatch("CIMMethod", name, request.head().method());
        });
        object.ifPresent(header -> {
            String body = object(request);
            if (!objectWithoutKeys(header).equalsIgnoreCase(body)) {
                throw mismatch("CIMObject", header, body);
            }
        });
    }

    private static String object(CimXmlRequest request) {
        if (request.call() instanceof IntrinsicCall call) {
            return call.namespace();
        }
        if (request.call() instanceof ExtrinsicCall call) {
            return call.target().namespace() + ":" + call.target().className();
        }
        throw new IllegalStateException(request.call().toString());
    }

    private static String objectWithoutKeys(String header) {
        int colon = header.indexOf(':');
        if (colon < 0) {
            return CimPath.ofClass(header.strip(), "").namespace();
        }
        int dot = header.indexOf('.', colon);
        String className = header.substring(colon + 1, dot < 0 ? header.length() : dot);
        return CimPath.ofClass(header.substring(0, colon).strip(), "").namespace() + ":" + className;
    }

    private static RefusedException mismatch(String header, String said, String body) {
        return new RefusedException(
                HttpRefusal.HEADER_MISMATCH, "header " + header + " is " + said + ", the body says " + body);
    }

    private static String extensionPrefix(HttpServletRequest request) {
        Matcher man = MAN.matcher(header(request, "Man").orElse(""));
        if (!man.lookingAt()) {
            throw new RefusedException(HttpRefusal.NOT_EXTENDED, "M-POST without header Man: " + EXTENSION + "; ns=NN");
        }
        return man.group(2) + "-";
    }

    private static void mediaType(HttpServletRequest request) {
        String type = Optional.ofNullable(request.getContentType()).orElse("").toLowerCase(Locale.ROOT);
        if (!type.startsWith("application/xml") && !type.startsWith("text/xml")) {
            throw new RefusedException(
                    HttpRefusal.UNSUPPORTED_MEDIA_TYPE, "content type \"" + type + "\", expected application/xml");
        }
    }

    private static Optional<String> header(HttpServletRequest request, String name) {
        return Optional.ofNullable(request.getHeader(name)).map(String::strip);
    }

    private static String percentDecoded(String header) {
        try {
            return URLDecoder.decode(header.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new RefusedException(HttpRefusal.HEADER_MISMATCH, "a header is not percent-encoded: " + header);
        }
    }
}
