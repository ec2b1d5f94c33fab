package org.openvman.endpoint.cimxml;

import com.fasterxml.aalto.stax.InputFactoryImpl;
import java.io.InputStream;
import java.io.StringReader;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Walks the elements of a document, one level at a time.
 *
 * <p>A reader stands on the start of its element, calls {@link #nextChild} until it says no, and leaves each child
 * consumed; then the element itself is consumed. A document type declaration is refused, wherever it points.
 */
final class XmlCursor {
    // Safe to share: configured once, creating readers is thread-safe (Aalto, XMLInputFactory2).
    private static final XMLInputFactory FACTORY = factory();

    private final XMLStreamReader reader;
    private final int maximumDepth;
    private int depth;

    private XmlCursor(XMLStreamReader reader, int maximumDepth) {
        this.reader = reader;
        this.maximumDepth = maximumDepth;
    }

    /** A cursor on the root element of a body. */
    static XmlCursor on(InputStream body, int maximumDepth) {
        try {
            return new XmlCursor(FACTORY.createXMLStreamReader(body), maximumDepth).atRoot();
        } catch (XMLStreamException e) {
            throw notWellFormed(e);
        }
    }

    /** A cursor on the root element of a document that is the text of another one. */
    static XmlCursor on(String text, int maximumDepth) {
        try {
            return new XmlCursor(FACTORY.createXMLStreamReader(new StringReader(text)), maximumDepth).atRoot();
        } catch (XMLStreamException e) {
            throw notWellFormed(e);
        }
    }

    /** How much deeper a document inside this one may go. */
    int depthLeft() {
        return maximumDepth - depth;
    }

    private XmlCursor atRoot() {
        if (!nextChild()) {
            throw notValid("an empty document");
        }
        return this;
    }

    /** The name of the element that the cursor stands on. */
    String name() {
        return reader.getLocalName();
    }

    /** An attribute of the element whose start the cursor stands on. */
    Optional<String> attribute(String name) {
        return Optional.ofNullable(reader.getAttributeValue(null, name));
    }

    String required(String attribute) {
        return attribute(attribute)
                .orElseThrow(() -> notValid("an element " + name() + " without attribute " + attribute));
    }

    /** Moves to the next child of the open element; false when the open element has ended instead. */
    boolean nextChild() {
        try {
            while (reader.hasNext()) {
                switch (reader.next()) {
                    case XMLStreamConstants.START_ELEMENT -> {
                        if (++depth > maximumDepth) {
                            throw notValid("elements nested deeper than " + maximumDepth);
                        }
                        return true;
                    }
                    case XMLStreamConstants.END_ELEMENT -> {
                        depth--;
                        return false;
                    }
                    case XMLStreamConstants.DTD -> throw notValid("a document type declaration");
                    default -> {}
                }
            }
            return false;
        } catch (XMLStreamException e) {
            throw notWellFormed(e);
        }
    }

    /** The only child of the open element, which must be there; the caller consumes it and calls {@link #end}. */
    String onlyChild() {
        String parent = name();
        if (!nextChild()) {
            throw notValid("an element " + parent + " without content");
        }
        return name();
    }

    /** Consumes what is left of the open element. */
    void end() {
        while (nextChild()) {
            skip();
        }
    }

    /** The text of the element, which is consumed. */
    String text() {
        try {
            String text = reader.getElementText();
            depth--;
            return text;
        } catch (XMLStreamException e) {
            throw notWellFormed(e);
        }
    }

    /** Consumes the element; what we do not know is ignored (DSP0200, loosely valid). */
    void skip() {
        int open = 1;
        while (open > 0) {
            open += nextChild() ? 1 : -1;
        }
    }

    static RefusedException notValid(String found) {
        return new RefusedException(HttpRefusal.REQUEST_NOT_VALID, "not valid CIM-XML: " + found);
    }

    private static RefusedException notWellFormed(XMLStreamException e) {
        return new RefusedException(
                HttpRefusal.REQUEST_NOT_WELL_FORMED, "not well-formed XML: " + String.valueOf(e.getMessage()));
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = new InputFactoryImpl();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }
}
