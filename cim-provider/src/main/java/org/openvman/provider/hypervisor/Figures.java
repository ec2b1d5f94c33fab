package org.openvman.provider.hypervisor;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalLong;

/** The figures of one thing at one time; what the hypervisor does not tell is not there. */
public record Figures(Map<Figure, Long> values) {
    public static final Figures NONE = new Figures(Map.of());

    public Figures {
        EnumMap<Figure, Long> copy = new EnumMap<>(Figure.class);
        copy.putAll(values);
        values = Collections.unmodifiableMap(copy);
    }

    public OptionalLong get(Figure figure) {
        Long value = values.get(figure);
        return value == null ? OptionalLong.empty() : OptionalLong.of(value);
    }

    public Figures with(Figure figure, long value) {
        EnumMap<Figure, Long> changed = new EnumMap<>(Figure.class);
        changed.putAll(values);
        changed.put(figure, value);
        return new Figures(changed);
    }

    /** Each figure added up over those that have it. */
    public static Figures sum(Collection<Figures> parts) {
        EnumMap<Figure, Long> sums = new EnumMap<>(Figure.class);
        for (Figures part : parts) {
            part.values.forEach((figure, value) -> sums.merge(figure, value, Long::sum));
        }
        return new Figures(sums);
    }
}
