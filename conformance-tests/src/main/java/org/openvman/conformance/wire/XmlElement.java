package org.openvman.conformance.wire;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An element as it came over the wire.
 *
 * @param attributes by name in Clark notation ({@code {namespace}local}, or {@code local} without a namespace)
 * @param namespaces by prefix, those in scope, for QNames in text
 */
public record XmlElement(
        String namespace,
        String name,
        Map<String, String> attributes,
        Map<String, String> namespaces,
        List<XmlElement> children,
        String text) {

    public XmlElement {
        attributes = Map.copyOf(attributes);
        children = List.copyOf(children);
    }

    public boolean is(String wantedNamespace, String wantedName) {
        return namespace.equals(wantedNamespace) && name.equals(wantedName);
    }

    /** {@code {namespace}name}. */
    public String clark() {
        return "{" + namespace + "}" + name;
    }

    public Stream<XmlElement> children(String wantedNamespace, String wantedName) {
        return children.stream().filter(child -> child.is(wantedNamespace, wantedName));
    }

    /** The first child of that name. */
    public Optional<XmlElement> child(String wantedNamespace, String wantedName) {
        return children(wantedNamespace, wantedName).findFirst();
    }

    /** The text of the first child of that name, without the white space around it. */
    public Optional<String> childText(String wantedNamespace, String wantedName) {
        return child(wantedNamespace, wantedName).map(XmlElement::token);
    }

    public Optional<String> attribute(String clarkName) {
        return Optional.ofNullable(attributes.get(clarkName));
    }

    /** The text without the white space around it. */
    public String token() {
        return text.strip();
    }

    public boolean isNil() {
        return attribute("{" + Names.SCHEMA_INSTANCE + "}nil")
                .filter(value -> value.equals("true") || value.equals("1"))
                .isPresent();
    }

    /** The text as a QName in Clark notation; a prefix that is not declared stays as it is. */
    public String qualifiedText() {
        String value = token();
        int colon = value.indexOf(':');
        String prefix = colon < 0 ? "" : value.substring(0, colon);
        String uri = namespaces.get(prefix);
        return uri == null ? value : "{" + uri + "}" + value.substring(colon + 1);
    }
}
