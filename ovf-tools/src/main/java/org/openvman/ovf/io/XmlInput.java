package org.openvman.ovf.io;

import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.stax.WstxInputFactory;
import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.openvman.ovf.model.Location;
import org.openvman.ovf.model.OvfException;
import org.openvman.ovf.model.XmlElement;
import org.openvman.ovf.model.XmlNode;
import org.openvman.ovf.model.XmlText;

/**
 * The one way XML from outside gets in: no document type, no external entity, bounded depth, size and attributes;
 * every element knows its line and column.
 */
public final class XmlInput {
    private static final int DEEPEST = 64;
    private static final int MOST_ATTRIBUTES = 256;
    private static final int LONGEST_ATTRIBUTE = 1 << 20;
    private static final long MOST_ELEMENTS = 500_000;
    private static final long MOST_CHARACTERS = 64L << 20;

    private final XMLInputFactory factory = hardened();

    private static XMLInputFactory hardened() {
        WstxInputFactory factory = new WstxInputFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_DEPTH, DEEPEST);
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTES_PER_ELEMENT, MOST_ATTRIBUTES);
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTE_SIZE, LONGEST_ATTRIBUTE);
        factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_COUNT, MOST_ELEMENTS);
        factory.setProperty(WstxInputProperties.P_MAX_CHARACTERS, MOST_CHARACTERS);
        return factory;
    }

    /**
     * Reads a whole document.
     *
     * @param file name to use in locations
     * @throws OvfException when it is not well-formed or exceeds a bound
     */
    public XmlElement read(String file, byte[] bytes) {
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(bytes));
            try {
                return tree(file, reader);
            } finally {
                reader.close();
            }
        } catch (XMLStreamException malformed) {
            throw new OvfException(place(file, malformed.getLocation()), reason(malformed), malformed);
        }
    }

    /** For readers that need no tree, such as JAXB; the caller closes it. */
    public XMLStreamReader stream(byte[] bytes) throws XMLStreamException {
        return factory.createXMLStreamReader(new ByteArrayInputStream(bytes));
    }

    private static XmlElement tree(String file, XMLStreamReader reader) throws XMLStreamException {
        Deque<Open> open = new ArrayDeque<>();
        XmlElement root = null;
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.DTD ->
                    throw new OvfException(
                            place(file, reader.getLocation()), "a document type declaration is not accepted");
                case XMLStreamConstants.ENTITY_REFERENCE ->
                    throw new OvfException(
                            place(file, reader.getLocation()), "unknown entity &" + reader.getLocalName() + ";");
                case XMLStreamConstants.START_ELEMENT -> open.push(new Open(reader, place(file, reader.getLocation())));
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                    if (!open.isEmpty()) {
                        open.element().content.add(new XmlText(reader.getText()));
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    XmlElement element = open.pop().close();
                    if (open.isEmpty()) {
                        root = element;
                    } else {
                        open.element().content.add(element);
                    }
                }
                default -> {
                    // comments and instructions stay in the original bytes only
                }
            }
        }
        if (root == null) {
            throw new OvfException(Location.of(file), "no XML element in it");
        }
        return root;
    }

    private static Location place(String file, javax.xml.stream.Location at) {
        return at == null
                ? Location.of(file)
                : new Location(file, Math.max(0, at.getLineNumber()), Math.max(0, at.getColumnNumber()));
    }

    private static String reason(XMLStreamException malformed) {
        String line = String.valueOf(malformed.getMessage()).lines().findFirst().orElse("");
        return "not well-formed XML: " + line;
    }

    /** An element whose end has not been read yet. */
    private static final class Open {
        private final QName name;
        private final Map<QName, String> attributes = new LinkedHashMap<>();
        private final List<XmlNode> content = new ArrayList<>();
        private final Location at;

        Open(XMLStreamReader reader, Location at) {
            this.name = reader.getName();
            this.at = at;
            for (int i = 0; i < reader.getAttributeCount(); i++) {
                attributes.put(reader.getAttributeName(i), reader.getAttributeValue(i));
            }
        }

        /** White space between elements is layout; white space alone is a value. */
        XmlElement close() {
            if (content.stream().anyMatch(XmlElement.class::isInstance)) {
                content.removeIf(
                        node -> node instanceof XmlText text && text.text().isBlank());
            }
            return new XmlElement(name, attributes, content, at);
        }
    }
}
