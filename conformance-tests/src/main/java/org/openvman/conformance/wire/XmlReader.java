package org.openvman.conformance.wire;

import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** Reads an answer. The target is not trusted: no DTD, no entities, nothing fetched. */
final class XmlReader {
    private final XMLInputFactory factory = XMLInputFactory.newDefaultFactory();

    XmlReader() {
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    }

    /**
     * The root element.
     *
     * @throws XMLStreamException if the text is not well-formed
     */
    XmlElement read(String text) throws XMLStreamException {
        XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(text));
        try {
            while (reader.hasNext()) {
                if (reader.next() == XMLStreamConstants.START_ELEMENT) {
                    XmlElement root = tree(reader);
                    while (reader.hasNext()) {
                        reader.next(); // what follows the root must be well-formed, too
                    }
                    return root;
                }
            }
            throw new XMLStreamException("no element");
        } finally {
            reader.close();
        }
    }

    private static XmlElement tree(XMLStreamReader reader) throws XMLStreamException {
        Deque<Open> open = new ArrayDeque<>();
        open.push(new Open(reader, Map.of("xml", Names.XML)));
        while (true) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> open.push(new Open(reader, open.element().namespaces));
                case XMLStreamConstants.END_ELEMENT -> {
                    XmlElement element = open.pop().element();
                    Open parent = open.peek();
                    if (parent == null) {
                        return element;
                    }
                    parent.children.add(element);
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
                    open.element().text.append(reader.getText());
                default -> {}
            }
        }
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static final class Open {
        private final String namespace;
        private final String name;
        private final Map<String, String> attributes = new HashMap<>();
        private final Map<String, String> namespaces;
        private final List<XmlElement> children = new ArrayList<>();
        private final StringBuilder text = new StringBuilder();

        Open(XMLStreamReader reader, Map<String, String> inherited) {
            namespace = orEmpty(reader.getNamespaceURI());
            name = reader.getLocalName();
            for (int i = 0; i < reader.getAttributeCount(); i++) {
                String uri = orEmpty(reader.getAttributeNamespace(i));
                String local = reader.getAttributeLocalName(i);
                attributes.put(uri.isEmpty() ? local : "{" + uri + "}" + local, reader.getAttributeValue(i));
            }
            if (reader.getNamespaceCount() == 0) {
                namespaces = inherited;
            } else {
                namespaces = new HashMap<>(inherited);
                for (int i = 0; i < reader.getNamespaceCount(); i++) {
                    namespaces.put(orEmpty(reader.getNamespacePrefix(i)), orEmpty(reader.getNamespaceURI(i)));
                }
            }
        }

        XmlElement element() {
            return new XmlElement(namespace, name, attributes, namespaces, children, text.toString());
        }
    }
}
