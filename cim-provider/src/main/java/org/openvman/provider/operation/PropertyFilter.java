package org.openvman.provider.operation;

import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Which properties a client wants (DSP0200 PropertyList): all, or those named. Names compare without case; names the
 * class does not have are ignored, as the document asks.
 *
 * @param names empty for all
 */
public record PropertyFilter(Optional<SortedSet<String>> names) {
    public static final PropertyFilter ALL = new PropertyFilter(Optional.empty());

    public PropertyFilter {
        names = names.map(given -> {
            SortedSet<String> copy = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
            copy.addAll(given);
            return Collections.unmodifiableSortedSet(copy);
        });
    }

    public static PropertyFilter only(Collection<String> names) {
        return new PropertyFilter(Optional.of(new TreeSet<>(names)));
    }

    public boolean accepts(String property) {
        return names.map(accepted -> accepted.contains(property)).orElse(true);
    }
}
