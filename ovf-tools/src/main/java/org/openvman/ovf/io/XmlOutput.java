package org.openvman.ovf.io;

import com.ctc.wstx.stax.WstxOutputFactory;
import java.io.ByteArrayOutputStream;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.openvman.ovf.model.XmlElement;
import org.openvman.ovf.model.XmlNode;
import org.openvman.ovf.model.XmlText;

/** Writes an element tree as an indented UTF-8 document that declares every namespace at its root. */
public final class XmlOutput {
    private static final String INDENT = "  ";

    private final XMLOutputFactory factory = new WstxOutputFactory();

    /**
     * Writes a document.
     *
     * @param prefixes preferred prefix by namespace; the prefixes of the names serve for other namespaces
     */
    public byte[] write(XmlElement root, Map<String, String> prefixes) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            XMLStreamWriter writer = factory.createXMLStreamWriter(bytes, "UTF-8");
            writer.writeStartDocument("UTF-8", "1.0");
            writer.writeCharacters("\n");
            Map<String, String> used = prefixesOf(root, prefixes);
            for (Map.Entry<String, String> entry : used.entrySet()) {
                writer.setPrefix(entry.getValue(), entry.getKey());
            }
            writeElement(writer, root, used, 0, true);
            writer.writeCharacters("\n");
            writer.writeEndDocument();
            writer.close();
        } catch (XMLStreamException impossible) {
            throw new IllegalStateException("writing XML to memory failed", impossible);
        }
        return bytes.toByteArray();
    }

    private static void writeElement(
            XMLStreamWriter writer, XmlElement element, Map<String, String> prefixes, int depth, boolean root)
            throws XMLStreamException {
        QName name = element.name();
        boolean empty = element.content().isEmpty();
        String prefix = prefixes.getOrDefault(name.getNamespaceURI(), "");
        if (empty) {
            writer.writeEmptyElement(prefix, name.getLocalPart(), name.getNamespaceURI());
        } else {
            writer.writeStartElement(prefix, name.getLocalPart(), name.getNamespaceURI());
        }
        if (root) {
            for (Map.Entry<String, String> entry : prefixes.entrySet()) {
                writer.writeNamespace(entry.getValue(), entry.getKey());
            }
        }
        for (Map.Entry<QName, String> attribute : element.attributes().entrySet()) {
            QName attributeName = attribute.getKey();
            String namespace = attributeName.getNamespaceURI();
            if (namespace.isEmpty()) {
                writer.writeAttribute(attributeName.getLocalPart(), attribute.getValue());
            } else {
                writer.writeAttribute(
                        prefixes.getOrDefault(namespace, ""),
                        namespace,
                        attributeName.getLocalPart(),
                        attribute.getValue());
            }
        }
        if (!empty) {
            writeContent(writer, element, prefixes, depth);
            writer.writeEndElement();
        }
    }

    private static void writeContent(
            XMLStreamWriter writer, XmlElement element, Map<String, String> prefixes, int depth)
            throws XMLStreamException {
        // Space is content as soon as there is text beside it.
        boolean indented = element.content().stream().noneMatch(XmlText.class::isInstance);
        for (XmlNode node : element.content()) {
            if (indented) {
                writer.writeCharacters("\n" + INDENT.repeat(depth + 1));
            }
            if (node instanceof XmlText text) {
                writer.writeCharacters(text.text());
            } else if (node instanceof XmlElement child) {
                writeElement(writer, child, prefixes, depth + 1, false);
            }
        }
        if (indented) {
            writer.writeCharacters("\n" + INDENT.repeat(depth));
        }
    }

    private static Map<String, String> prefixesOf(XmlElement root, Map<String, String> preferred) {
        Set<QName> names =
                new TreeSet<>(Comparator.comparing(QName::getNamespaceURI).thenComparing(QName::getPrefix));
        collect(root, names);
        Map<String, String> prefixes = new LinkedHashMap<>();
        preferred.forEach((namespace, prefix) -> {
            if (names.stream().anyMatch(name -> name.getNamespaceURI().equals(namespace))) {
                prefixes.put(namespace, prefix);
            }
        });
        for (QName name : names) {
            if (!name.getNamespaceURI().isEmpty() && !prefixes.containsKey(name.getNamespaceURI())) {
                String wanted = name.getPrefix();
                boolean usable = !wanted.isEmpty() && !prefixes.containsValue(wanted);
                prefixes.put(name.getNamespaceURI(), usable ? wanted : "ns" + prefixes.size());
            }
        }
        return prefixes;
    }

    private static void collect(XmlElement element, Set<QName> names) {
        names.add(element.name());
        names.addAll(element.attributes().keySet());
        element.elements().forEach(child -> collect(child, names));
    }
}
