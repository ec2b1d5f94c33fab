package org.openvman.provider.metric;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.openvman.provider.hypervisor.Figure;
import org.openvman.provider.hypervisor.HostSample;
import org.openvman.provider.hypervisor.SystemId;

/**
 * What is kept of samples for ten minutes: the processor time of each system, every ten seconds at most. That is at most
 * 62 numbers for a system, however short the interval of the samples is.
 */
public record Trail(List<Point> points) {
    static final Trail EMPTY = new Trail(List.of());
    static final Duration LENGTH = Duration.ofMinutes(10);
    private static final Duration SPACING = Duration.ofSeconds(10);

    /** The processor time of every system at one time. */
    public record Point(Instant when, Map<SystemId, Long> processorTime) {}

    /**
     * The processor time of one system, oldest first.
     *
     * @param steps from one point to the next, without those over which the system was started
     */
    public record Stretch(List<Step> steps) {
        public static final Stretch NONE = new Stretch(List.of());

        public Duration length() {
            return steps.stream().map(Step::length).reduce(Duration.ZERO, Duration::plus);
        }

        public long processorTime() {
            return steps.stream().mapToLong(Step::processorTime).sum();
        }
    }

    /** How much processor time, in nanoseconds, was used in how long. */
    public record Step(Duration length, long processorTime) {}

    public Trail {
        points = List.copyOf(points);
    }

    Trail with(HostSample sample) {
        if (!points.isEmpty()
                && Duration.between(points.get(points.size() - 1).when(), sample.taken())
                                .compareTo(SPACING)
                        < 0) {
            return this;
        }
        Instant oldest = sample.taken().minus(LENGTH);
        List<Point> kept = new ArrayList<>();
        points.stream().filter(point -> !point.when().isBefore(oldest)).forEach(kept::add);
        kept.add(point(sample));
        return new Trail(kept);
    }

    private static Point point(HostSample sample) {
        Map<SystemId, Long> times = new HashMap<>();
        sample.systems()
                .forEach((id, system) -> system.system().get(Figure.CPU_TIME).ifPresent(time -> times.put(id, time)));
        return new Point(sample.taken(), times);
    }

    /** What the trail tells of one system up to the latest sample. */
    Stretch of(SystemId id, HostSample latest) {
        List<Step> steps = new ArrayList<>();
        Optional<Instant> since = Optional.empty();
        OptionalLong before = OptionalLong.empty();
        List<Point> all = new ArrayList<>(points);
        all.add(point(latest, id));
        for (Point point : all) {
            Long time = point.processorTime().get(id);
            OptionalLong now = time == null ? OptionalLong.empty() : OptionalLong.of(time);
            if (since.isPresent() && before.isPresent() && now.isPresent()) {
                Duration length = Duration.between(since.orElseThrow(), point.when());
                long used = now.getAsLong() - before.getAsLong();
                if (used >= 0 && !length.isZero() && !length.isNegative()) {
                    steps.add(new Step(length, used));
                }
            }
            since = Optional.of(point.when());
            before = now;
        }
        return new Stretch(steps);
    }

    private static Point point(HostSample sample, SystemId id) {
        OptionalLong time = sample.system(id)
                .map(system -> system.system().get(Figure.CPU_TIME))
                .orElse(OptionalLong.empty());
        return new Point(sample.taken(), time.isPresent() ? Map.of(id, time.getAsLong()) : Map.of());
    }
}
