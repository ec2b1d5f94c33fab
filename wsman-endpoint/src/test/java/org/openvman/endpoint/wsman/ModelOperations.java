package org.openvman.endpoint.wsman;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.openvman.provider.operation.AssociationQuery;
import org.openvman.provider.operation.CimException;
import org.openvman.provider.operation.CimOperations;
import org.openvman.provider.operation.CimStatus;
import org.openvman.provider.operation.MethodResult;
import org.openvman.provider.operation.PropertyFilter;
import org.openvman.provider.operation.RequestContext;
import org.openvman.schema.ClassRepository;
import org.openvman.schema.cim.CimArgument;
import org.openvman.schema.cim.CimClass;
import org.openvman.schema.cim.CimInstance;
import org.openvman.schema.cim.CimPath;
import org.openvman.schema.cim.CimProperty;
import org.openvman.schema.cim.CimPropertyDeclaration;

/** A handful of instances of the real classes; writes down what would change something. */
final class ModelOperations implements CimOperations {
    private static final ClassRepository CLASSES = ClassRepository.load();

    private final List<CimInstance> instances;
    private final List<String> calls = new ArrayList<>();

    ModelOperations(List<CimInstance> instances) {
        this.instances = List.copyOf(instances);
    }

    /** The calls so far, a line each. */
    String calls() {
        return String.join("\n", calls);
    }

    @Override
    public CimInstance get(RequestContext context, CimPath path, PropertyFilter properties) {
        return filtered(find(path), properties);
    }

    private CimInstance find(CimPath path) {
        for (CimPropertyDeclaration key :
                classOf(path.namespace(), path.className()).keys()) {
            if (path.key(key.name()).isEmpty()) {
                throw new CimException(
                        CimStatus.INVALID_PARAMETER,
                        CimException.Detail.KEY_MISSING,
                        "key " + key.name() + " is missing");
            }
        }
        return ofClass(path.namespace(), path.className())
                .filter(instance -> Model.sameKeys(Model.path(instance), path))
                .findFirst()
                .orElseThrow(() -> new CimException(CimStatus.NOT_FOUND, "no instance " + path));
    }

    private CimClass classOf(String namespace, String className) {
        if (!namespaces().contains(namespace)) {
            throw new CimException(CimStatus.INVALID_NAMESPACE, "no namespace " + namespace);
        }
        return CLASSES.find(className)
                .orElseThrow(() -> new CimException(CimStatus.INVALID_CLASS, "no class " + className));
    }

    private Stream<CimInstance> ofClass(String namespace, String className) {
        String name = classOf(namespace, className).name();
        return instances.stream().filter(instance -> CLASSES.isSubclass(instance.className(), name));
    }

    private static CimInstance filtered(CimInstance instance, PropertyFilter properties) {
        return properties.names().map(instance::withOnly).orElse(instance);
    }

    @Override
    public Stream<CimInstance> enumerate(
            RequestContext context, String namespace, String className, PropertyFilter properties) {
        return ofClass(namespace, className).map(instance -> filtered(instance, properties));
    }

    @Override
    public Stream<CimPath> enumerateNames(RequestContext context, String namespace, String className) {
        return ofClass(namespace, className).map(Model::path);
    }

    @Override
    public Stream<CimInstance> associators(RequestContext context, AssociationQuery query, PropertyFilter properties) {
        find(query.source());
        return referencing(query.source())
                .filter(each -> query.associationClass().isEmpty()
                        || CLASSES.isSubclass(
                                each.className(), query.associationClass().get()))
                .flatMap(each -> each.properties().stream())
                .map(CimProperty::value)
                .filter(CimPath.class::isInstance)
                .map(CimPath.class::cast)
                .filter(other -> !Model.sameKeys(other, query.source()))
                .map(this::find)
                .filter(each -> query.resultClass().isEmpty()
                        || CLASSES.isSubclass(
                                each.className(), query.resultClass().get()))
                .map(instance -> filtered(instance, properties));
    }

    private Stream<CimInstance> referencing(CimPath source) {
        return instances.stream()
                .filter(instance -> instance.properties().stream()
                        .anyMatch(
                                property -> property.value() instanceof CimPath path && Model.sameKeys(path, source)));
    }

    @Override
    public Stream<CimPath> associatorNames(RequestContext context, AssociationQuery query) {
        return associators(context, query, PropertyFilter.ALL).map(Model::path);
    }

    @Override
    public Stream<CimInstance> references(RequestContext context, AssociationQuery query, PropertyFilter properties) {
        find(query.source());
        return referencing(query.source()).map(instance -> filtered(instance, properties));
    }

    @Override
    public Stream<CimPath> referenceNames(RequestContext context, AssociationQuery query) {
        return references(context, query, PropertyFilter.ALL).map(Model::path);
    }

    @Override
    public CimPath create(RequestContext context, String namespace, CimInstance instance) {
        calls.add("create " + namespace + " " + Model.text(instance));
        return Model.path(Model.DISK);
    }

    @Override
    public void modify(RequestContext context, CimPath path, CimInstance changes, PropertyFilter properties) {
        calls.add("modify " + path + " " + Model.text(changes));
    }

    @Override
    public void delete(RequestContext context, CimPath path) {
        calls.add("delete " + path);
        if (find(path).className().equals("OpenVMAN_HostComputerSystem")) {
            throw new CimException(CimStatus.NOT_SUPPORTED, "hosts cannot be deleted");
        }
    }

    @Override
    public MethodResult invoke(RequestContext context, CimPath target, String method, List<CimArgument> arguments) {
        calls.add("invoke " + target + " " + method + Model.text(arguments));
        return switch (method) {
            case "DefineSystem" ->
                new MethodResult.Completed(List.of(CimArgument.reference("ResultingSystem", Model.path(Model.SYSTEM))));
            case "RequestStateChange" ->
                new MethodResult.JobStarted(
                        Model.path(Model.SYSTEM), List.of(CimArgument.reference("Job", Model.path(Model.SYSTEM))));
            case "AddResourceSettings" -> new MethodResult.Refused(4, "no such pool");
            case "ModifySystemSettings" -> throw new IllegalStateException("a mistake of ours");
            default -> throw new CimException(CimStatus.METHOD_NOT_AVAILABLE, "not available: " + method);
        };
    }

    @Override
    public CimClass getClass(RequestContext context, String namespace, String className) {
        try {
            return classOf(namespace, className);
        } catch (CimException e) {
            throw e.status() == CimStatus.INVALID_CLASS
                    ? new CimException(CimStatus.NOT_FOUND, "no class " + className, e)
                    : e;
        }
    }

    @Override
    public List<CimClass> enumerateClasses(
            RequestContext context, String namespace, Optional<String> className, boolean deep) {
        return CLASSES.roots().stream()
                .map(name -> CLASSES.find(name).orElseThrow())
                .toList();
    }

    @Override
    public List<String> namespaces() {
        return List.of("root/virt", "root/interop");
    }
}
