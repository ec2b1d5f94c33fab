package org.openvman.endpoint.wsman;

import java.util.Optional;
import java.util.stream.Stream;
import org.openvman.endpoint.wsman.EnumerationFilter.AssociationFilter;
import org.openvman.endpoint.wsman.EnumerationFilter.SelectorFilter;
import org.openvman.provider.operation.AssociationQuery;
import org.openvman.provider.operation.CimOperations;
import org.openvman.provider.operation.PropertyFilter;
import org.openvman.provider.operation.RequestContext;
import org.openvman.schema.cim.CimClass;
import org.openvman.schema.cim.CimInstance;
import org.openvman.schema.cim.CimPath;
import org.openvman.schema.cim.CimPropertyDeclaration;

/** Turns a checked Enumerate into the stream of its items. */
final class EnumerationSource {
    private final CimOperations operations;
    private final WsmanRequest request;
    private final EnumerationRequest enumeration;
    private final RequestContext context;
    private final String namespace;

    EnumerationSource(CimOperations operations, WsmanRequest request, EnumerationRequest enumeration) {
        this.operations = operations;
        this.request = request;
        this.enumeration = enumeration;
        this.context = request.context();
        this.namespace = request.selectors().namespace();
    }

    Stream<EnumerationItem> items() {
        Optional<EnumerationFilter> filter = enumeration.filter();
        if (filter.isPresent() && filter.get() instanceof AssociationFilter association) {
            return association(association);
        }
        if (filter.isPresent() && filter.get() instanceof SelectorFilter selectors) {
            checkProperties(selectors);
            return instances().filter(selectors::accepts).map(this::item);
        }
        if (enumeration.mode() == EnumerationMode.EPR) {
            return names().map(EnumerationSource::reference);
        }
        return instances().map(this::item);
    }

    /** How many items there will be, for wsman:TotalItemsCountEstimate; counts names, which are cheap. */
    long estimate() {
        Optional<EnumerationFilter> filter = enumeration.filter();
        if (filter.isPresent()) {
            try (Stream<EnumerationItem> items = items()) {
                return items.count();
            }
        }
        try (Stream<CimPath> names = names()) {
            return names.count();
        }
    }

    private Stream<CimPath> names() {
        if (request.isForAllClasses()) {
            return topClasses().flatMap(each -> operations.enumerateNames(context, namespace, each.name()));
        }
        String className = request.className();
        Stream<CimPath> names = operations.enumerateNames(context, namespace, className);
        return enumeration.polymorphism() == PolymorphismMode.NONE
                ? names.filter(path -> path.className().equalsIgnoreCase(className))
                : names;
    }

    private Stream<CimInstance> instances() {
        if (request.isForAllClasses()) {
            return topClasses()
                    .flatMap(each -> operations.enumerate(context, namespace, each.name(), PropertyFilter.ALL));
        }
        String className = request.className();
        return switch (enumeration.polymorphism()) {
            case INCLUDE_SUBCLASS_PROPERTIES -> operations.enumerate(context, namespace, className, PropertyFilter.ALL);
            case EXCLUDE_SUBCLASS_PROPERTIES -> operations.enumerate(context, namespace, className, ownProperties());
            case NONE ->
                operations
                        .enumerate(context, namespace, className, PropertyFilter.ALL)
                        .filter(instance -> instance.className().equalsIgnoreCase(className));
        };
    }

    private Stream<CimClass> topClasses() {
        return operations.enumerateClasses(context, namespace, Optional.empty(), false).stream();
    }

    private PropertyFilter ownProperties() {
        return PropertyFilter.only(requestedClass().properties().stream()
                .map(CimPropertyDeclaration::name)
                .toList());
    }

    private CimClass requestedClass() {
        return new ClassLookup(operations, context, namespace).apply(request.className());
    }

    private void checkProperties(SelectorFilter filter) {
        if (!request.isForAllClasses()) {
            CimClass declaration = requestedClass();
            for (String name : filter.values().keySet()) {
                if (declaration.property(name).isEmpty()) {
                    throw WsmanFault.CANNOT_PROCESS_FILTER.because(
                            "class " + declaration.name() + " has no property " + name);
                }
            }
        }
    }

    private Stream<EnumerationItem> association(AssociationFilter filter) {
        AssociationQuery query = narrowed(filter.query());
        if (enumeration.mode() == EnumerationMode.EPR) {
            Stream<CimPath> names = filter.associations()
                    ? operations.referenceNames(context, query)
                    : operations.associatorNames(context, query);
            return names.map(EnumerationSource::reference);
        }
        PropertyFilter properties =
                filter.resultProperties().map(PropertyFilter::only).orElse(PropertyFilter.ALL);
        Stream<CimInstance> instances = filter.associations()
                ? operations.references(context, query, properties)
                : operations.associators(context, query, properties);
        if (filter.resultProperties().isPresent()) {
            return instances.map(instance -> out -> InstanceXmlWriter.writeFragment(out, instance));
        }
        return instances.map(this::item);
    }

    // A class in the resource URI is one more way to say which results are wanted.
    private AssociationQuery narrowed(AssociationQuery query) {
        return request.isForAllClasses() || query.resultClass().isPresent() ? query : query.to(request.className());
    }

    private static EnumerationItem reference(CimPath path) {
        return out -> EndpointReferenceXml.write(out, path);
    }

    private EnumerationItem item(CimInstance instance) {
        return switch (enumeration.mode()) {
            case OBJECT -> out -> InstanceXmlWriter.write(out, instance, classToWrite(instance));
            case EPR -> reference(path(instance));
            case OBJECT_AND_EPR ->
                out -> {
                    out.start(Namespace.WSMAN, "Item");
                    InstanceXmlWriter.write(out, instance, classToWrite(instance));
                    EndpointReferenceXml.write(out, path(instance));
                    out.end();
                };
        };
    }

    private String classToWrite(CimInstance instance) {
        return enumeration.polymorphism() == PolymorphismMode.EXCLUDE_SUBCLASS_PROPERTIES
                ? request.className()
                : instance.className();
    }

    private static CimPath path(CimInstance instance) {
        return instance.path()
                .orElseThrow(() -> new IllegalStateException(instance.className() + " without a path in a result"));
    }
}
