package org.openvman.endpoint.wsman;

import java.util.List;
import java.util.Optional;

/**
 * A SOAP 1.2 envelope, not interpreted any further.
 *
 * @param headers the header blocks
 * @param body the one element in the body, if there is any
 */
record SoapEnvelope(List<XmlElement> headers, Optional<XmlElement> body) {
    private static final String SOAP_1_1 = "http://schemas.xmlsoap.org/soap/envelope/";

    /**
     * @throws FaultException VersionMismatch for another SOAP version, SchemaValidationError for anything else that is no
     *     envelope
     */
    static SoapEnvelope of(XmlElement root) {
        if (!root.is(Namespace.SOAP, "Envelope")) {
            if (root.namespace().equals(SOAP_1_1)) {
                throw WsmanFault.VERSION_MISMATCH.because("SOAP 1.1 envelope; this service speaks SOAP 1.2");
            }
            throw WsmanFault.SCHEMA_VALIDATION_ERROR.because("not a SOAP 1.2 envelope but " + root.name());
        }
        XmlElement body = root.child(Namespace.SOAP, "Body")
                .orElseThrow(() -> WsmanFault.SCHEMA_VALIDATION_ERROR.because("the envelope has no s:Body"));
        if (body.children().size() > 1) {
            throw WsmanFault.SCHEMA_VALIDATION_ERROR.because("s:Body holds more than one element");
        }
        return new SoapEnvelope(
                root.child(Namespace.SOAP, "Header").map(XmlElement::children).orElse(List.of()),
                body.children().stream().findFirst());
    }

    /** The message id for wsa:RelatesTo, as far as it can be told; also a fault about other headers relates to it. */
    Optional<String> messageId() {
        return headers.stream()
                .filter(header -> header.is(Namespace.ADDRESSING, "MessageID"))
                .map(XmlElement::token)
                .filter(id -> !id.isEmpty())
                .findFirst();
    }
}
