package org.openvman.provider.view;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openvman.provider.hypervisor.Inventory;
import org.openvman.provider.operation.PropertyFilter;
import org.openvman.schema.ClassRepository;
import org.openvman.schema.cim.CimClass;
import org.openvman.schema.cim.CimInstance;
import org.openvman.schema.cim.CimPath;
import org.openvman.schema.cim.CimProperty;
import org.openvman.schema.cim.CimPropertyDeclaration;

/** An association view with its class and the bound views at its ends. */
final class BoundAssociation<A, B> {
    private final AssociationView<A, B> view;
    private final CimClass cimClass;
    private final BoundView<A> first;
    private final BoundView<B> second;
    private volatile @Nullable Index<A, B> index;

    /** A pair of associated records. */
    record Link<A, B>(A first, B second) {}

    /** Which records at the first end lead to a path at the second, in one snapshot. */
    private record Index<A, B>(Inventory inventory, Map<CimPath, List<Link<A, B>>> bySecond) {}

    BoundAssociation(
            AssociationView<A, B> view,
            CimClass cimClass,
            BoundView<A> first,
            BoundView<B> second,
            ClassRepository repository,
            List<String> mistakes) {
        this.view = view;
        this.cimClass = cimClass;
        this.first = first;
        this.second = second;
        checkEnd(view.first().role(), first.cimClass(), repository, mistakes);
        checkEnd(view.second().role(), second.cimClass(), repository, mistakes);
        for (AssociationView.Getter<A, B> getter : view.getters()) {
            if (cimClass.property(getter.property()).isEmpty()) {
                mistakes.add(view.className() + " has no property " + getter.property());
            }
        }
    }

    private void checkEnd(String role, CimClass end, ClassRepository repository, List<String> mistakes) {
        Optional<String> referenced = cimClass.property(role).flatMap(CimPropertyDeclaration::referenceClass);
        if (referenced.isEmpty()) {
            mistakes.add(view.className() + " has no reference " + role);
        } else if (!repository.isSubclass(end.name(), referenced.get())) {
            mistakes.add(view.className() + "." + role + " refers to " + referenced.get() + ", and " + end.name()
                    + " is none");
        }
    }

    CimClass cimClass() {
        return cimClass;
    }

    String namespace() {
        return view.namespace();
    }

    BoundView<A> first() {
        return first;
    }

    BoundView<B> second() {
        return second;
    }

    String firstRole() {
        return view.first().role();
    }

    String secondRole() {
        return view.second().role();
    }

    Stream<Link<A, B>> all(Inventory inventory) {
        return LazyStream.flatMap(
                first.all(inventory), from -> view.links(inventory, from).map(to -> new Link<>(from, to)));
    }

    /** The links of the instance at the first end. */
    Stream<Link<A, B>> fromFirst(Inventory inventory, CimPath path) {
        return first.find(inventory, path).stream()
                .flatMap(from -> view.links(inventory, from).map(to -> new Link<>(from, to)));
    }

    /** The links of the instance at the second end. */
    Stream<Link<A, B>> fromSecond(Inventory inventory, CimPath path) {
        if (view.back().isPresent()) {
            return second.find(inventory, path).stream()
                    .flatMap(
                            to -> view.back().orElseThrow().apply(inventory, to).map(from -> new Link<>(from, to)));
        }
        if (view.live()) {
            return all(inventory).filter(link -> second.path(link.second).equals(path));
        }
        Index<A, B> current = index;
        if (current == null || current.inventory != inventory) {
            current = new Index<>(inventory, indexed(inventory));
            index = current;
        }
        return current.bySecond.getOrDefault(path, List.of()).stream();
    }

    private Map<CimPath, List<Link<A, B>>> indexed(Inventory inventory) {
        Map<CimPath, List<Link<A, B>>> bySecond = new HashMap<>();
        all(inventory)
                .forEach(link -> bySecond.computeIfAbsent(second.path(link.second), path -> new ArrayList<>())
                        .add(link));
        return bySecond;
    }

    Optional<Link<A, B>> find(Inventory inventory, CimPath path) {
        Optional<Object> from = path.key(firstRole());
        Optional<Object> to = path.key(secondRole());
        if (path.keys().size() != 2
                || !(from.orElse(null) instanceof CimPath fromPath)
                || !(to.orElse(null) instanceof CimPath toPath)) {
            return Optional.empty();
        }
        return fromFirst(inventory, fromPath.withClassName(first.cimClass().name()))
                .filter(link -> second.path(link.second).keys().equals(toPath.keys()))
                .findFirst();
    }

    CimPath path(Link<A, B> link) {
        return new CimPath(
                view.namespace(),
                cimClass.name(),
                Map.of(firstRole(), first.path(link.first), secondRole(), second.path(link.second)));
    }

    CimInstance instance(Link<A, B> link, PropertyFilter filter) {
        List<CimProperty> values = new ArrayList<>();
        if (filter.accepts(firstRole())) {
            values.add(CimProperty.reference(firstRole(), first.path(link.first)));
        }
        if (filter.accepts(secondRole())) {
            values.add(CimProperty.reference(secondRole(), second.path(link.second)));
        }
        for (AssociationView.Getter<A, B> getter : view.getters()) {
            if (filter.accepts(getter.property())) {
                cimClass.property(getter.property())
                        .flatMap(declaration ->
                                Conversion.property(declaration, getter.value().apply(link.first, link.second)))
                        .ifPresent(values::add);
            }
        }
        return new CimInstance(cimClass.name(), values, Optional.of(path(link)));
    }
}
