package org.openvman.ovf.check;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import javax.xml.transform.sax.SAXSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.Validator;
import org.openvman.ovf.model.Location;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.XMLReader;

/**
 * The schemas of DSP8023, 1.0, 1.1 and 2.0.1, in our own writing, with the CIM classes they use. They lie beside this class;
 * nothing is fetched, and a document type is refused.
 */
final class EnvelopeSchema {
    private static final int MOST = 200;
    /** Compiling one takes longer than all the rest of a check, and it may be used by several threads. */
    private static final Map<SchemaEdition, Schema> COMPILED = new ConcurrentHashMap<>();

    /** One place at which a document is not as the schema has it. */
    record Violation(Location at, String message) {}

    private final SchemaEdition edition;

    EnvelopeSchema(SchemaEdition edition) {
        this.edition = edition;
    }

    /** What is wrong in a document, in document order; empty when it is valid. */
    List<Violation> violations(String file, byte[] document) {
        Collector collector = new Collector(file);
        try {
            Validator validator =
                    COMPILED.computeIfAbsent(edition, EnvelopeSchema::compiled).newValidator();
            validator.setErrorHandler(collector);
            validator.validate(new SAXSource(reader(), new InputSource(new ByteArrayInputStream(document))));
        } catch (SAXParseException malformed) {
            collector.error(malformed);
        } catch (SAXException | IOException malformed) {
            collector.found.add(new Violation(Location.of(file), String.valueOf(malformed.getMessage())));
        }
        return collector.found;
    }

    private static XMLReader reader() throws SAXException {
        try {
            SAXParserFactory factory = SAXParserFactory.newDefaultInstance();
            factory.setNamespaceAware(true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return factory.newSAXParser().getXMLReader();
        } catch (ParserConfigurationException impossible) {
            throw new IllegalStateException("the JDK has no XML parser", impossible);
        }
    }

    private static Schema compiled(SchemaEdition edition) {
        URL schema = resource(edition.file());
        try {
            SchemaFactory factory = SchemaFactory.newDefaultInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            // Imports name files beside the schema, wherever the class path has it.
            factory.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "file,jar:file");
            XMLReader reader = edition.hasAdditions() ? reader() : new EditionFilter(reader());
            return factory.newSchema(new SAXSource(reader, new InputSource(schema.toExternalForm())));
        } catch (SAXException broken) {
            throw new IllegalStateException("our own schema " + schema + " is not valid", broken);
        }
    }

    private static URL resource(String name) {
        return Objects.requireNonNull(EnvelopeSchema.class.getResource("xsd/" + name), name);
    }

    /** Keeps what is found, up to a bound. */
    private static final class Collector implements ErrorHandler {
        private final List<Violation> found = new ArrayList<>();
        private final String file;

        Collector(String file) {
            this.file = file;
        }

        @Override
        public void warning(SAXParseException remark) {
            // remarks of the validator are no violations
        }

        @Override
        public void error(SAXParseException violation) {
            if (found.size() < MOST) {
                found.add(new Violation(
                        new Location(
                                file, Math.max(0, violation.getLineNumber()), Math.max(0, violation.getColumnNumber())),
                        String.valueOf(violation.getMessage())));
            }
        }

        @Override
        public void fatalError(SAXParseException malformed) throws SAXParseException {
            throw malformed;
        }
    }
}
