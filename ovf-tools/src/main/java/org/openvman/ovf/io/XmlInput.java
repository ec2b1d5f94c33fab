package org.openvman.ovf.io;

import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.stax.WstxInputFactory;
import java.io.ByteArrayInputStream;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.openvman.ovf.model.Location;
import org.openvman.ovf.model.OvfException;
import org.openvman.ovf.model.XmlElement;

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

    private final XMLInputFactory factory;
    private final XMLInputFactory namespaceAware;

    public XmlInput() {
        this(MOST_ELEMENTS);
    }

    /** For documents of which it is known how large they may be. */
    XmlInput(long mostElements) {
        factory = hardened(false, mostElements);
        namespaceAware = hardened(true, mostElements);
    }

    private static XMLInputFactory hardened(boolean namespaceAware, long mostElements) {
        WstxInputFactory factory = new WstxInputFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, namespaceAware);
        // Lazily, malformed text would throw an unchecked exception when it is asked for.
        factory.setProperty(WstxInputProperties.P_LAZY_PARSING, false);
        factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_DEPTH, DEEPEST);
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTES_PER_ELEMENT, MOST_ATTRIBUTES);
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTE_SIZE, LONGEST_ATTRIBUTE);
        factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_COUNT, mostElements);
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
        return read(file, bytes, (prefix, at) -> Optional.empty());
    }

    /** The same; asks for the namespace of a prefix that is not declared. */
    XmlElement read(String file, byte[] bytes, UndeclaredPrefixes undeclared) {
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(bytes));
            try {
                return new XmlTreeReader(file, reader, undeclared).read();
            } catch (XMLStreamException exceeded) {
                // An exceeded bound is reported without its place.
                Location at = XmlTreeReader.place(
                        file, exceeded.getLocation() == null ? reader.getLocation() : exceeded.getLocation());
                throw new OvfException(at, reason(exceeded), exceeded);
            } finally {
                reader.close();
            }
        } catch (XMLStreamException malformed) {
            throw new OvfException(XmlTreeReader.place(file, malformed.getLocation()), reason(malformed), malformed);
        }
    }

    /** Knows what prefixes mean that a document does not declare. */
    interface UndeclaredPrefixes {
        /** Told of the first element, because the prefixes of a format mean its namespace. */
        default void root(String namespace) {}

        Optional<String> namespace(String prefix, Location at);
    }

    /** For readers that need no tree, such as JAXB; the caller closes it. */
    public XMLStreamReader stream(byte[] bytes) throws XMLStreamException {
        return namespaceAware.createXMLStreamReader(new ByteArrayInputStream(bytes));
    }

    private static String reason(XMLStreamException malformed) {
        String line = String.valueOf(malformed.getMessage()).lines().findFirst().orElse("");
        return line.endsWith("Exceeded") ? "larger than what is read: " + line : "not well-formed XML: " + line;
    }
}
