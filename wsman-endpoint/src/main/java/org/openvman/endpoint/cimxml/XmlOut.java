package org.openvman.endpoint.cimxml;

import com.fasterxml.aalto.stax.OutputFactoryImpl;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes elements; what CIM text may hold and XML may not is replaced, so that a reader never fails on an answer. */
final class XmlOut {
    private static final XMLOutputFactory FACTORY = new OutputFactoryImpl();
    private static final char REPLACEMENT = '\uFFFD';

    private final XMLStreamWriter writer;
    private boolean empty;

    private XmlOut(XMLStreamWriter writer) {
        this.writer = writer;
    }

    static XmlOut to(OutputStream bytes) {
        try {
            return new XmlOut(FACTORY.createXMLStreamWriter(bytes, StandardCharsets.UTF_8.name()));
        } catch (XMLStreamException e) {
            throw failed(e);
        }
    }

    /** The text of a fragment, as embedded instances need it. */
    static String fragment(Consumer<XmlOut> content) {
        StringWriter text = new StringWriter();
        try {
            XmlOut out = new XmlOut(FACTORY.createXMLStreamWriter(text));
            content.accept(out);
            out.writer.close();
        } catch (XMLStreamException e) {
            throw failed(e);
        }
        return text.toString();
    }

    void startDocument() {
        run(() -> writer.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0"));
    }

    void endDocument() {
        run(() -> {
            writer.writeEndDocument();
            writer.close();
        });
    }

    XmlOut open(String element) {
        run(() -> writer.writeStartElement(element));
        empty = true;
        return this;
    }

    XmlOut attribute(String name, String value) {
        run(() -> writer.writeAttribute(name, legal(value)));
        return this;
    }

    XmlOut text(String text) {
        run(() -> writer.writeCharacters(legal(text)));
        empty = false;
        return this;
    }

    XmlOut close() {
        if (empty) {
            // wbemcli 1.6 stumbles over <PROPERTY .../>, and takes <PROPERTY ...></PROPERTY> for what it is, a NULL.
            text("");
        }
        run(writer::writeEndElement);
        return this;
    }

    private interface Step {
        void run() throws XMLStreamException;
    }

    private static void run(Step step) {
        try {
            step.run();
        } catch (XMLStreamException e) {
            throw failed(e);
        }
    }

    private static UncheckedIOException failed(XMLStreamException e) {
        return new UncheckedIOException(e.getCause() instanceof IOException cause ? cause : new IOException(e));
    }

    private static String legal(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isLegal(text, i)) {
                return replaced(text);
            }
        }
        return text;
    }

    private static String replaced(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            out.append(isLegal(text, i) ? text.charAt(i) : REPLACEMENT);
        }
        return out.toString();
    }

    /** XML 1.0, production Char; surrogates only in pairs. */
    private static boolean isLegal(String text, int index) {
        char c = text.charAt(index);
        if (c < ' ') {
            return c == '\t' || c == '\n' || c == '\r';
        }
        if (Character.isHighSurrogate(c)) {
            return index + 1 < text.length() && Character.isLowSurrogate(text.charAt(index + 1));
        }
        if (Character.isLowSurrogate(c)) {
            return index > 0 && Character.isHighSurrogate(text.charAt(index - 1));
        }
        return c < '\uFFFE';
    }
}
