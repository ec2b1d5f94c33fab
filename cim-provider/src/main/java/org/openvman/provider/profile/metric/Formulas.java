package org.openvman.provider.profile.metric;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.openvman.provider.hypervisor.Figure;
import org.openvman.provider.hypervisor.Host;
import org.openvman.provider.metric.Reading;
import org.openvman.provider.metric.Trail;

/** The formulas that metrics are made of. */
final class Formulas {
    private static final double NANOS_PER_MICRO = 1000;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double PERCENT = 100;

    private Formulas() {}

    /** A figure as it is. */
    static Formula figure(Figure figure) {
        return (reading, host) -> value(reading.now(figure), 1);
    }

    /** A figure in percent as the number that it is a part of. */
    static Formula hundredth(Figure figure) {
        return (reading, host) -> value(reading.now(figure), PERCENT);
    }

    /** A time as it is, in microseconds. */
    static Formula time(Figure figure) {
        return (reading, host) -> value(reading.now(figure), NANOS_PER_MICRO);
    }

    /** How much a time grew in the last interval, in microseconds. */
    static Formula timeGrowth(Figure counter) {
        return (reading, host) -> overInterval(reading, counter, (growth, nanos) -> growth / NANOS_PER_MICRO);
    }

    /** How fast a counter grew in the last interval, by the second. */
    static Formula rate(Figure counter) {
        return (reading, host) -> overInterval(reading, counter, (growth, nanos) -> growth * NANOS_PER_SECOND / nanos);
    }

    /** The mean time that an operation of the last interval took, in microseconds; none without operations. */
    static Formula meanTime(Figure time, Figure operations) {
        return (reading, host) -> {
            OptionalLong count = reading.growth(operations);
            return count.isEmpty() || count.getAsLong() == 0
                    ? Optional.empty()
                    : overInterval(reading, time, (growth, nanos) -> growth / NANOS_PER_MICRO / count.getAsLong());
        };
    }

    /** Time used in the last interval, in percent of what that many processors have in it. */
    static Formula load(Figure time, BiFunction<Reading, Host, OptionalLong> processors) {
        return (reading, host) -> {
            OptionalLong count = processors.apply(reading, host);
            return count.isEmpty() || count.getAsLong() == 0
                    ? Optional.empty()
                    : overInterval(reading, time, (growth, nanos) -> PERCENT * growth / nanos / count.getAsLong());
        };
    }

    /** How many processors' worth of time was used in the last interval. */
    static Formula processorsUsed(Figure time) {
        return (reading, host) -> overInterval(reading, time, (growth, nanos) -> growth / nanos);
    }

    /** One figure in percent of another quantity. */
    static Formula share(ToDoubleFunction<Reading> part, BiFunction<Reading, Host, OptionalLong> whole) {
        return (reading, host) -> {
            OptionalLong all = whole.apply(reading, host);
            double some = part.applyAsDouble(reading);
            return all.isEmpty() || all.getAsLong() == 0 || Double.isNaN(some)
                    ? Optional.empty()
                    : Optional.of(
                            new Measurement(BigDecimal.valueOf(PERCENT * some / all.getAsLong()), Optional.empty()));
        };
    }

    /** A figure for {@link #share}; NaN if it is not there. */
    static ToDoubleFunction<Reading> part(Figure figure) {
        return reading -> {
            OptionalLong value = reading.now(figure);
            return value.isPresent() ? value.getAsLong() : Double.NaN;
        };
    }

    /** Processor time used in the time that the trail covers, in microseconds. */
    static Formula trailTime() {
        return (reading, host) ->
                overTrail(reading, stretch -> OptionalDouble.of(stretch.processorTime() / NANOS_PER_MICRO));
    }

    /** Processor time in percent of the host's processors, the mean of the trail. */
    static Formula trailAverage() {
        return (reading, host) -> overTrail(
                reading,
                stretch -> OptionalDouble.of(percent(
                        stretch.processorTime(), stretch.length(), host.cpu().threads())));
    }

    /** The same, the highest step of the trail. */
    static Formula trailMaximum() {
        return (reading, host) -> overTrail(
                reading,
                stretch -> stretch.steps().stream()
                        .mapToDouble(step -> percent(
                                step.processorTime(), step.length(), host.cpu().threads()))
                        .max());
    }

    private static double percent(long time, Duration length, int processors) {
        return PERCENT * time / length.toNanos() / processors;
    }

    private static Optional<Measurement> overTrail(Reading reading, Function<Trail.Stretch, OptionalDouble> function) {
        Trail.Stretch stretch = reading.trail();
        if (stretch.steps().isEmpty()) {
            return Optional.empty();
        }
        OptionalDouble value = function.apply(stretch);
        return value.isPresent()
                ? Optional.of(Measurement.of(value.getAsDouble(), stretch.length()))
                : Optional.empty();
    }

    private interface Growth {
        double value(double growth, double nanos);
    }

    private static Optional<Measurement> overInterval(Reading reading, Figure counter, Growth function) {
        OptionalLong growth = reading.growth(counter);
        if (growth.isEmpty()) {
            return Optional.empty();
        }
        return reading.interval()
                .map(length -> Measurement.of(function.value(growth.getAsLong(), length.toNanos()), length));
    }

    private static Optional<Measurement> value(OptionalLong figure, double divisor) {
        return figure.isPresent()
                ? Optional.of(Measurement.of(Math.round(figure.getAsLong() / divisor)))
                : Optional.empty();
    }
}
