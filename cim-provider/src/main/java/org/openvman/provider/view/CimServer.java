package org.openvman.provider.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.openvman.provider.hypervisor.HypervisorException;
import org.openvman.provider.hypervisor.Inventory;
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

/** Answers CIM operations from bound views and the latest inventory. */
public final class CimServer implements CimOperations {
    private static final Map<String, String> NAMESPACES =
            Map.of("root/virt", ClassView.VIRT, "root/interop", ClassView.INTEROP, "interop", ClassView.INTEROP);

    private final ProfileRegistry registry;
    private final ClassRepository repository;
    private final Supplier<Inventory> inventory;
    private final Keys keys;
    private final MethodInvoker invoker;
    private final AssociationWalk walk;

    public CimServer(ProfileRegistry registry, Supplier<Inventory> inventory) {
        this.registry = registry;
        this.repository = registry.repository();
        this.inventory = inventory;
        this.keys = new Keys(repository);
        this.invoker = new MethodInvoker(registry, inventory);
        this.walk = new AssociationWalk(registry);
    }

    @Override
    public CimInstance get(RequestContext context, CimPath path, PropertyFilter properties) {
        CimPath typed = typed(path);
        Inventory now = inventory.get();
        return registry.views(typed.className()).stream()
                .filter(in(typed.namespace()))
                .flatMap(view -> instance(view, now, typed, properties).stream())
                .findFirst()
                .or(() -> registry.associations(typed.className()).stream()
                        .filter(association -> association.namespace().equals(typed.namespace()))
                        .flatMap(association -> instance(association, now, typed, properties).stream())
                        .findFirst())
                .orElseThrow(() -> notFound(path));
    }

    private static <T> Optional<CimInstance> instance(
            BoundView<T> view, Inventory now, CimPath path, PropertyFilter properties) {
        return view.find(now, path).map(record -> view.instance(record, properties));
    }

    private static <A, B> Optional<CimInstance> instance(
            BoundAssociation<A, B> association, Inventory now, CimPath path, PropertyFilter properties) {
        return association.find(now, path).map(link -> association.instance(link, properties));
    }

    @Override
    public Stream<CimInstance> enumerate(
            RequestContext context, String namespace, String className, PropertyFilter properties) {
        String known = known(namespace, className);
        Inventory now = inventory.get();
        return Stream.concat(
                LazyStream.flatMap(
                        registry.views(className).stream().filter(in(known)), view -> instances(view, now, properties)),
                LazyStream.flatMap(
                        registry.associations(className).stream()
                                .filter(association -> association.namespace().equals(known)),
                        association -> instances(association, now, properties)));
    }

    private static <T> Stream<CimInstance> instances(BoundView<T> view, Inventory now, PropertyFilter properties) {
        return view.all(now).map(record -> view.instance(record, properties));
    }

    private static <A, B> Stream<CimInstance> instances(
            BoundAssociation<A, B> association, Inventory now, PropertyFilter properties) {
        return association.all(now).map(link -> association.instance(link, properties));
    }

    @Override
    public Stream<CimPath> enumerateNames(RequestContext context, String namespace, String className) {
        String known = known(namespace, className);
        Inventory now = inventory.get();
        return Stream.concat(
                LazyStream.flatMap(registry.views(className).stream().filter(in(known)), view -> paths(view, now)),
                LazyStream.flatMap(
                        registry.associations(className).stream()
                                .filter(association -> association.namespace().equals(known)),
                        association -> paths(association, now)));
    }

    private static <T> Stream<CimPath> paths(BoundView<T> view, Inventory now) {
        return view.all(now).map(view::path);
    }

    private static <A, B> Stream<CimPath> paths(BoundAssociation<A, B> association, Inventory now) {
        return association.all(now).map(association::path);
    }

    @Override
    public Stream<CimInstance> associators(RequestContext context, AssociationQuery query, PropertyFilter properties) {
        return walk(query).map(step -> step.result(properties));
    }

    @Override
    public Stream<CimPath> associatorNames(RequestContext context, AssociationQuery query) {
        return walk(query).map(AssociationWalk.Step::resultPath);
    }

    @Override
    public Stream<CimInstance> references(RequestContext context, AssociationQuery query, PropertyFilter properties) {
        return walk(asReferences(query)).map(step -> step.association(properties));
    }

    @Override
    public Stream<CimPath> referenceNames(RequestContext context, AssociationQuery query) {
        return walk(asReferences(query)).map(AssociationWalk.Step::associationPath);
    }

