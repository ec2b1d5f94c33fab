package org.openvman.conformance.wire;

import java.util.Optional;

/**
 * One key of an instance (DSP0226 clause 5.1.2.2): text, or a whole endpoint reference where the key is a reference.
 *
 * @param text empty if there is a reference
 */
public record Selector(String name, String text, Optional<EndpointReference> reference) {
    public static Selector of(String name, String text) {
        return new Selector(name, text, Optional.empty());
    }

    static Selector read(XmlElement element) {
        return new Selector(
                element.attribute("Name").orElse(""),
                element.text(),
                element.child(Names.ADDRESSING, "EndpointReference").map(EndpointReference::read));
    }

    String toXml() {
        String value =
                reference.map(target -> target.toXml("wsa:EndpointReference")).orElseGet(() -> XmlText.escape(text));
        return "<wsman:Selector Name=\"" + XmlText.escape(name) + "\">" + value + "</wsman:Selector>";
    }
}
