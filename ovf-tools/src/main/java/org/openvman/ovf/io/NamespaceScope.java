package org.openvman.ovf.io;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.xml.XMLConstants;
import org.jspecify.annotations.Nullable;

/** The prefixes that are declared where an element stands (Namespaces in XML 1.0, section 6). */
final class NamespaceScope {
    private static final String DECLARATION = XMLConstants.XMLNS_ATTRIBUTE + ":";

    private final @Nullable NamespaceScope outer;
    private final Map<String, String> declared;

    private NamespaceScope(@Nullable NamespaceScope outer, Map<String, String> declared) {
        this.outer = outer;
        this.declared = declared;
    }

    /** The scope of a whole document. */
    static NamespaceScope ofDocument() {
        return new NamespaceScope(
                null,
                Map.of(
                        XMLConstants.DEFAULT_NS_PREFIX,
                        XMLConstants.NULL_NS_URI,
                        XMLConstants.XML_NS_PREFIX,
                        XMLConstants.XML_NS_URI));
    }

    static boolean isDeclaration(String attribute) {
        return attribute.equals(XMLConstants.XMLNS_ATTRIBUTE) || attribute.startsWith(DECLARATION);
    }

    /** The scope inside an element with these attributes. */
    NamespaceScope with(Map<String, String> attributes) {
        Map<String, String> more = new HashMap<>();
        attributes.forEach((name, value) -> {
            if (name.equals(XMLConstants.XMLNS_ATTRIBUTE)) {
                more.put(XMLConstants.DEFAULT_NS_PREFIX, value);
            } else if (name.startsWith(DECLARATION)) {
                more.put(name.substring(DECLARATION.length()), value);
            }
        });
        return more.isEmpty() ? this : new NamespaceScope(this, more);
    }

    Optional<String> namespace(String prefix) {
        for (NamespaceScope scope = this; scope != null; scope = scope.outer) {
            String namespace = scope.declared.get(prefix);
            if (namespace != null) {
                return Optional.of(namespace);
            }
        }
        return Optional.empty();
    }
}
