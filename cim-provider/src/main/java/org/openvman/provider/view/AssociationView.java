package org.openvman.provider.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.openvman.provider.hypervisor.Inventory;
import org.openvman.provider.view.ClassView.End;

/**
 * How records of two views are associated: one function from an instance at the first end to those at the second. The
 * engine finds the other direction itself, by an index that it keeps as long as the inventory stays the same.
 *
 * @param <A> the record at the first end
 * @param <B> the record at the second end
 */
public final class AssociationView<A, B> {
    private final String className;
    private final End<A> first;
    private final End<B> second;
    private final BiFunction<Inventory, A, Stream<B>> links;
    private final List<Getter<A, B>> getters;
    private final String namespace;
    private final boolean live;
    private final Optional<BiFunction<Inventory, B, Stream<A>>> back;

    /** A property of the association, and what yields its value. */
    record Getter<A, B>(String property, BiFunction<? super A, ? super B, ?> value) {}

    private AssociationView(Builder<A, B> builder) {
        this.className = builder.className;
        this.first = builder.first;
        this.second = builder.second;
        this.links = builder.links;
        this.getters = List.copyOf(builder.getters);
        this.namespace = builder.namespace;
        this.live = builder.live;
        this.back = builder.back;
    }

    public static <A, B> Builder<A, B> of(
            String className, End<A> first, End<B> second, BiFunction<Inventory, A, Stream<B>> links) {
        return new Builder<>(className, first, second, links);
    }

    public String className() {
        return className;
    }

    End<A> first() {
        return first;
    }

    End<B> second() {
        return second;
    }

    Stream<B> links(Inventory inventory, A from) {
        return links.apply(inventory, from);
    }

    List<Getter<A, B>> getters() {
        return getters;
    }

    String namespace() {
        return namespace;
    }

    /** Whether links change without the inventory, so that no index may be kept. */
    boolean live() {
        return live;
    }

    /** The way back, if it was declared. */
    Optional<BiFunction<Inventory, B, Stream<A>>> back() {
        return back;
    }

    /** Collects the declaration of an association. */
    public static final class Builder<A, B> {
        private final String className;
        private final End<A> first;
        private final End<B> second;
        private final BiFunction<Inventory, A, Stream<B>> links;
        private final List<Getter<A, B>> getters = new ArrayList<>();
        private String namespace = ClassView.VIRT;
        private boolean live;
        private Optional<BiFunction<Inventory, B, Stream<A>>> back = Optional.empty();

        private Builder(String className, End<A> first, End<B> second, BiFunction<Inventory, A, Stream<B>> links) {
            this.className = className;
            this.first = first;
            this.second = second;
            this.links = links;
        }

        public Builder<A, B> in(String otherNamespace) {
            this.namespace = otherNamespace;
            return this;
        }

        /** Says that links change without the inventory (jobs, services). */
        public Builder<A, B> live() {
            this.live = true;
            return this;
        }

        /**
         * Declares the way from the second end to the first. Only for associations that are too many, or change too
         * often, to be found by an index; it must yield exactly the links that the way forth yields.
         */
        public Builder<A, B> backwards(BiFunction<Inventory, B, Stream<A>> links) {
            this.back = Optional.of(links);
            return this;
        }

        public Builder<A, B> constant(String property, Object value) {
            getters.add(new Getter<>(property, (from, to) -> value));
            return this;
        }

        public Builder<A, B> property(String property, BiFunction<? super A, ? super B, ?> value) {
            getters.add(new Getter<>(property, value));
            return this;
        }

        public AssociationView<A, B> build() {
            return new AssociationView<>(this);
        }
    }
}
