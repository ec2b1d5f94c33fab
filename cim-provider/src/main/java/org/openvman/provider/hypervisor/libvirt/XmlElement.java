package org.openvman.provider.hypervisor.libvirt;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.openvman.provider.hypervisor.HypervisorException;
import org.openvman.provider.hypervisor.HypervisorException.Reason;

/**
 * An element of libvirt's XML as it is read: immutable, cheap, no way back up. For changes there is
 * {@link DomainDocument}.
 *
 * @param namespace empty for none
 * @param text the text directly in it
 */
record XmlElement(
        String namespace, String name, Map<String, String> attributes, List<XmlElement> children, String text) {

    /**
     * Reads a document.
     *
     * @throws HypervisorException FAILED if it is not well-formed
     */
    static XmlElement parse(String xml) {
        try {
            XMLStreamReader reader = Xml.reader(xml);
            try {
                while (reader.next() != XMLStreamConstants.START_ELEMENT) {
                    // A comment or white space before the root.
                }
                return read(reader);
            } finally {
                reader.close();
            }
        } catch (XMLStreamException e) {
            throw new HypervisorException(Reason.FAILED, "libvirt sent XML that cannot be read: " + e.getMessage(), e);
        }
    }

    private static XmlElement read(XMLStreamReader reader) throws XMLStreamException {
        String namespace = reader.getNamespaceURI();
        String name = reader.getLocalName();
        Map<String, String> attributes = new HashMap<>();
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            attributes.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
        }
        List<XmlElement> children = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        while (true) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> children.add(read(reader));
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text.append(reader.getText());
                case XMLStreamConstants.END_ELEMENT -> {
                    return new XmlElement(
                            namespace == null ? "" : namespace, name, attributes, children, text.toString());
                }
                default -> {
                    // Comments and processing instructions say nothing to us.
                }
            }
        }
    }

    Stream<XmlElement> children(String childName) {
        return children.stream().filter(child -> child.name.equals(childName));
    }

    /** The first child of that name. */
    Optional<XmlElement> child(String childName) {
        for (XmlElement child : children) {
            if (child.name.equals(childName)) {
                return Optional.of(child);
            }
        }
        return Optional.empty();
    }

    /** The first descendant along the path. */
    Optional<XmlElement> child(String... path) {
        Optional<XmlElement> found = Optional.of(this);
        for (String step : path) {
            found = found.flatMap(element -> element.child(step));
        }
        return found;
    }

    /** The text along the path, without surrounding space; empty if there is none. */
    String textOf(String... path) {
        return child(path).map(element -> element.text.strip()).orElse("");
    }

    Optional<String> attribute(String attribute) {
        return Optional.ofNullable(attributes.get(attribute));
    }

    /** The attribute, or that text if there is none. */
    String attributeOr(String attribute, String otherwise) {
        return attributes.getOrDefault(attribute, otherwise);
    }
}
