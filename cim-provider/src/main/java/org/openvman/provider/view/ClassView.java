package org.openvman.provider.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.openvman.provider.hypervisor.Inventory;
import org.openvman.schema.cim.CimPath;

/**
 * How records of one kind appear as instances of one CIM class.
 *
 * <p>Property types come from the MOF: a getter returns whatever Java value is at hand, the engine converts it. A getter
 * that returns an empty {@code Optional} leaves the property out. Wrong names and missing keys are found when the
 * {@link ProfileRegistry} binds the view.
 *
 * @param <T> the neutral record
 */
public final class ClassView<T> {
    /** The namespace of everything that is not about the server itself. */
    public static final String VIRT = "root/virt";

    /** The namespace of the server itself and its registered profiles. */
    public static final String INTEROP = "root/interop";

    private final String className;
    private final String namespace;
    private final Source<T> source;
    private final List<Getter<T>> getters;
    private final List<Method<T>> methods;

    /** A property of the class, and what yields its value. */
    record Getter<T>(String property, Function<? super T, ?> value) {}

    /** A method of the class, and what carries it out. */
    record Method<T>(String name, MethodHandler<? super T> handler) {}

    private ClassView(Builder<T> builder) {
        this.className = builder.className;
        this.namespace = builder.namespace;
        this.source = builder.source;
        this.getters = List.copyOf(builder.getters);
        this.methods = List.copyOf(builder.methods);
    }

    public static <T> Builder<T> of(String className, Source<T> source) {
        return new Builder<>(className, source);
    }

    /** This view as an end of an association. */
    public End<T> as(String role) {
        return new End<>(this, role);
    }

    public String className() {
        return className;
    }

    /** The record that a path of this view's class names, if it is there. */
    public Optional<T> find(Inventory inventory, CimPath path) {
        return path.className().equalsIgnoreCase(className) ? source.find(inventory, path) : Optional.empty();
    }

    /** All records of the view. */
    public Stream<T> all(Inventory inventory) {
        return source.all(inventory);
    }

    String namespace() {
        return namespace;
    }

    Source<T> source() {
        return source;
    }

    List<Getter<T>> getters() {
        return getters;
    }

    List<Method<T>> methods() {
        return methods;
    }

    /** An end of an association: a view, and the name of the reference that points to it. */
    public record End<T>(ClassView<T> view, String role) {}

    /** Collects the declaration of a view. */
    public static final class Builder<T> {
        private final String className;
        private final Source<T> source;
        private final List<Getter<T>> getters = new ArrayList<>();
        private final List<Method<T>> methods = new ArrayList<>();
        private String namespace = VIRT;

        private Builder(String className, Source<T> source) {
            this.className = className;
            this.source = source;
        }

        /** Puts the class into another namespace than {@link #VIRT}. */
        public Builder<T> in(String otherNamespace) {
            this.namespace = otherNamespace;
            return this;
        }

        public Builder<T> constant(String property, Object value) {
            getters.add(new Getter<>(property, record -> value));
            return this;
        }

        public Builder<T> property(String property, Function<? super T, ?> value) {
            getters.add(new Getter<>(property, value));
            return this;
        }

        /** All properties of a setting view; {@code setting} says which setting of the record they describe. */
        public <S> Builder<T> settings(SettingView<S> settings, Function<? super T, ? extends S> setting) {
            settings.readers()
                    .forEach((property, value) ->
                            getters.add(new Getter<>(property, record -> value.apply(setting.apply(record)))));
            return this;
        }

        public Builder<T> method(String method, MethodHandler<? super T> handler) {
            methods.add(new Method<>(method, handler));
            return this;
        }

        public ClassView<T> build() {
            return new ClassView<>(this);
        }
    }
}
