package org.openvman.conformance.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/** What names an instance in WS-Management: a resource URI and selectors (DSP0226 clause 5.1.2). */
public record EndpointReference(String resourceUri, List<Selector> selectors) {
    private static final String NAMESPACE_SELECTOR = "__cimnamespace";

    public EndpointReference {
        selectors = List.copyOf(selectors);
    }

    /** Reads the children of a wsa:EndpointReference, or of an element of that type. */
    public static EndpointReference read(XmlElement element) {
        XmlElement parameters = element.child(Names.ADDRESSING, "EndpointReference")
                .orElse(element)
                .child(Names.ADDRESSING, "ReferenceParameters")
                .orElse(element);
        List<Selector> selectors = parameters.child(Names.WSMAN, "SelectorSet").stream()
                .flatMap(set -> set.children(Names.WSMAN, "Selector"))
                .map(Selector::read)
                .toList();
        return new EndpointReference(
                parameters.childText(Names.WSMAN, "ResourceURI").orElse(""), selectors);
    }

    /** The class in the resource URI. */
    public String className() {
        return resourceUri.substring(resourceUri.lastIndexOf('/') + 1);
    }

    /** The CIM namespace, if the target says which. */
    public Optional<String> namespace() {
        return selectors.stream()
                .filter(selector -> selector.name().equals(NAMESPACE_SELECTOR))
                .map(Selector::text)
                .findFirst();
    }

    /** The selectors that are keys of the class. */
    public List<Selector> keys() {
        return selectors.stream()
                .filter(selector -> !selector.name().equals(NAMESPACE_SELECTOR))
                .toList();
    }

    /** The same with one more selector at the end. */
    public EndpointReference with(Selector selector) {
        List<Selector> more = new ArrayList<>(selectors);
        more.add(selector);
        return new EndpointReference(resourceUri, more);
    }

    /** The same without the selectors of that name. */
    public EndpointReference without(String name) {
        return new EndpointReference(
                resourceUri,
                selectors.stream()
                        .filter(selector -> !selector.name().equals(name))
                        .toList());
    }

    /** The same with another value of one selector. */
    public EndpointReference replacing(String name, String text) {
        return without(name).with(Selector.of(name, text));
    }

    public EndpointReference withResourceUri(String uri) {
        return new EndpointReference(uri, selectors);
    }

    public EndpointReference inNamespace(String namespace) {
        return replacing(NAMESPACE_SELECTOR, namespace);
    }

    /** Equal for two references to one instance, whatever the order of selectors and the case of names. */
    public String identity() {
        TreeSet<String> sorted = new TreeSet<>();
        for (Selector selector : keys()) {
            String value = selector.reference().map(EndpointReference::identity).orElse(selector.text());
            sorted.add(selector.name().toLowerCase(Locale.ROOT) + "=" + value);
        }
        return className() + sorted;
    }

    /** As an element of that qualified name; prefixes are those of {@link Envelope}. */
    public String toXml(String elementName) {
        return "<" + elementName + "><wsa:Address>" + Names.ANONYMOUS + "</wsa:Address><wsa:ReferenceParameters>"
                + parametersXml() + "</wsa:ReferenceParameters></" + elementName + ">";
    }

    /** The headers, or reference parameters, that address the instance. */
    String parametersXml() {
        StringBuilder xml = new StringBuilder("<wsman:ResourceURI>")
                .append(XmlText.escape(resourceUri))
                .append("</wsman:ResourceURI>");
        if (!selectors.isEmpty()) {
            xml.append("<wsman:SelectorSet>");
            selectors.forEach(selector -> xml.append(selector.toXml()));
            xml.append("</wsman:SelectorSet>");
        }
        return xml.toString();
    }

    @Override
    public String toString() {
        return className()
                + selectors.stream().map(s -> s.name() + "=" + s.text()).toList();
    }
}
