package org.openvman.endpoint.cimxml;

import java.util.Optional;
import java.util.Set;
import org.openvman.provider.operation.CimException;
import org.openvman.provider.operation.CimOperations;
import org.openvman.provider.operation.CimStatus;
import org.openvman.provider.operation.PropertyFilter;
import org.openvman.schema.cim.CimClass;
import org.openvman.schema.cim.CimInstance;
import org.openvman.schema.cim.CimPath;
import org.openvman.schema.cim.CimProperty;
import org.openvman.schema.cim.CimPropertyDeclaration;

/**
 * Reading and changing instances (DSP0200).
 *
 * <p>LocalOnly and IncludeQualifiers are accepted and have no effect on instances: DSP0200 deprecates both, and lets a
 * server answer as if they were false.
 */
record InstanceOperations(CimOperations operations) {

    void offerIn(IntrinsicOperations table) {
        table.offer(
                "GetInstance",
                this::get,
                "InstanceName",
                "LocalOnly",
                "IncludeQualifiers",
                "IncludeClassOrigin",
                "PropertyList");
        table.offer(
                "EnumerateInstances",
                this::enumerate,
                "ClassName",
                "LocalOnly",
                "DeepInheritance",
                "IncludeQualifiers",
                "IncludeClassOrigin",
                "PropertyList");
        table.offer("EnumerateInstanceNames", this::enumerateNames, "ClassName");
        table.offer("GetProperty", this::getProperty, "InstanceName", "PropertyName");
        table.offer("CreateInstance", this::create, "NewInstance");
        table.offer("ModifyInstance", this::modify, "ModifiedInstance", "IncludeQualifiers", "PropertyList");
        table.offer("DeleteInstance", this::delete, "InstanceName");
    }

    private void get(IntrinsicRequest request) {
        Parameters parameters = request.parameters();
        InstanceWriter writer = request.instanceWriter(operations);
        CimInstance found =
                operations.get(request.context(), parameters.instanceName("InstanceName"), parameters.properties());
        request.returns(out -> writer.instance(found));
    }

    private void getProperty(IntrinsicRequest request) {
        CimPath path = request.parameters().instanceName("InstanceName");
        String name = request.parameters()
                .text("PropertyName")
                .orElseThrow(() -> new CimException(CimStatus.INVALID_PARAMETER, "parameter PropertyName is missing"));
        CimInstance found = operations.get(request.context(), path, PropertyFilter.only(Set.of(name)));
        CimClass declaration = operations.getClass(request.context(), path.namespace(), found.className());
        if (declaration.property(name).isEmpty()) {
            throw new CimException(CimStatus.NO_SUCH_PROPERTY, "no property " + found.className() + "." + name);
        }
        Optional<Object> value = found.property(name).map(CimProperty::value);
        request.returns(out -> value.ifPresent(present -> ValueWriter.value(out, present)));
    }

    private void enumerate(IntrinsicRequest request) {
        Parameters parameters = request.parameters();
        PropertyFilter properties =
                parameters.flag("DeepInheritance", true) ? parameters.properties() : shallow(request);
        InstanceWriter writer = request.instanceWriter(operations);
        request.returnsEach(
                operations.enumerate(request.context(), request.namespace(), parameters.className(), properties),
                writer::namedInstance);
    }

    /** Without DeepInheritance, subclasses show only the properties of the class that was asked for (DSP0200). */
    private PropertyFilter shallow(IntrinsicRequest request) {
        PropertyFilter wanted = request.parameters().properties();
        try {
            return PropertyFilter.only(
                    operations
                            .getClass(
                                    request.context(),
                                    request.namespace(),
                                    request.parameters().className())
                            .properties()
                            .stream()
                            .map(CimPropertyDeclaration::name)
                            .filter(wanted::accepts)
                            .toList());
        } catch (CimException e) {
            if (e.status() == CimStatus.NOT_FOUND) {
                return wanted; // enumerate itself has the right status for this: INVALID_CLASS
            }
            throw e;
        }
    }

    private void enumerateNames(IntrinsicRequest request) {
        String className = request.parameters().className();
        request.returnsEach(
                operations.enumerateNames(request.context(), request.namespace(), className),
                path -> PathWriter.instanceName(request.out(), path));
    }

    private void create(IntrinsicRequest request) {
        CimInstance instance = request.parameters().instance("NewInstance");
        CimPath created = operations.create(request.context(), request.namespace(), instance);
        request.returns(out -> PathWriter.instanceName(out, created));
    }

    private void modify(IntrinsicRequest request) {
        CimInstance changes = request.parameters().instance("ModifiedInstance");
        CimPath path = changes.path()
                .orElseThrow(() -> new CimException(
                        CimStatus.INVALID_PARAMETER, "parameter ModifiedInstance has no instance name"));
        operations.modify(request.context(), path, changes, request.parameters().properties());
    }

    private void delete(IntrinsicRequest request) {
        operations.delete(request.context(), request.parameters().instanceName("InstanceName"));
    }
}
