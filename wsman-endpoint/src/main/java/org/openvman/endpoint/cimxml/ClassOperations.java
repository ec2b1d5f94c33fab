package org.openvman.endpoint.cimxml;

import java.util.stream.Stream;
import org.openvman.provider.operation.CimOperations;
import org.openvman.schema.cim.CimClass;

/** Reading the schema (DSP0200). */
record ClassOperations(CimOperations operations) {

    void offerIn(IntrinsicOperations table) {
        table.offer(
                "GetClass",
                this::get,
                "ClassName",
                "LocalOnly",
                "IncludeQualifiers",
                "IncludeClassOrigin",
                "PropertyList");
        table.offer(
                "EnumerateClasses",
                this::enumerate,
                "ClassName",
                "DeepInheritance",
                "LocalOnly",
                "IncludeQualifiers",
                "IncludeClassOrigin");
        table.offer("EnumerateClassNames", this::enumerateNames, "ClassName", "DeepInheritance");
    }

    private void get(IntrinsicRequest request) {
        ClassWriter writer = writer(request);
        CimClass found = operations.getClass(
                request.context(), request.namespace(), request.parameters().className());
        request.returns(out -> writer.write(found));
    }

    private void enumerate(IntrinsicRequest request) {
        ClassWriter writer = writer(request);
        request.returnsEach(subclasses(request), writer::write);
    }

    private void enumerateNames(IntrinsicRequest request) {
        request.returnsEach(
                subclasses(request),
                found -> request.out()
                        .open("CLASSNAME")
                        .attribute("NAME", found.name())
                        .close());
    }

    private Stream<CimClass> subclasses(IntrinsicRequest request) {
        Parameters parameters = request.parameters();
        return operations
                .enumerateClasses(
                        request.context(),
                        request.namespace(),
                        parameters.optionalClassName("ClassName"),
                        parameters.flag("DeepInheritance", false))
                .stream();
    }

    /** With the defaults of DSP0200 for what the client does not say. */
    private static ClassWriter writer(IntrinsicRequest request) {
        Parameters parameters = request.parameters();
        return new ClassWriter(
                request.out(),
                parameters.flag("LocalOnly", true),
                parameters.flag("IncludeQualifiers", true),
                parameters.flag("IncludeClassOrigin", false),
                parameters.properties());
    }
}
