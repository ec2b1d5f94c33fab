package org.openvman.ovf.edit;

import java.util.LinkedHashMap;
import java.util.Map;
import javax.xml.namespace.QName;
import org.openvman.ovf.io.OvfNames;
import org.openvman.ovf.model.XmlElement;

/** Writes new elements in the style of the place they go to: its prefixes, its indentation, its line ends. */
final class Fragment {
    private final LocatedElement place;
    private final String lineEnd;
    private final String step;

    Fragment(LocatedElement place, String lineEnd, String step) {
        this.place = place;
        this.lineEnd = lineEnd;
        this.step = step;
    }

    /** The element; its first line is not indented, the others by {@code indent} at least. */
    String write(XmlElement element, String indent) {
        Map<String, String> declared = new LinkedHashMap<>();
        declare(element, declared);
        StringBuilder text = new StringBuilder();
        write(text, element, indent, declared, true);
        return text.toString();
    }

    private void declare(XmlElement element, Map<String, String> declared) {
        declare(element.name(), false, declared);
        element.attributes().keySet().forEach(name -> declare(name, true, declared));
        element.elements().forEach(child -> declare(child, declared));
    }

    private void declare(QName name, boolean attribute, Map<String, String> declared) {
        String namespace = name.getNamespaceURI();
        if (!namespace.isEmpty()
                && !declared.containsKey(namespace)
                && place.prefix(namespace, attribute).isEmpty()) {
            String wanted = OvfNames.preferredPrefix(namespace)
                    .orElse(name.getPrefix().isEmpty() ? "ns" + declared.size() : name.getPrefix());
            declared.put(namespace, wanted);
        }
    }

    private String qualified(QName name, boolean attribute, Map<String, String> declared) {
        String prefix = place.prefix(name.getNamespaceURI(), attribute)
                .orElseGet(() -> declared.getOrDefault(name.getNamespaceURI(), ""));
        return prefix.isEmpty() ? name.getLocalPart() : prefix + ":" + name.getLocalPart();
    }

    private void write(
            StringBuilder text, XmlElement element, String indent, Map<String, String> declared, boolean outermost) {
        String name = qualified(element.name(), false, declared);
        text.append('<').append(name);
        if (outermost) {
            declared.forEach((namespace, prefix) -> text.append(" xmlns:")
                    .append(prefix)
                    .append("=\"")
                    .append(Escapes.attribute(namespace, '"'))
                    .append('"'));
        }
        element.attributes()
                .forEach((attribute, value) -> text.append(' ')
                        .append(qualified(attribute, true, declared))
                        .append("=\"")
                        .append(Escapes.attribute(value, '"'))
                        .append('"'));
        if (element.content().isEmpty()) {
            text.append("/>");
            return;
        }
        text.append('>');
        boolean nested = element.elements().findAny().isPresent();
        if (nested) {
            element.elements().forEach(child -> {
                text.append(lineEnd).append(indent).append(step);
                write(text, child, indent + step, declared, false);
            });
            text.append(lineEnd).append(indent);
        } else {
            text.append(Escapes.text(element.text()));
        }
        text.append("</").append(name).append('>');
    }
}
