package org.openvman.ovf.diff;

import java.util.Comparator;
import org.openvman.ovf.model.XmlElement;

/** One text for all spellings of an element: no prefixes, attributes sorted, space between elements left out. */
final class Canonical {
    private Canonical() {}

    static String text(XmlElement element) {
        StringBuilder text = new StringBuilder();
        write(text, element);
        return text.toString();
    }

    private static void write(StringBuilder text, XmlElement element) {
        text.append('<').append(element.name().getLocalPart());
        element.attributes().entrySet().stream()
                .sorted(Comparator.comparing(attribute -> attribute.getKey().toString()))
                .forEach(attribute -> text.append(' ')
                        .append(attribute.getKey().getLocalPart())
                        .append('=')
                        .append(attribute.getValue()));
        text.append('>').append(element.text().strip());
        element.elements().forEach(child -> write(text, child));
        text.append("</>");
    }
}
