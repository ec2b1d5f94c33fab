package org.openvman.endpoint.wsman;

import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.openvman.schema.Namespaces;

/** Writes the envelopes of answers: replies, faults and the answer to Identify. */
final class EnvelopeWriter {
    private final Supplier<UUID> ids;

    EnvelopeWriter(Supplier<UUID> ids) {
        this.ids = ids;
    }

    byte[] reply(Reply reply, String relatesTo) {
        XmlOutput out = new XmlOutput();
        startEnvelope(out);
        out.start(Namespace.SOAP, "Header");
        writeAddressing(out, reply.action(), Optional.of(relatesTo));
        reply.headers().accept(out);
        out.end();
        out.start(Namespace.SOAP, "Body");
        reply.body().accept(out);
        return out.finish();
    }

    byte[] identify(IdentifyActions identify) {
        XmlOutput out = new XmlOutput();
        out.start(Namespace.SOAP, "Envelope");
        out.declare(Namespace.SOAP);
        out.leaf(Namespace.SOAP, "Header", "");
        out.start(Namespace.SOAP, "Body");
        identify.write(out);
        return out.finish();
    }

    byte[] fault(Fault fault, Optional<String> relatesTo) {
        WsmanFault kind = fault.kind();
        XmlOutput out = new XmlOutput();
        startEnvelope(out);
        if (kind.namespace() != Namespace.SOAP
                && kind.namespace() != Namespace.ADDRESSING
                && kind.namespace() != Namespace.WSMAN) {
            out.declare(kind.namespace());
        }
        out.start(Namespace.SOAP, "Header");
        writeAddressing(out, kind.action(), relatesTo);
        writeNotUnderstood(out, fault);
        out.end();
        out.start(Namespace.SOAP, "Body");
        out.start(Namespace.SOAP, "Fault");
        out.start(Namespace.SOAP, "Code");
        out.leaf(Namespace.SOAP, "Value", "s:" + kind.code().localName());
        if (kind.subcode().isPresent()) {
            out.start(Namespace.SOAP, "Subcode");
            out.leaf(
                    Namespace.SOAP,
                    "Value",
                    kind.namespace().prefix() + ":" + kind.subcode().get());
            out.end();
        }
        out.end();
        out.start(Namespace.SOAP, "Reason");
        out.start(Namespace.SOAP, "Text");
        out.attribute(Namespace.XML, "lang", "en");
        out.text(fault.reason());
        out.end();
        out.end();
        writeDetail(out, fault);
        return out.finish();
    }

    // SOAP 1.2 part 1, clause 5.4.8: the headers that were not understood are named in the header of the fault.
    private static void writeNotUnderstood(XmlOutput out, Fault fault) {
        for (XmlElement header : fault.notUnderstood()) {
            out.start(Namespace.SOAP, "NotUnderstood");
            if (header.namespace().isEmpty()) {
                out.attribute("qname", header.name());
            } else {
                out.declare("n", header.namespace());
                out.attribute("qname", "n:" + header.name());
            }
            out.end();
        }
    }

    private static void writeDetail(XmlOutput out, Fault fault) {
        if (fault.kind().detailUri().isEmpty() && fault.supportedDialects().isEmpty()) {
            return;
        }
        out.start(Namespace.SOAP, "Detail");
        fault.kind().detailUri().ifPresent(uri -> out.leaf(Namespace.WSMAN, "FaultDetail", uri));
        for (String dialect : fault.supportedDialects()) {
            out.leaf(Namespace.ENUMERATION, "SupportedDialect", dialect);
        }
        out.end();
    }

    private static void startEnvelope(XmlOutput out) {
        out.start(Namespace.SOAP, "Envelope");
        out.declare(Namespace.SOAP);
        out.declare(Namespace.ADDRESSING);
        out.declare(Namespace.WSMAN);
        out.declare(Namespace.CIM);
        out.declare(Namespace.SCHEMA_INSTANCE);
    }

    private void writeAddressing(XmlOutput out, String action, Optional<String> relatesTo) {
        out.leaf(Namespace.ADDRESSING, "To", Namespaces.ANONYMOUS);
        out.leaf(Namespace.ADDRESSING, "Action", action);
        out.leaf(Namespace.ADDRESSING, "MessageID", "uuid:" + ids.get());
        relatesTo.ifPresent(id -> out.leaf(Namespace.ADDRESSING, "RelatesTo", id));
    }
}
