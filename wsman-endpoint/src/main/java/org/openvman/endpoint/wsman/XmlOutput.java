package org.openvman.endpoint.wsman;

import com.fasterxml.aalto.stax.OutputFactoryImpl;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Writes XML as UTF-8 to memory, with a way back: what was written since a mark can be taken out again, which is how a
 * page of results holds exactly what fits.
 */
final class XmlOutput {
    private static final XMLOutputFactory FACTORY = factory();

    private final Buffer buffer = new Buffer();
    private final XMLStreamWriter writer;

    XmlOutput() {
        try {
            writer = FACTORY.createXMLStreamWriter(buffer, "UTF-8");
            writer.writeStartDocument("UTF-8", "1.0");
        } catch (XMLStreamException e) {
            throw new IllegalStateException("cannot write XML to memory", e);
        }
    }

    private static XMLOutputFactory factory() {
        XMLOutputFactory factory = new OutputFactoryImpl();
        factory.setProperty(XMLOutputFactory.IS_REPAIRING_NAMESPACES, false);
        return factory;
    }

    void start(Namespace namespace, String name) {
        start(namespace.prefix(), namespace.uri(), name);
    }

    void start(String prefix, String uri, String name) {
        run(() -> writer.writeStartElement(prefix, name, uri));
    }

    void declare(Namespace namespace) {
        declare(namespace.prefix(), namespace.uri());
    }

    void declare(String prefix, String uri) {
        run(() -> writer.writeNamespace(prefix, uri));
    }

    void attribute(String name, String value) {
        run(() -> writer.writeAttribute(name, XmlText.clean(value)));
    }

    void attribute(Namespace namespace, String name, String value) {
        run(() -> writer.writeAttribute(namespace.prefix(), namespace.uri(), name, XmlText.clean(value)));
    }

    void text(String text) {
        run(() -> writer.writeCharacters(XmlText.clean(text)));
    }

    void end() {
        run(writer::writeEndElement);
    }

    /** A whole element with text. */
    void leaf(Namespace namespace, String name, String text) {
        leaf(namespace.prefix(), namespace.uri(), name, text);
    }

    void leaf(String prefix, String uri, String name, String text) {
        start(prefix, uri, name);
        if (!text.isEmpty()) {
            text(text);
        }
        end();
    }

    /** The number of bytes so far; also completes the start tag that is open. */
    int mark() {
        run(() -> {
            writer.writeCharacters("");
            writer.flush();
        });
        return buffer.size();
    }

    /** Takes out whole elements that were written since the mark. */
    void backTo(int mark) {
        mark();
        buffer.truncate(mark);
    }

    /** Takes out what was written between two marks; both stood between whole elements of one parent, or around text. */
    void cut(int from, int to) {
        mark();
        buffer.remove(from, to);
    }

    byte[] finish() {
        run(() -> {
            writer.writeEndDocument();
            writer.close();
        });
        return buffer.toByteArray();
    }

    @Override
    public String toString() {
        return buffer.toString(StandardCharsets.UTF_8);
    }

    private static void run(Step step) {
        try {
            step.run();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("cannot write XML to memory", e);
        }
    }

    private interface Step {
        void run() throws XMLStreamException;
    }

    private static final class Buffer extends ByteArrayOutputStream {
        Buffer() {
            super(4096);
        }

        void truncate(int size) {
            count = size;
        }

        void remove(int from, int to) {
            System.arraycopy(buf, to, buf, from, count - to);
            count -= to - from;
        }
    }
}
