package org.openvman.ovf.edit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.namespace.QName;
import org.jspecify.annotations.Nullable;
import org.openvman.ovf.io.OvfNames;
import org.openvman.ovf.model.XmlElement;

/** An element together with where it stands in the text of its document, and what stands around it. */
final class LocatedElement {
    private final XmlElement element;
    private final ElementSpan span;
    private final @Nullable LocatedElement parent;
    private final Map<String, String> namespaces;
    private final List<LocatedElement> children = new ArrayList<>();

    private LocatedElement(XmlElement element, ElementSpan span, @Nullable LocatedElement parent, String text) {
        this.element = element;
        this.span = span;
        this.parent = parent;
        this.namespaces = new HashMap<>(parent == null ? Map.of() : parent.namespaces);
        for (ElementSpan.AttributeSpan attribute : span.attributes()) {
            if (attribute.declaresNamespace()) {
                String prefix =
                        attribute.name().equals("xmlns") ? "" : attribute.name().substring("xmlns:".length());
                namespaces.put(prefix, text.substring(attribute.valueStart(), attribute.valueEnd()));
            }
        }
    }

    /** Joins a tree with the places of its elements, which come in document order. */
    static LocatedElement of(XmlElement root, List<ElementSpan> spans, String text) {
        int[] next = {0};
        LocatedElement located = located(root, null, spans, next, text);
        if (next[0] != spans.size()) {
            throw new EditException(
                    "the descriptor cannot be edited: its markup is unusual; ovf convert writes it anew");
        }
        return located;
    }

    private static LocatedElement located(
            XmlElement element, @Nullable LocatedElement parent, List<ElementSpan> spans, int[] next, String text) {
        if (next[0] >= spans.size()) {
            throw new EditException(
                    "the descriptor cannot be edited: its markup is unusual; ovf convert writes it anew");
        }
        LocatedElement located = new LocatedElement(element, spans.get(next[0]), parent, text);
        next[0]++;
        element.elements().forEach(child -> located.children.add(located(child, located, spans, next, text)));
        return located;
    }

    XmlElement element() {
        return element;
    }

    ElementSpan span() {
        return span;
    }

    Optional<LocatedElement> parent() {
        return Optional.ofNullable(parent);
    }

    List<LocatedElement> children() {
        return children;
    }

    /** The name of an element of OVF in any of its spellings; empty for one of another namespace. */
    String localName() {
        return OvfNames.localName(element);
    }

    /** Children by their name in OVF. */
    Stream<LocatedElement> children(String name) {
        return children.stream().filter(child -> child.localName().equals(name));
    }

    Optional<LocatedElement> child(String name) {
        return children(name).findFirst();
    }

    /** A child by local name, whatever its namespace: the settings of an item. */
    Optional<LocatedElement> setting(String name) {
        return children.stream()
                .filter(child -> child.element.name().getLocalPart().equals(name))
                .findFirst();
    }

    String settingText(String name) {
        return setting(name).map(found -> found.element.text().strip()).orElse("");
    }

    /** An attribute of OVF. */
    String attribute(String name) {
        return OvfNames.attribute(element, name).orElse("");
    }

    /** This and everything below, in document order. */
    Stream<LocatedElement> all() {
        return Stream.concat(Stream.of(this), children.stream().flatMap(LocatedElement::all));
    }

    /** The attribute as it stands in the text. */
    Optional<ElementSpan.AttributeSpan> attributeSpan(QName name) {
        return span.attributes().stream()
                .filter(attribute -> !attribute.declaresNamespace()
                        && qualified(attribute.name()).equals(name))
                .findFirst();
    }

    private QName qualified(String raw) {
        int colon = raw.indexOf(':');
        if (colon < 0) {
            return new QName(raw);
        }
        String prefix = raw.substring(0, colon);
        String namespace = prefix.equals(XMLConstants.XML_NS_PREFIX)
                ? XMLConstants.XML_NS_URI
                : namespaces.getOrDefault(prefix, "");
        return new QName(namespace, raw.substring(colon + 1));
    }

    /** A prefix that stands for the namespace here; the element's own first, so that style is kept. */
    Optional<String> prefix(String namespace, boolean forAttribute) {
        if (namespace.isEmpty() && (forAttribute || !namespaces.containsKey(""))) {
            return Optional.of("");
        }
        int colon = span.name().indexOf(':');
        String own = colon < 0 ? "" : span.name().substring(0, colon);
        if ((!forAttribute || !own.isEmpty()) && namespace.equals(namespaces.get(own))) {
            return Optional.of(own);
        }
        return namespaces.entrySet().stream()
                .filter(entry -> entry.getValue().equals(namespace)
                        && !(forAttribute && entry.getKey().isEmpty()))
                .map(Map.Entry::getKey)
                .sorted()
                .findFirst();
    }

    /** The namespace that OVF's own children have here: version 0.9 mixes one and none. */
    String namespaceOfChildren() {
        return children.stream()
                .filter(child -> !child.localName().isEmpty())
                .map(child -> child.element.name().getNamespaceURI())
                .findFirst()
                .orElse(element.name().getNamespaceURI());
    }
}
