package org.openvman.provider.view;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.openvman.schema.ClassRepository;
import org.openvman.schema.cim.CimClass;
import org.openvman.schema.cim.CimPath;

/** All views of all profiles, bound to their classes. Binding reports every mistake at once. */
public final class ProfileRegistry {
    private final ClassRepository repository;
    private final Map<ClassView<?>, BoundView<?>> bound = new HashMap<>();
    private final List<BoundAssociation<?, ?>> associations = new ArrayList<>();
    private final Map<String, List<BoundView<?>>> viewsOfClass = new HashMap<>();
    private final Map<String, List<BoundAssociation<?, ?>>> associationsOfClass = new HashMap<>();

    /**
     * @throws IllegalStateException listing every view that does not fit its class
     */
    public ProfileRegistry(ClassRepository repository, List<Profile> profiles) {
        this.repository = repository;
        List<String> mistakes = new ArrayList<>();
        for (Profile profile : profiles) {
            profile.classes().forEach(view -> bind(view, mistakes));
        }
        for (Profile profile : profiles) {
            profile.associations().forEach(view -> bind(view, mistakes));
        }
        if (!mistakes.isEmpty()) {
            throw new IllegalStateException(
                    "views that do not fit the schema:\n  " + String.join("\n  ", new TreeSet<>(mistakes)));
        }
    }

    private <T> void bind(ClassView<T> view, List<String> mistakes) {
        concrete(view.className(), mistakes).ifPresent(cimClass -> {
            BoundView<T> boundView = new BoundView<>(view, cimClass, mistakes);
            bound.put(view, boundView);
            ancestry(cimClass).forEach(name -> listed(viewsOfClass, name).add(boundView));
        });
    }

    private <A, B> void bind(AssociationView<A, B> view, List<String> mistakes) {
        Optional<CimClass> cimClass = concrete(view.className(), mistakes);
        BoundView<A> first = boundOrNull(view.first().view());
        BoundView<B> second = boundOrNull(view.second().view());
        if (first == null || second == null) {
            mistakes.add(view.className() + " has an end that no profile lists among its classes: "
                    + (first == null ? view.first() : view.second()).view().className());
            return;
        }
        cimClass.ifPresent(found -> {
            BoundAssociation<A, B> association =
                    new BoundAssociation<>(view, found, first, second, repository, mistakes);
            associations.add(association);
            ancestry(found).forEach(name -> listed(associationsOfClass, name).add(association));
        });
    }

    private Optional<CimClass> concrete(String className, List<String> mistakes) {
        Optional<CimClass> cimClass = repository.find(className);
        if (cimClass.isEmpty()) {
            mistakes.add("no class " + className + " in the schema");
        } else if (cimClass.get().isAbstract()) {
            mistakes.add(className + " is abstract and cannot have instances");
        }
        return cimClass;
    }

    private List<String> ancestry(CimClass cimClass) {
        List<String> names = new ArrayList<>();
        Optional<CimClass> current = Optional.of(cimClass);
        while (current.isPresent()) {
            names.add(current.get().name());
            current = current.get().superclass().flatMap(repository::find);
        }
        return names;
    }

    private static <V> List<V> listed(Map<String, List<V>> map, String className) {
        return map.computeIfAbsent(className.toLowerCase(Locale.ROOT), name -> new ArrayList<>());
    }

    ClassRepository repository() {
        return repository;
    }

    /** The views of a class and its subclasses. */
    List<BoundView<?>> views(String className) {
        return viewsOfClass.getOrDefault(className.toLowerCase(Locale.ROOT), List.of());
    }

    /** The association views of a class and its subclasses. */
    List<BoundAssociation<?, ?>> associations(String className) {
        return associationsOfClass.getOrDefault(className.toLowerCase(Locale.ROOT), List.of());
    }

    List<BoundAssociation<?, ?>> associations() {
        return associations;
    }

    /** The path of a record, as the view declares it. */
    public <T> CimPath path(ClassView<T> view, T record) {
        return bound(view).path(record);
    }

    <T> BoundView<T> bound(ClassView<T> view) {
        BoundView<T> found = boundOrNull(view);
        if (found == null) {
            throw new IllegalStateException("no profile lists the view of " + view.className());
        }
        return found;
    }

    // A view is bound under its own type parameter, above; the map cannot say so.
    @SuppressWarnings("unchecked")
    private <T> @org.jspecify.annotations.Nullable BoundView<T> boundOrNull(ClassView<T> view) {
        return (BoundView<T>) bound.get(view);
    }
}
