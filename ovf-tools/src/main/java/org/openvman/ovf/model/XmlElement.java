package org.openvman.ovf.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.namespace.QName;

/**
 * An XML element as a value, with the place it was read from. It carries what our records do not know: vendor
 * sections, extension attributes, settings of other schemas.
 *
 * @param attributes in document order
 */
public record XmlElement(QName name, Map<QName, String> attributes, List<XmlNode> content, Location at)
        implements XmlNode {

    private static final Location BUILT = Location.of("(built)");

    public XmlElement {
        attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
        content = List.copyOf(content);
    }

    /** An empty element, to be filled with {@code with}. */
    public static XmlElement of(QName name) {
        return new XmlElement(name, Map.of(), List.of(), BUILT);
    }

    public XmlElement with(QName attribute, String value) {
        Map<QName, String> more = new LinkedHashMap<>(attributes);
        more.put(attribute, value);
        return new XmlElement(name, more, content, at);
    }

    public XmlElement with(XmlNode child) {
        List<XmlNode> more = new ArrayList<>(content);
        more.add(child);
        return new XmlElement(name, attributes, more, at);
    }

    public XmlElement withAll(Stream<? extends XmlNode> children) {
        List<XmlNode> more = new ArrayList<>(content);
        children.forEach(more::add);
        return new XmlElement(name, attributes, more, at);
    }

    public XmlElement withText(String text) {
        return text.isEmpty() ? this : with(new XmlText(text));
    }

    /** Child elements in order, without the text between them. */
    public Stream<XmlElement> elements() {
        return content.stream().filter(XmlElement.class::isInstance).map(XmlElement.class::cast);
    }

    public Stream<XmlElement> elements(QName wanted) {
        return elements().filter(element -> element.name.equals(wanted));
    }

    public Optional<XmlElement> first(QName wanted) {
        return elements(wanted).findFirst();
    }

    public Optional<String> attribute(QName wanted) {
        return Optional.ofNullable(attributes.get(wanted));
    }

    /** The character data directly in this element. */
    public String text() {
        StringBuilder text = new StringBuilder();
        for (XmlNode node : content) {
            if (node instanceof XmlText characters) {
                text.append(characters.text());
            }
        }
        return text.toString();
    }
}
