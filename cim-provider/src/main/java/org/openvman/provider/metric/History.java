package org.openvman.provider.metric;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.openvman.provider.hypervisor.Figure;
import org.openvman.provider.hypervisor.Figures;
import org.openvman.provider.hypervisor.HostSample;
import org.openvman.provider.hypervisor.SystemId;
import org.openvman.provider.hypervisor.SystemSample;

/**
 * What is known of a host's figures: the latest two samples in full, and the {@link Trail} of ten minutes. Immutable.
 *
 * @param latest the last sample that the host gave
 * @param before the one before it
 */
public record History(HostSample latest, Optional<HostSample> before, Trail trail) {

    static History startingWith(HostSample sample) {
        return new History(sample, Optional.empty(), Trail.EMPTY.with(sample));
    }

    History then(HostSample sample) {
        return new History(sample, Optional.of(latest), trail.with(sample));
    }

    public Reading host() {
        return reading(sample -> Optional.of(sample.host()), Trail.Stretch.NONE).orElseThrow();
    }

    /** A system with all its devices; empty if it did not run. */
    public Optional<Reading> system(SystemId id) {
        if (latest.system(id).isEmpty()) {
            return Optional.empty();
        }
        return reading(sample -> sample.system(id).map(SystemSample::total), trail.of(id, latest));
    }

    public Optional<Reading> disk(SystemId id, String disk) {
        return reading(sample -> sample.system(id).flatMap(system -> system.disk(disk)), Trail.Stretch.NONE);
    }

    /** A network adapter, by its place in the active configuration. */
    public Optional<Reading> adapter(SystemId id, int place) {
        return reading(sample -> sample.system(id).flatMap(system -> system.adapter(place)), Trail.Stretch.NONE);
    }

    /** All systems together, as far as their processors go; those that started or ended meanwhile do not count. */
    public Reading systems() {
        long now = 0;
        long past = 0;
        for (var entry : latest.systems().entrySet()) {
            var time = entry.getValue().system().get(Figure.CPU_TIME);
            var earlier = before.flatMap(sample -> sample.system(entry.getKey()))
                    .map(system -> system.system().get(Figure.CPU_TIME))
                    .orElse(OptionalLong.empty());
            if (time.isPresent() && earlier.isPresent() && time.getAsLong() >= earlier.getAsLong()) {
                now += time.getAsLong();
                past += earlier.getAsLong();
            }
        }
        Figures earlier = Figures.NONE.with(Figure.CPU_TIME, past);
        return new Reading(
                latest.taken(),
                Figures.NONE.with(Figure.CPU_TIME, now),
                before.map(sample -> new Reading.Past(earlier, since(sample))),
                Trail.Stretch.NONE);
    }

    private Optional<Reading> reading(Function<HostSample, Optional<Figures>> part, Trail.Stretch stretch) {
        return part.apply(latest)
                .map(now -> new Reading(
                        latest.taken(),
                        now,
                        before.flatMap(sample -> part.apply(sample).map(past -> new Reading.Past(past, since(sample)))),
                        stretch));
    }

    private Duration since(HostSample sample) {
        return Duration.between(sample.taken(), latest.taken());
    }
}
