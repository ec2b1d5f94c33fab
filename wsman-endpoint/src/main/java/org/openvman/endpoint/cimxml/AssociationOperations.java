package org.openvman.endpoint.cimxml;

import org.openvman.provider.operation.AssociationQuery;
import org.openvman.provider.operation.CimOperations;
import org.openvman.schema.cim.CimPath;

/** Following associations from an instance (DSP0200). From a class they are not supported. */
record AssociationOperations(CimOperations operations) {

    void offerIn(IntrinsicOperations table) {
        table.offer(
                "Associators",
                this::associators,
                "ObjectName",
                "AssocClass",
                "ResultClass",
                "Role",
                "ResultRole",
                "IncludeQualifiers",
                "IncludeClassOrigin",
                "PropertyList");
        table.offer(
                "AssociatorNames",
                this::associatorNames,
                "ObjectName",
                "AssocClass",
                "ResultClass",
                "Role",
                "ResultRole");
        table.offer(
                "References",
                this::references,
                "ObjectName",
                "ResultClass",
                "Role",
                "IncludeQualifiers",
                "IncludeClassOrigin",
                "PropertyList");
        table.offer("ReferenceNames", this::referenceNames, "ObjectName", "ResultClass", "Role");
    }

    private void associators(IntrinsicRequest request) {
        InstanceWriter writer = request.instanceWriter(operations);
        request.returnsEach(
                operations.associators(
                        request.context(), query(request), request.parameters().properties()),
                found -> writer.objectWithPath(request.host(), found));
    }

    private void associatorNames(IntrinsicRequest request) {
        request.returnsEach(
                operations.associatorNames(request.context(), query(request)), path -> objectPath(request, path));
    }

    private void references(IntrinsicRequest request) {
        InstanceWriter writer = request.instanceWriter(operations);
        request.returnsEach(
                operations.references(
                        request.context(), query(request), request.parameters().properties()),
                found -> writer.objectWithPath(request.host(), found));
    }

    private void referenceNames(IntrinsicRequest request) {
        request.returnsEach(
                operations.referenceNames(request.context(), query(request)), path -> objectPath(request, path));
    }

    private static AssociationQuery query(IntrinsicRequest request) {
        Parameters parameters = request.parameters();
        return new AssociationQuery(
                parameters.instanceName("ObjectName"),
                parameters.optionalClassName("AssocClass"),
                parameters.optionalClassName("ResultClass"),
                parameters.text("Role"),
                parameters.text("ResultRole"));
    }

    private static void objectPath(IntrinsicRequest request, CimPath path) {
        request.out().open("OBJECTPATH");
        PathWriter.instancePath(request.out(), request.host(), path);
        request.out().close();
    }
}
