package org.openvman.endpoint.cimxml;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.openvman.provider.operation.CimOperations;
import org.openvman.provider.operation.RequestContext;
import org.openvman.schema.cim.CimClass;
import org.openvman.schema.cim.CimPropertyDeclaration;

/** Which class first declared a property, for IncludeClassOrigin; classes are looked up once in a request. */
final class ClassOrigins implements BiFunction<String, String, Optional<String>> {
    private final CimOperations operations;
    private final RequestContext context;
    private final String namespace;
    private final Map<String, CimClass> known = new HashMap<>();

    ClassOrigins(CimOperations operations, RequestContext context, String namespace) {
        this.operations = operations;
        this.context = context;
        this.namespace = namespace;
    }

    @Override
    public Optional<String> apply(String className, String property) {
        return known.computeIfAbsent(className, name -> operations.getClass(context, namespace, name))
                .property(property)
                .map(CimPropertyDeclaration::originClass);
    }
}
