package org.openvman.endpoint.wsman;

import com.fasterxml.aalto.stax.InputFactoryImpl;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads untrusted bytes to an {@link XmlElement}: no DTD, no entities but the five, nothing fetched, everything counted.
 */
final class XmlElementReader {
    private final XMLInputFactory factory;
    private final XmlLimits limits;

    XmlElementReader(XmlLimits limits) {
        this.limits = limits;
        this.factory = new InputFactoryImpl();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
    }

    /**
     * The root element of a document.
     *
     * @throws FaultException SchemaValidationError if it is not well-formed or has a DTD, EncodingLimit if it is too big
     */
    XmlElement read(byte[] document, Charset charset) {
        try {
            XMLStreamReader reader = charset.equals(StandardCharsets.UTF_8)
                    ? factory.createXMLStreamReader(new ByteArrayInputStream(document), "UTF-8")
                    : factory.createXMLStreamReader(new StringReader(withoutMark(new String(document, charset))));
            try {
                return read(reader);
            } finally {
                reader.close();
            }
        } catch (XMLStreamException e) {
            throw malformed(firstLine(e));
        } catch (FaultException e) {
            throw e;
        } catch (RuntimeException e) {
            // Aalto reads text when it is asked for, by a method that may throw nothing checked, and has a few more
            // exceptions of its own for names that XML forbids. Whatever a parser throws, the document is to blame.
            throw malformed(
                    e.getCause() instanceof XMLStreamException cause
                            ? firstLine(cause)
                            : String.valueOf(e.getMessage()));
        }
    }

    private XmlElement read(XMLStreamReader reader) throws XMLStreamException {
        Deque<Builder> open = new ArrayDeque<>();
        XmlElement root = null;
        int elements = 0;
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    if (++elements > limits.elements()) {
                        throw tooBig("more than " + limits.elements() + " elements");
                    }
                    if (open.size() >= limits.depth()) {
                        throw tooBig("elements nested deeper than " + limits.depth());
                    }
                    open.push(builder(reader));
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    XmlElement element = open.pop().build();
                    Builder parent = open.peek();
                    if (parent == null) {
                        root = element;
                    } else {
                        parent.children.add(element);
                    }
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                    Builder parent = open.peek();
                    if (parent != null) {
                        parent.append(reader.getText());
                    }
                }
                case XMLStreamConstants.DTD -> throw malformed("a document type declaration is not allowed");
                case XMLStreamConstants.ENTITY_REFERENCE ->
                    throw malformed("entity " + reader.getLocalName() + " is not declared");
                default -> {}
            }
        }
        if (root == null) {
            throw malformed("no element");
        }
        return root;
    }

    private Builder builder(XMLStreamReader reader) {
        int count = reader.getAttributeCount();
        if (count > limits.attributes()) {
            throw tooBig("more than " + limits.attributes() + " attributes on " + reader.getLocalName());
        }
        List<XmlElement.Attribute> attributes = count == 0 ? List.of() : new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            attributes.add(new XmlElement.Attribute(
                    orEmpty(reader.getAttributeNamespace(i)),
                    reader.getAttributeLocalName(i),
                    reader.getAttributeValue(i)));
        }
        return new Builder(orEmpty(reader.getNamespaceURI()), reader.getLocalName(), attributes);
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static String withoutMark(String text) {
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static FaultException malformed(String why) {
        return WsmanFault.SCHEMA_VALIDATION_ERROR.because("not a well-formed envelope: " + why);
    }

    private static FaultException tooBig(String why) {
        return WsmanFault.SERVICE_ENVELOPE_LIMIT.because("the envelope has " + why);
    }

    private static String firstLine(XMLStreamException e) {
        String message = String.valueOf(e.getMessage());
        int end = message.indexOf('\n');
        String line = end < 0 ? message : message.substring(0, end);
        return e.getLocation() == null
                ? line
                : line + " (line " + e.getLocation().getLineNumber() + ", column "
                        + e.getLocation().getColumnNumber() + ")";
    }

    private static final class Builder {
        private final String namespace;
        private final String name;
        private final List<XmlElement.Attribute> attributes;
        private final List<XmlElement> children = new ArrayList<>(4);
        private String text = "";
        private @Nullable StringBuilder more;

        Builder(String namespace, String name, List<XmlElement.Attribute> attributes) {
            this.namespace = namespace;
            this.name = name;
            this.attributes = attributes;
        }

        void append(String part) {
            if (more != null) {
                more.append(part);
            } else if (text.isEmpty()) {
                text = part;
            } else {
                more = new StringBuilder(text).append(part);
            }
        }

        XmlElement build() {
            return new XmlElement(namespace, name, attributes, children, more == null ? text : more.toString());
        }
    }
}
