package org.openvman.provider.view;

import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.openvman.provider.hypervisor.Inventory;
import org.openvman.schema.cim.CimPath;

/**
 * Where the records of a view come from: all of them, and one by the keys of its path without looking at the others.
 *
 * <p>The engine compares every key of what {@link #find} returned with the path, so a source only has to use the one
 * key that tells records apart.
 */
public interface Source<T> {

    Stream<T> all(Inventory inventory);

    Optional<T> find(Inventory inventory, CimPath path);

    /** Records found by the value of one key. */
    static <T> Source<T> keyed(
            String key, Function<Inventory, Stream<T>> all, BiFunction<Inventory, String, Optional<T>> find) {
        return new Source<>() {
            @Override
            public Stream<T> all(Inventory inventory) {
                return all.apply(inventory);
            }

            @Override
            public Optional<T> find(Inventory inventory, CimPath path) {
                return path.keyText(key).flatMap(id -> find.apply(inventory, id));
            }
        };
    }

    /** A handful of records, found by looking at each; the id is the value of the key. */
    static <T> Source<T> few(String key, Function<Inventory, Stream<T>> all, Function<T, String> id) {
        return keyed(
                key,
                all,
                (inventory, wanted) -> all.apply(inventory)
                        .filter(record -> id.apply(record).equals(wanted))
                        .findFirst());
    }

    /** One record, always there. */
    static <T> Source<T> only(T record) {
        return new Source<>() {
            @Override
            public Stream<T> all(Inventory inventory) {
                return Stream.of(record);
            }

            @Override
            public Optional<T> find(Inventory inventory, CimPath path) {
                return Optional.of(record);
            }
        };
    }
}
