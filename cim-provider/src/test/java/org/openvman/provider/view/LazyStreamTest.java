package org.openvman.provider.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Iterator;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What keeps the memory of an enumeration small: nobody makes elements that nobody has asked for yet. */
class LazyStreamTest {
    private final AtomicInteger made = new AtomicInteger();

    private Stream<Integer> thousands(int outer) {
        return IntStream.range(0, 1000).mapToObj(inner -> {
            made.incrementAndGet();
            return 1000 * outer + inner;
        });
    }

    @Test
    void elementsAreMadeOneAtATime() {
        Iterator<Integer> elements = LazyStream.flatMap(Stream.of(0, 1, 2), this::thousands)
                .map(element -> element)
                .iterator();

        assertThat(elements.next()).isZero();
        assertThat(made).hasValueLessThanOrEqualTo(2);
    }

    @Test
    void nothingIsLostOrReordered() {
        assertThat(LazyStream.flatMap(Stream.of(0, 1, 2), outer -> outer == 1 ? Stream.empty() : thousands(outer)))
                .hasSize(2000)
                .isSorted()
                .contains(0, 999, 2000, 2999);
    }
}
