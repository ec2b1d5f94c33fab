package org.openvman.provider.view;

import java.util.Optional;
import java.util.stream.Stream;
import org.openvman.provider.hypervisor.Inventory;
import org.openvman.provider.operation.AssociationQuery;
import org.openvman.provider.operation.PropertyFilter;
import org.openvman.schema.ClassRepository;
import org.openvman.schema.cim.CimInstance;
import org.openvman.schema.cim.CimPath;

/** Follows associations from an instance, in both directions, through those that the query lets pass. */
final class AssociationWalk {
    private final ProfileRegistry registry;
    private final ClassRepository repository;

    AssociationWalk(ProfileRegistry registry) {
        this.registry = registry;
        this.repository = registry.repository();
    }

    /** One association instance on the way, and the instance that it leads to. */
    interface Step {
        CimInstance result(PropertyFilter properties);

        CimPath resultPath();

        CimInstance association(PropertyFilter properties);

        CimPath associationPath();
    }

    Stream<Step> from(Inventory now, BoundView<?> source, CimPath path, AssociationQuery query) {
        return LazyStream.flatMap(
                query.associationClass().map(registry::associations).orElseGet(registry::associations).stream(),
                association -> steps(now, association, source, path, query));
    }

    private <A, B> Stream<Step> steps(
            Inventory now,
            BoundAssociation<A, B> association,
            BoundView<?> source,
            CimPath path,
            AssociationQuery query) {
        Stream<Step> forward = association.first() == source
                        && passes(query, association.firstRole(), association.secondRole(), association.second())
                ? association.fromFirst(now, path).map(link -> toSecond(association, link))
                : Stream.empty();
        Stream<Step> backward = association.second() == source
                        && passes(query, association.secondRole(), association.firstRole(), association.first())
                ? association.fromSecond(now, path).map(link -> toFirst(association, link))
                : Stream.empty();
        return Stream.concat(forward, backward);
    }

    private boolean passes(AssociationQuery query, String role, String resultRole, BoundView<?> result) {
        return matches(query.role(), role)
                && matches(query.resultRole(), resultRole)
                && query.resultClass()
                        .map(wanted -> repository.isSubclass(result.cimClass().name(), wanted))
                        .orElse(true);
    }

    private static boolean matches(Optional<String> wanted, String role) {
        return wanted.map(role::equalsIgnoreCase).orElse(true);
    }

    private static <A, B> Step toSecond(BoundAssociation<A, B> association, BoundAssociation.Link<A, B> link) {
        return new LinkStep<>(association, link, association.second(), link.second());
    }

    private static <A, B> Step toFirst(BoundAssociation<A, B> association, BoundAssociation.Link<A, B> link) {
        return new LinkStep<>(association, link, association.first(), link.first());
    }

    private record LinkStep<A, B, R>(
            BoundAssociation<A, B> via, BoundAssociation.Link<A, B> link, BoundView<R> view, R record) implements Step {
        @Override
        public CimInstance result(PropertyFilter properties) {
            return view.instance(record, properties);
        }

        @Override
        public CimPath resultPath() {
            return view.path(record);
        }

        @Override
        public CimInstance association(PropertyFilter properties) {
            return via.instance(link, properties);
        }

        @Override
        public CimPath associationPath() {
            return via.path(link);
        }
    }
}
