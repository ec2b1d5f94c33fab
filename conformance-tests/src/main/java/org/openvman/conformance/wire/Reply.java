package org.openvman.conformance.wire;

import java.util.List;
import java.util.Optional;

/**
 * An answer, as far as it can be understood.
 *
 * @param envelope empty if the answer is no SOAP 1.2 envelope
 */
public record Reply(Exchange exchange, Optional<XmlElement> envelope) {
    public int status() {
        return exchange.status();
    }

    public List<XmlElement> headers() {
        return envelope.flatMap(root -> root.child(Names.SOAP, "Header"))
                .map(XmlElement::children)
                .orElse(List.of());
    }

    public Optional<XmlElement> header(String namespace, String name) {
        return headers().stream().filter(header -> header.is(namespace, name)).findFirst();
    }

    /** The first element in the body. */
    public Optional<XmlElement> body() {
        return envelope.flatMap(root -> root.child(Names.SOAP, "Body"))
                .flatMap(body -> body.children().stream().findFirst());
    }

    public Optional<SoapFault> fault() {
        return body().filter(element -> element.is(Names.SOAP, "Fault"))
                .map(element -> SoapFault.read(element, headers()));
    }

    /** Whether it is an envelope, without a fault, under a status of success. */
    public boolean isSuccess() {
        return status() == 200 && envelope.isPresent() && fault().isEmpty();
    }

    /** What came, in one line, to stand behind "got". */
    public String summary() {
        if (envelope.isEmpty()) {
            return "HTTP " + status() + " without a SOAP 1.2 envelope";
        }
        return "HTTP " + status() + ", "
                + fault().map(SoapFault::toString)
                        .orElseGet(() -> body().map(XmlElement::clark).orElse("an empty body"));
    }
}