    /** In References the result is the association itself (DSP0200 References, ResultClass). */
    private static AssociationQuery asReferences(AssociationQuery query) {
        return new AssociationQuery(
                query.source(), query.resultClass(), Optional.empty(), query.role(), Optional.empty());
    }

    private Stream<AssociationWalk.Step> walk(AssociationQuery query) {
        query.associationClass().ifPresent(this::requireClass);
        query.resultClass().ifPresent(this::requireClass);
        CimPath source = typed(query.source());
        Inventory now = inventory.get();
        BoundView<?> view = registry.views(source.className()).stream()
                .filter(in(source.namespace()))
                .filter(candidate -> candidate.find(now, source).isPresent())
                .findFirst()
                .orElseThrow(() -> notFound(query.source()));
        CimPath canonical = source.withClassName(view.cimClass().name());
        return walk.from(now, view, canonical, query);
    }

    @Override
    public CimPath create(RequestContext context, String namespace, CimInstance instance) {
        known(namespace, instance.className());
        throw new CimException(
                CimStatus.NOT_SUPPORTED,
                "instances of " + instance.className()
                        + " are not created directly; call the method of the service that makes them");
    }

    @Override
    public void modify(RequestContext context, CimPath path, CimInstance changes, PropertyFilter properties) {
        get(context, path, PropertyFilter.only(List.of()));
        throw new CimException(
                CimStatus.NOT_SUPPORTED,
                "instances of " + path.className()
                        + " are not modified directly; call the method of the service that manages them");
    }

    @Override
    public void delete(RequestContext context, CimPath path) {
        get(context, path, PropertyFilter.only(List.of()));
        throw new CimException(
                CimStatus.NOT_SUPPORTED,
                "instances of " + path.className()
                        + " are not deleted directly; call the method of the service that manages them");
    }

    @Override
    public MethodResult invoke(RequestContext context, CimPath target, String method, List<CimArgument> arguments) {
        CimPath typed = typed(target);
        try {
            return invoker.invoke(context, typed, method, arguments);
        } catch (HypervisorException e) {
            throw HypervisorErrors.toCim(method, e);
        }
    }

    @Override
    public CimClass getClass(RequestContext context, String namespace, String className) {
        namespace(namespace);
        return repository
                .find(className)
                .orElseThrow(() -> new CimException(CimStatus.NOT_FOUND, "no class " + className + " in " + namespace));
    }

    @Override
    public List<CimClass> enumerateClasses(
            RequestContext context, String namespace, Optional<String> className, boolean deep) {
        namespace(namespace);
        className.ifPresent(this::requireClass);
        List<String> names = new ArrayList<>(className
                .map(name -> deep ? repository.subclassesOf(name) : repository.directSubclassesOf(name))
                .orElseGet(repository::roots));
        if (deep && className.isEmpty()) {
            repository.roots().forEach(root -> names.addAll(repository.subclassesOf(root)));
        }
        return names.stream().flatMap(name -> repository.find(name).stream()).toList();
    }

    @Override
    public List<String> namespaces() {
        return List.of(ClassView.VIRT, ClassView.INTEROP);
    }

    private static java.util.function.Predicate<BoundView<?>> in(String namespace) {
        return view -> view.namespace().equals(namespace);
    }

    /** The path with the canonical namespace and every key in the type its class declares. */
    private CimPath typed(CimPath path) {
        return keys.typed(path.withNamespace(known(path.namespace(), path.className())));
    }

    /** The canonical namespace, when both it and the class exist. */
    private String known(String namespace, String className) {
        String canonical = namespace(namespace);
        requireClass(className);
        return canonical;
    }

    private static String namespace(String namespace) {
        String canonical = NAMESPACES.get(namespace.toLowerCase(Locale.ROOT));
        if (canonical == null) {
            throw new CimException(
                    CimStatus.INVALID_NAMESPACE,
                    "no namespace \"" + namespace + "\" (there are " + ClassView.VIRT + " and " + ClassView.INTEROP
                            + ")");
        }
        return canonical;
    }

    private void requireClass(String className) {
        if (repository.find(className).isEmpty()) {
            throw new CimException(CimStatus.INVALID_CLASS, "no class " + className);
        }
    }

    private static CimException notFound(CimPath path) {
        return new CimException(CimStatus.NOT_FOUND, "no instance " + path);
    }
}
