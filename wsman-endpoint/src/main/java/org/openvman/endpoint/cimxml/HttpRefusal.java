package org.openvman.endpoint.cimxml;

import java.util.Optional;

/**
 * Why a message is refused before an operation is tried: the HTTP status and the value of the {@code CIMError} header
 * (DSP0200, HTTP status codes and CIMError).
 */
enum HttpRefusal {
    /** The {@code CIMOperation} header is missing or is not {@code MethodCall}. */
    UNSUPPORTED_OPERATION(400, "unsupported-operation"),
    /** {@code CIMMethod} or {@code CIMObject} say something else than the body. */
    HEADER_MISMATCH(400, "header-mismatch"),
    /** The body is no XML. */
    REQUEST_NOT_WELL_FORMED(400, "request-not-well-formed"),
    /** The body is XML, but no CIM-XML request. */
    REQUEST_NOT_VALID(400, "request-not-valid"),
    /** More than one request in a message. */
    MULTIPLE_REQUESTS(501, "multiple-requests-unsupported"),
    UNSUPPORTED_PROTOCOL_VERSION(501, "unsupported-protocol-version"),
    UNSUPPORTED_CIM_VERSION(501, "unsupported-cim-version"),
    UNSUPPORTED_DTD_VERSION(501, "unsupported-dtd-version"),
    /** Larger than {@link CimXmlLimits#requestBytes}. */
    REQUEST_TOO_LARGE(413, "request-rejected"),
    UNSUPPORTED_MEDIA_TYPE(415, "request-not-valid"),
    METHOD_NOT_ALLOWED(405, ""),
    /** An M-POST without the extension that DSP0200 declares (RFC 2774). */
    NOT_EXTENDED(510, "");

    private final int status;
    private final String cimError;

    HttpRefusal(int status, String cimError) {
        this.status = status;
        this.cimError = cimError;
    }

    int status() {
        return status;
    }

    /** The value of the CIMError header; empty where the HTTP status says it all. */
    Optional<String> cimError() {
        return cimError.isEmpty() ? Optional.empty() : Optional.of(cimError);
    }
}
