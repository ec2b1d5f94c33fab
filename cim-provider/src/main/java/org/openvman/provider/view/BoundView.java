package org.openvman.provider.view;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.openvman.provider.hypervisor.Inventory;
import org.openvman.provider.operation.PropertyFilter;
import org.openvman.schema.cim.CimClass;
import org.openvman.schema.cim.CimInstance;
import org.openvman.schema.cim.CimPath;
import org.openvman.schema.cim.CimProperty;
import org.openvman.schema.cim.CimPropertyDeclaration;

/** A view with its class: every name resolved, every type known. */
final class BoundView<T> {
    private final ClassView<T> view;
    private final CimClass cimClass;
    private final List<BoundProperty<T>> properties = new ArrayList<>();
    private final List<BoundProperty<T>> keys = new ArrayList<>();
    private final Map<String, MethodHandler<? super T>> methods = new HashMap<>();

    private record BoundProperty<T>(CimPropertyDeclaration declaration, Function<? super T, ?> value) {}

    /** Binds the view; what is wrong with it is added to {@code mistakes}. */
    BoundView(ClassView<T> view, CimClass cimClass, List<String> mistakes) {
        this.view = view;
        this.cimClass = cimClass;
        for (ClassView.Getter<T> getter : view.getters()) {
            Optional<CimPropertyDeclaration> declaration = cimClass.property(getter.property());
            if (declaration.isEmpty()) {
                mistakes.add(view.className() + " has no property " + getter.property());
                continue;
            }
            BoundProperty<T> bound = new BoundProperty<>(declaration.get(), getter.value());
            properties.removeIf(old -> old.declaration.name().equals(bound.declaration.name()));
            properties.add(bound);
        }
        for (CimPropertyDeclaration key : cimClass.keys()) {
            properties.stream()
                    .filter(property -> property.declaration.name().equalsIgnoreCase(key.name()))
                    .findFirst()
                    .ifPresentOrElse(
                            keys::add,
                            () -> mistakes.add(view.className() + " gives no value to its key " + key.name()));
        }
        for (ClassView.Method<T> method : view.methods()) {
            if (cimClass.method(method.name()).isEmpty()) {
                mistakes.add(view.className() + " has no method " + method.name());
            }
            methods.put(method.name().toLowerCase(Locale.ROOT), method.handler());
        }
    }

    ClassView<T> view() {
        return view;
    }

    CimClass cimClass() {
        return cimClass;
    }

    String namespace() {
        return view.namespace();
    }

    /** The names of the properties that the view can give. */
    Stream<String> propertyNames() {
        return properties.stream().map(property -> property.declaration.name());
    }

    Stream<T> all(Inventory inventory) {
        return view.source().all(inventory);
    }

    /** The record whose path has all these keys. */
    Optional<T> find(Inventory inventory, CimPath path) {
        return view.source()
                .find(inventory, path)
                .filter(record -> path(record).keys().equals(path.keys()));
    }

    CimPath path(T record) {
        Map<String, Object> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (BoundProperty<T> key : keys) {
            CimProperty property = Conversion.property(key.declaration, key.value.apply(record))
                    .orElseThrow(() -> new IllegalStateException(
                            view.className() + ": no value for key " + key.declaration.name() + " of " + record));
            Object value = property.value();
            if (value != null) {
                values.put(property.name(), value);
            }
        }
        return new CimPath(view.namespace(), cimClass.name(), values);
    }

    CimInstance instance(T record, PropertyFilter filter) {
        List<CimProperty> values = new ArrayList<>(properties.size());
        for (BoundProperty<T> property : properties) {
            if (filter.accepts(property.declaration.name())) {
                Conversion.property(property.declaration, property.value.apply(record))
                        .ifPresent(values::add);
            }
        }
        return new CimInstance(cimClass.name(), values, Optional.of(path(record)));
    }

    Optional<MethodHandler<? super T>> method(String name) {
        return Optional.ofNullable(methods.get(name.toLowerCase(Locale.ROOT)));
    }

    /** Calls a method on the record that the path names; empty if there is no such record. */
    Optional<Outcome> call(Inventory inventory, CimPath path, MethodHandler<? super T> handler, MethodCall call) {
        return find(inventory, path).map(record -> handler.call(record, call));
    }
}
