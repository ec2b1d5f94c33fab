package org.openvman.ovf.client;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.openvman.ovf.model.XmlElement;
import org.openvman.schema.Namespaces;
import org.openvman.schema.WsCimNames;
import org.openvman.schema.cim.CimPath;

/** Instance paths as endpoint references and as selectors (DSP0226, default addressing model; DSP0227). */
final class ReferenceXml {
    /** Stands for the class in the path of all classes, which can be enumerated with a filter only. */
    static final String ALL_CLASSES = "*";

    private static final String CIM_NAMESPACE = "__cimnamespace";

    private ReferenceXml() {}

    /** The element, filled with the content of an endpoint reference. */
    static XmlElement fill(XmlElement element, CimPath path) {
        return element.with(XmlElement.of(WsmanNames.addressing("Address")).withText(Namespaces.ANONYMOUS))
                .with(XmlElement.of(WsmanNames.addressing("ReferenceParameters"))
                        .with(resourceUri(path))
                        .with(selectorSet(path)));
    }

    static XmlElement resourceUri(CimPath path) {
        String uri = path.className().equals(ALL_CLASSES)
                ? WsCimNames.ALL_CLASSES
                : WsCimNames.resourceUri(path.className());
        return XmlElement.of(WsmanNames.wsman("ResourceURI")).withText(uri);
    }

    static XmlElement selectorSet(CimPath path) {
        XmlElement set = XmlElement.of(WsmanNames.wsman("SelectorSet"));
        if (!path.namespace().isEmpty()) {
            set = set.with(selector(CIM_NAMESPACE, path.namespace()));
        }
        for (Map.Entry<String, Object> key : path.keys().entrySet()) {
            set = set.with(selector(key.getKey(), key.getValue()));
        }
        return set;
    }

    private static XmlElement selector(String name, Object value) {
        XmlElement selector = XmlElement.of(WsmanNames.wsman("Selector")).with(WsmanNames.NAME, name);
        return value instanceof CimPath path
                ? selector.with(fill(XmlElement.of(WsmanNames.addressing("EndpointReference")), path))
                : selector.withText(value.toString());
    }

    /** The path in an endpoint reference, which is the element or inside of it; empty if there is none. */
    static Optional<CimPath> read(XmlElement element) {
        XmlElement reference =
                element.first(WsmanNames.addressing("EndpointReference")).orElse(element);
        return reference
                .first(WsmanNames.addressing("ReferenceParameters"))
                .flatMap(parameters -> parameters
                        .first(WsmanNames.wsman("ResourceURI"))
                        .flatMap(uri -> WsCimNames.className(uri.text().strip()))
                        .map(className -> path(className, parameters.first(WsmanNames.wsman("SelectorSet")))));
    }

    private static CimPath path(String className, Optional<XmlElement> selectors) {
        Map<String, Object> keys = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        selectors.ifPresent(set -> set.elements(WsmanNames.wsman("Selector"))
                .forEach(selector -> keys.put(
                        selector.attribute(WsmanNames.NAME).orElse(""),
                        read(selector).<Object>map(path -> path).orElseGet(selector::text))));
        Object namespace = keys.remove(CIM_NAMESPACE);
        return new CimPath(namespace == null ? "" : namespace.toString(), className, keys);
    }
}
