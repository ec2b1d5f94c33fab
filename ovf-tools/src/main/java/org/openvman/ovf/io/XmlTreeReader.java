package org.openvman.ovf.io;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import org.openvman.ovf.model.Location;
import org.openvman.ovf.model.OvfException;
import org.openvman.ovf.model.XmlElement;
import org.openvman.ovf.model.XmlNode;
import org.openvman.ovf.model.XmlText;

/**
 * Makes a tree of one document. The reader beneath does not know namespaces: names are resolved here, so that a prefix
 * nobody declared can be repaired where it stands.
 */
final class XmlTreeReader {
    private final String file;
    private final XMLStreamReader reader;
    private final XmlInput.UndeclaredPrefixes undeclared;
    private final Deque<Open> open = new ArrayDeque<>();
    private @Nullable XmlElement root;

    XmlTreeReader(String file, XMLStreamReader reader, XmlInput.UndeclaredPrefixes undeclared) {
        this.file = file;
        this.reader = reader;
        this.undeclared = undeclared;
    }

    static Location place(String file, javax.xml.stream.@Nullable Location at) {
        return at == null
                ? Location.of(file)
                : new Location(file, Math.max(0, at.getLineNumber()), Math.max(0, at.getColumnNumber()));
    }

    XmlElement read() throws XMLStreamException {
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.DTD -> throw refused("a document type declaration is not accepted");
                case XMLStreamConstants.ENTITY_REFERENCE ->
                    throw refused("unknown entity &" + reader.getLocalName() + ";");
                case XMLStreamConstants.START_ELEMENT -> open.push(opened());
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                    if (!open.isEmpty()) {
                        open.element().content.add(new XmlText(reader.getText()));
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> closed(open.pop().close());
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

    private void closed(XmlElement element) {
        if (open.isEmpty()) {
            root = element;
        } else {
            open.element().content.add(element);
        }
    }

    private Open opened() {
        Map<String, String> written = new LinkedHashMap<>();
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            written.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
        }
        NamespaceScope around = open.isEmpty() ? NamespaceScope.ofDocument() : open.element().scope;
        NamespaceScope scope = around.with(written);
        QName name = name(reader.getLocalName(), scope, scope.namespace("").orElse(""));
        if (open.isEmpty()) {
            undeclared.root(name.getNamespaceURI());
        }
        Map<QName, String> attributes = new LinkedHashMap<>();
        written.forEach((attribute, value) -> {
            if (!NamespaceScope.isDeclaration(attribute)
                    && attributes.put(name(attribute, scope, XMLConstants.NULL_NS_URI), value) != null) {
                throw refused("not well-formed XML: the attribute " + attribute + " is there twice");
            }
        });
        return new Open(name, attributes, scope, place(file, reader.getLocation()));
    }

    /** @param withoutPrefix the namespace of a name that has no prefix */
    private QName name(String written, NamespaceScope scope, String withoutPrefix) {
        int colon = written.indexOf(':');
        if (colon < 0) {
            return new QName(withoutPrefix, written);
        }
        String prefix = written.substring(0, colon);
        String local = written.substring(colon + 1);
        if (prefix.isEmpty() || local.isEmpty() || local.indexOf(':') >= 0) {
            throw refused("not well-formed XML: '" + written + "' is no name");
        }
        String namespace = scope.namespace(prefix)
                .or(() -> undeclared.namespace(prefix, place(file, reader.getLocation())))
                .orElseThrow(() -> refused("not well-formed XML: the prefix '" + prefix + "' is not declared"));
        return new QName(namespace, local, prefix);
    }

    private OvfException refused(String problem) {
        return new OvfException(place(file, reader.getLocation()), problem);
    }

    /** An element whose end has not been read yet. */
    private static final class Open {
        private final QName name;
        private final Map<QName, String> attributes;
        private final NamespaceScope scope;
        private final Location at;
        private final List<XmlNode> content = new ArrayList<>();

        Open(QName name, Map<QName, String> attributes, NamespaceScope scope, Location at) {
            this.name = name;
            this.attributes = attributes;
            this.scope = scope;
            this.at = at;
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
