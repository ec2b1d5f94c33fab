package org.openvman.endpoint.wsman;

import java.util.List;
import java.util.Optional;

/**
 * An element of a request as it was read: a name, attributes, child elements and the text directly inside.
 *
 * <p>Far less than a DOM: no parents, no comments, no prefixes. Mixed content does not occur in WS-Management.
 */
record XmlElement(String namespace, String name, List<Attribute> attributes, List<XmlElement> children, String text) {

    record Attribute(String namespace, String name, String value) {}

    boolean is(Namespace expected, String expectedName) {
        return name.equals(expectedName) && namespace.equals(expected.uri());
    }

    Optional<XmlElement> child(Namespace expected, String expectedName) {
        for (XmlElement child : children) {
            if (child.is(expected, expectedName)) {
                return Optional.of(child);
            }
        }
        return Optional.empty();
    }

    /** The text of a child, without the white space around it. */
    Optional<String> childText(Namespace expected, String expectedName) {
        return child(expected, expectedName).map(XmlElement::token);
    }

    /** An attribute without a namespace. */
    Optional<String> attribute(String attributeName) {
        return find("", attributeName);
    }

    Optional<String> attribute(Namespace expected, String attributeName) {
        return find(expected.uri(), attributeName);
    }

    private Optional<String> find(String attributeNamespace, String attributeName) {
        for (Attribute attribute : attributes) {
            if (attribute.name.equals(attributeName) && attribute.namespace.equals(attributeNamespace)) {
                return Optional.of(attribute.value);
            }
        }
        return Optional.empty();
    }

    /** The text without the white space around it. */
    String token() {
        return text.strip();
    }

    boolean isNil() {
        return attribute(Namespace.SCHEMA_INSTANCE, "nil")
                .filter(XmlElement::isTrue)
                .isPresent();
    }

    /** The two spellings of true in xs:boolean. */
    static boolean isTrue(String value) {
        String token = value.strip();
        return token.equals("true") || token.equals("1");
    }
}
