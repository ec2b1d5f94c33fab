package org.openvman.conformance.wire;

import java.util.List;
import java.util.Optional;

/**
 * A SOAP 1.2 fault with what DSP0226 clause 14 puts into it.
 *
 * @param code local name: Sender, Receiver, MustUnderstand, VersionMismatch
 * @param subcode in Clark notation
 * @param detail the URI in wsman:FaultDetail
 * @param notUnderstood the headers that s:NotUnderstood names, in Clark notation
 */
public record SoapFault(
        String code, Optional<String> subcode, Optional<String> detail, String reason, List<String> notUnderstood) {

    static SoapFault read(XmlElement fault, List<XmlElement> headers) {
        Optional<XmlElement> code = fault.child(Names.SOAP, "Code");
        String role = code.flatMap(element -> element.child(Names.SOAP, "Value"))
                .map(XmlElement::qualifiedText)
                .orElse("");
        return new SoapFault(
                role.startsWith("{" + Names.SOAP + "}") ? role.substring(Names.SOAP.length() + 2) : role,
                code.flatMap(element -> element.child(Names.SOAP, "Subcode"))
                        .flatMap(element -> element.child(Names.SOAP, "Value"))
                        .map(XmlElement::qualifiedText),
                fault.child(Names.SOAP, "Detail").flatMap(element -> element.childText(Names.WSMAN, "FaultDetail")),
                fault.child(Names.SOAP, "Reason")
                        .flatMap(element -> element.childText(Names.SOAP, "Text"))
                        .orElse(""),
                headers.stream()
                        .filter(header -> header.is(Names.SOAP, "NotUnderstood"))
                        .map(SoapFault::notUnderstoodName)
                        .toList());
    }

    // SOAP 1.2 part 1 clause 5.4.8: the attribute holds a QName.
    private static String notUnderstoodName(XmlElement header) {
        String name = header.attribute("qname").orElse("");
        int colon = name.indexOf(':');
        String uri = header.namespaces().get(colon < 0 ? "" : name.substring(0, colon));
        return uri == null ? name : "{" + uri + "}" + name.substring(colon + 1);
    }

    @Override
    public String toString() {
        return "fault " + code + subcode.map(name -> " " + name).orElse("")
                + detail.map(uri -> " (" + uri.substring(uri.lastIndexOf('/') + 1) + ")")
                        .orElse("")
                + (reason.isEmpty() ? "" : ": " + reason);
    }
}
