package org.openvman.endpoint.wsman;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.openvman.schema.cim.CimPath;

/**
 * A wsman:SelectorSet as CIM understands it: a namespace and key values, text or references (DSP0227 clause 6).
 *
 * @param namespace from {@code __cimnamespace}, or the default one
 * @param keys untyped; {@code CimOperations} gives them the types of the class
 */
record Selectors(String namespace, Map<String, Object> keys) {
    static final String CIM_NAMESPACE = "__cimnamespace";
    private static final int MOST = 64;

    /**
     * @throws FaultException InvalidSelectors or EncodingLimit
     */
    static Selectors of(Optional<XmlElement> selectorSet, String defaultNamespace) {
        String namespace = defaultNamespace;
        Map<String, Object> keys = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        if (selectorSet.isPresent()) {
            if (selectorSet.get().children().size() > MOST) {
                throw WsmanFault.SELECTOR_LIMIT.because("more than " + MOST + " selectors");
            }
            for (XmlElement selector : selectorSet.get().children()) {
                String name = name(selector);
                if (keys.put(name, value(selector, name, defaultNamespace)) != null) {
                    throw WsmanFault.DUPLICATE_SELECTORS.because("selector " + name + " is there twice");
                }
            }
            Object named = keys.remove(CIM_NAMESPACE);
            if (named instanceof CimPath) {
                throw WsmanFault.SELECTOR_VALUE.because("selector " + CIM_NAMESPACE + " must be text");
            }
            if (named != null) {
                namespace = named.toString().strip();
            }
        }
        return new Selectors(namespace, keys);
    }

    CimPath path(String className) {
        return new CimPath(namespace, className, keys);
    }

    private static String name(XmlElement selector) {
        if (!selector.is(Namespace.WSMAN, "Selector")) {
            throw WsmanFault.UNEXPECTED_SELECTORS.because(
                    "wsman:SelectorSet holds " + selector.name() + ", which is no wsman:Selector");
        }
        return selector.attribute("Name")
                .filter(name -> !name.isBlank())
                .orElseThrow(() -> WsmanFault.UNEXPECTED_SELECTORS.because("a wsman:Selector has no Name"));
    }

    private static Object value(XmlElement selector, String name, String defaultNamespace) {
        if (selector.children().isEmpty()) {
            return selector.text();
        }
        try {
            return EndpointReferenceXml.read(selector, defaultNamespace);
        } catch (IllegalArgumentException e) {
            throw WsmanFault.SELECTOR_VALUE.because("selector " + name + ": " + e.getMessage());
        }
    }
}
