package org.openvman.endpoint.wsman;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.openvman.endpoint.wsman.EnumerationFilter.AssociationFilter;
import org.openvman.endpoint.wsman.EnumerationFilter.SelectorFilter;
import org.openvman.provider.operation.AssociationQuery;
import org.openvman.provider.operation.CimException;
import org.openvman.schema.cim.CimPath;

/** Reads wsman:Filter in the dialects that this service knows. */
final class FilterReader {
    static final String SELECTOR_DIALECT = "http://schemas.dmtf.org/wbem/wsman/1/wsman/SelectorFilter";
    static final String ASSOCIATION_DIALECT = "http://schemas.dmtf.org/wbem/wsman/1/cimbinding/associationFilter";
    private static final String DEFAULT_DIALECT = "http://www.w3.org/TR/1999/REC-xpath-19991116";

    private final ClassLookup classes;

    FilterReader(ClassLookup classes) {
        this.classes = classes;
    }

    /** The filter in the body of an Enumerate, under either of the names that DSP0226 clause 8.3 gives it. */
    Optional<EnumerationFilter> read(XmlElement enumerate) {
        Optional<XmlElement> wsman = enumerate.child(Namespace.WSMAN, "Filter");
        Optional<XmlElement> wsen = enumerate.child(Namespace.ENUMERATION, "Filter");
        if (wsman.isPresent() && wsen.isPresent()) {
            throw WsmanFault.CANNOT_PROCESS_FILTER.because("there are both wsman:Filter and wsen:Filter");
        }
        return wsman.or(() -> wsen).map(this::filter);
    }

    private EnumerationFilter filter(XmlElement filter) {
        String dialect = filter.attribute("Dialect").map(String::strip).orElse(DEFAULT_DIALECT);
        return switch (dialect) {
            case SELECTOR_DIALECT -> selectors(filter);
            case ASSOCIATION_DIALECT -> association(filter);
            default ->
                throw new FaultException(new Fault(
                        WsmanFault.FILTER_DIALECT_UNAVAILABLE,
                        "filter dialect not supported: " + dialect,
                        List.of(),
                        List.of(SELECTOR_DIALECT, ASSOCIATION_DIALECT)));
        };
    }

    private EnumerationFilter selectors(XmlElement filter) {
        XmlElement set = onlyChild(filter);
        if (!set.is(Namespace.WSMAN, "SelectorSet")) {
            throw WsmanFault.CANNOT_PROCESS_FILTER.because("the filter must hold wsman:SelectorSet");
        }
        return new SelectorFilter(
                Selectors.of(Optional.of(set), classes.namespace()).keys());
    }

    private EnumerationFilter association(XmlElement filter) {
        XmlElement element = onlyChild(filter);
        boolean associated = element.is(Namespace.BINDING, "AssociatedInstances");
        if (!associated && !element.is(Namespace.BINDING, "AssociationInstances")) {
            throw WsmanFault.CANNOT_PROCESS_FILTER.because(
                    "the filter must hold wsmb:AssociatedInstances or wsmb:AssociationInstances");
        }
        AssociationQuery query = new AssociationQuery(
                source(element),
                className(element, "AssociationClassName"),
                className(element, "ResultClassName"),
                element.childText(Namespace.BINDING, "Role"),
                element.childText(Namespace.BINDING, "ResultRole"));
        Set<String> properties = element.children().stream()
                .filter(child -> child.is(Namespace.BINDING, "IncludeResultProperty"))
                .map(XmlElement::token)
                .collect(Collectors.toUnmodifiableSet());
        return new AssociationFilter(
                query, !associated, properties.isEmpty() ? Optional.empty() : Optional.of(properties));
    }

    private CimPath source(XmlElement element) {
        XmlElement object = element.child(Namespace.BINDING, "Object")
                .orElseThrow(() -> WsmanFault.CANNOT_PROCESS_FILTER.because("the filter has no wsmb:Object"));
        try {
            CimPath path = EndpointReferenceXml.read(object, classes.namespace());
            if (path.keys().isEmpty()) {
                throw WsmanFault.CANNOT_PROCESS_FILTER.because(
                        "wsmb:Object must name one instance, not the class " + path.className());
            }
            return path;
        } catch (IllegalArgumentException e) {
            throw WsmanFault.CANNOT_PROCESS_FILTER.because("wsmb:Object: " + e.getMessage());
        }
    }

    private Optional<String> className(XmlElement element, String name) {
        return element.childText(Namespace.BINDING, name)
                .filter(text -> !text.isEmpty())
                .map(text -> {
                    try {
                        return classes.apply(text).name();
                    } catch (CimException e) {
                        throw WsmanFault.CANNOT_PROCESS_FILTER.because("wsmb:" + name + ": " + e.getMessage());
                    }
                });
    }

    private static XmlElement onlyChild(XmlElement filter) {
        if (filter.children().size() != 1) {
            throw WsmanFault.CANNOT_PROCESS_FILTER.because("the filter must hold exactly one element");
        }
        return filter.children().get(0);
    }
}
