package org.openvman.endpoint.wsman;

import java.util.Map;
import java.util.Optional;
import org.openvman.schema.Namespaces;
import org.openvman.schema.WsCimNames;
import org.openvman.schema.cim.CimPath;

/**
 * Instance paths as endpoint references of the default addressing model (DSP0226 clause 5.1, DSP0227 clause 6): resource
 * URI and selectors among the reference parameters.
 */
final class EndpointReferenceXml {
    private EndpointReferenceXml() {}

    /** A whole wsa:EndpointReference element. */
    static void write(XmlOutput out, CimPath path) {
        out.start(Namespace.ADDRESSING, "EndpointReference");
        writeContent(out, path);
        out.end();
    }

    /** What is inside of an endpoint reference; the type of a reference property is that of the element itself. */
    static void writeContent(XmlOutput out, CimPath path) {
        out.leaf(Namespace.ADDRESSING, "Address", Namespaces.ANONYMOUS);
        out.start(Namespace.ADDRESSING, "ReferenceParameters");
        out.leaf(Namespace.WSMAN, "ResourceURI", WsCimNames.resourceUri(path.className()));
        out.start(Namespace.WSMAN, "SelectorSet");
        if (!path.namespace().isEmpty()) {
            writeSelector(out, Selectors.CIM_NAMESPACE, path.namespace());
        }
        for (Map.Entry<String, Object> key : path.keys().entrySet()) {
            writeSelector(out, key.getKey(), key.getValue());
        }
        out.end();
        out.end();
    }

    private static void writeSelector(XmlOutput out, String name, Object value) {
        out.start(Namespace.WSMAN, "Selector");
        out.attribute("Name", name);
        if (value instanceof CimPath reference) {
            write(out, reference);
        } else {
            out.text(value.toString());
        }
        out.end();
    }

    /**
     * The path that an endpoint reference names: the element itself, or one that holds a wsa:EndpointReference.
     *
     * @param defaultNamespace for a reference without {@code __cimnamespace}
     * @throws IllegalArgumentException if it is none or names no class
     * @throws FaultException InvalidSelectors
     */
    static CimPath read(XmlElement element, String defaultNamespace) {
        XmlElement reference =
                element.child(Namespace.ADDRESSING, "EndpointReference").orElse(element);
        XmlElement parameters = reference
                .child(Namespace.ADDRESSING, "ReferenceParameters")
                .orElseThrow(() -> new IllegalArgumentException(
                        element.name() + " is no endpoint reference: wsa:ReferenceParameters is missing"));
        String uri = parameters
                .childText(Namespace.WSMAN, "ResourceURI")
                .orElseThrow(() -> new IllegalArgumentException(
                        element.name() + " is no endpoint reference: wsman:ResourceURI is missing"));
        String className = WsCimNames.className(uri)
                .orElseThrow(() -> new IllegalArgumentException("no class has the resource URI " + uri));
        Optional<XmlElement> selectors = parameters.child(Namespace.WSMAN, "SelectorSet");
        return Selectors.of(selectors, defaultNamespace).path(className);
    }
}
