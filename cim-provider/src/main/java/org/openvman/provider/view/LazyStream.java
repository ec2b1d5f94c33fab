package org.openvman.provider.view;

import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Flattening that holds one element at a time. {@link Stream#flatMap} buffers all of an inner stream as soon as somebody
 * pulls the outer one through an iterator, as enumeration sessions do; with a class of many instances that is all of them.
 */
public final class LazyStream {
    private LazyStream() {}

    public static <A, B> Stream<B> flatMap(Stream<A> outer, Function<? super A, ? extends Stream<? extends B>> inner) {
        Iterator<B> elements = new Flattened<>(outer.iterator(), inner);
        return StreamSupport.stream(
                        Spliterators.spliteratorUnknownSize(elements, Spliterator.ORDERED | Spliterator.NONNULL), false)
                .onClose(outer::close);
    }

    private static final class Flattened<A, B> implements Iterator<B> {
        private final Iterator<A> outer;
        private final Function<? super A, ? extends Stream<? extends B>> inner;
        private Iterator<? extends B> current = Collections.emptyIterator();

        Flattened(Iterator<A> outer, Function<? super A, ? extends Stream<? extends B>> inner) {
            this.outer = outer;
            this.inner = inner;
        }

        @Override
        public boolean hasNext() {
            while (!current.hasNext()) {
                if (!outer.hasNext()) {
                    return false;
                }
                current = inner.apply(outer.next()).iterator();
            }
            return true;
        }

        @Override
        public B next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return current.next();
        }
    }
}
