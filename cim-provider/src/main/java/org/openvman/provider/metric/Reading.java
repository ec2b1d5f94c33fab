package org.openvman.provider.metric;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.openvman.provider.hypervisor.Figure;
import org.openvman.provider.hypervisor.Figures;

/**
 * The figures of one element at the latest sample, and how they got there.
 *
 * @param taken when the latest sample was taken
 * @param now the figures then
 * @param last the figures at the sample before; empty if the element was not in it
 * @param trail the processor time of the last ten minutes; empty for elements that have none
 */
public record Reading(Instant taken, Figures now, Optional<Past> last, Trail.Stretch trail) {

    /** Figures, and how long before the latest sample they were taken. */
    public record Past(Figures figures, Duration ago) {}

    public OptionalLong now(Figure figure) {
        return now.get(figure);
    }

    /** How long the last interval was; empty before there were two samples. */
    public Optional<Duration> interval() {
        return last.map(Past::ago).filter(ago -> !ago.isZero() && !ago.isNegative());
    }

    /** How much a counter grew in the last interval; empty if it was not there before or began anew. */
    public OptionalLong growth(Figure counter) {
        OptionalLong value = now.get(counter);
        OptionalLong before = last.map(past -> past.figures().get(counter)).orElse(OptionalLong.empty());
        if (value.isEmpty() || before.isEmpty() || interval().isEmpty()) {
            return OptionalLong.empty();
        }
        long growth = value.getAsLong() - before.getAsLong();
        return growth < 0 ? OptionalLong.empty() : OptionalLong.of(growth);
    }

    public Reading withoutFigures() {
        return new Reading(taken, Figures.NONE, Optional.empty(), trail);
    }

    public Reading with(Figure figure, long value) {
        return new Reading(taken, now.with(figure, value), last, trail);
    }
}
