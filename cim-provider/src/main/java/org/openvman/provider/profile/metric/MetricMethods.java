package org.openvman.provider.profile.metric;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.openvman.provider.hypervisor.HostId;
import org.openvman.provider.hypervisor.HostInventory;
import org.openvman.provider.hypervisor.Inventory;
import org.openvman.provider.metric.Sampler;
import org.openvman.provider.view.MethodCall;
import org.openvman.provider.view.Outcome;
import org.openvman.schema.cim.CimPath;

/** The methods of CIM_MetricService. Their only return codes are 0, 1 (Not Supported) and 2 (Failed). */
final class MetricMethods {
    private static final long NOT_SUPPORTED = 1;
    private static final long FAILED = 2;
    private static final int ENABLE = 2;
    private static final int DISABLE = 3;
    private static final int RESET = 4;
    private static final int MINIMUM = 2;
    private static final int MAXIMUM = 3;

    private final Meters meters;
    private final MetricSwitches switches;
    private final Sampler sampler;
    private final List<MetricProfile.Shown> shown;
    private final Clock clock;

    MetricMethods(
            Meters meters, MetricSwitches switches, Sampler sampler, List<MetricProfile.Shown> shown, Clock clock) {
        this.meters = meters;
        this.switches = switches;
        this.sampler = sampler;
        this.shown = shown;
        this.clock = clock;
    }

    /** MetricCollectionEnabled. */
    static int enabled(boolean on) {
        return on ? ENABLE : DISABLE;
    }

    /** An element of this host with one of its metrics. */
    private record Pair<T>(Meter<T> meter, T element, Metric metric) {
        String key() {
            return meter.key().apply(element);
        }
    }

    Outcome showMetrics(HostInventory host, MethodCall call) {
        List<Pair<?>> pairs = pairs(host, call);
        if (pairs.isEmpty()) {
            return nothing(call);
        }
        return new Outcome.Completed(Map.of(
                "ManagedElements",
                pairs.stream().map(pair -> elementPath(pair, call)).toList(),
                "DefinitionList",
                pairs.stream().map(pair -> definitionPath(pair.metric(), call)).toList(),
                "MetricNames",
                pairs.stream().map(pair -> pair.metric().name()).toList(),
                "MetricCollectionEnabled",
                pairs.stream().map(pair -> enabled(isOn(pair))).toList()));
    }

    Outcome showMetricsByClass(HostInventory host, MethodCall call) {
        List<Metric> metrics = metricsOfClass(call);
        if (metrics.isEmpty()) {
            return nothing(call);
        }
        return new Outcome.Completed(Map.of(
                "DefinitionList",
                metrics.stream().map(metric -> definitionPath(metric, call)).toList(),
                "MetricNames",
                metrics.stream().map(Metric::name).toList(),
                "MetricCollectionEnabled",
                metrics.stream()
                        .map(metric -> enabled(switches.isOn(host.host().id(), metric)))
                        .toList()));
    }

    Outcome controlMetrics(HostInventory host, MethodCall call) {
        Optional<Boolean> on = requested(call);
        List<Pair<?>> pairs = pairs(host, call);
        if (on.isEmpty()) {
            return noReset();
        }
        if (pairs.isEmpty()) {
            return nothing(call);
        }
        if (call.reference("Subject").isEmpty()) {
            // Every element of the definition, those that come later included.
            pairs.stream()
                    .map(Pair::metric)
                    .distinct()
                    .forEach(metric -> switches.switchAll(host.host().id(), metric, on.orElseThrow()));
        } else {
            Inventory inventory = call.inventory();
            pairs.forEach(pair -> switches.switchOne(
                    host.host().id(),
                    pair.metric(),
                    pair.key(),
                    on.orElseThrow(),
                    key -> pair.meter().find(inventory, key).isPresent()));
        }
        return Outcome.completed();
    }

    Outcome controlMetricsByClass(HostInventory host, MethodCall call) {
        Optional<Boolean> on = requested(call);
        List<Metric> metrics = metricsOfClass(call);
        if (on.isEmpty()) {
            return noReset();
        }
        if (metrics.isEmpty()) {
            return nothing(call);
        }
        metrics.forEach(metric -> switches.switchAll(host.host().id(), metric, on.orElseThrow()));
        return Outcome.completed();
    }

    Outcome getMetricValues(HostInventory host, MethodCall call) {
        Metric metric = definition(call).orElseThrow(() -> call.missing("Definition"));
        Optional<Long> range = call.number("Range");
        if (range.filter(value -> value != MINIMUM && value != MAXIMUM).isPresent()) {
            throw call.invalid("Range is 2 (Minimum) or 3 (Maximum), not " + range.orElseThrow());
        }
        Comparator<MetricValue<?>> byValue =
                Comparator.comparing(value -> value.measurement().value());
        Stream<MetricValue<?>> values = meters.values(call.inventory(), candidate -> candidate == metric)
                .filter(value -> hostOf(value).equals(host.host().id()));
        if (range.isPresent()) {
            values = values.sorted(range.orElseThrow() == MINIMUM ? byValue : byValue.reversed());
        }
        long count = call.number("Count").orElse(Long.MAX_VALUE);
        return Outcome.completed(
                "Values",
                values.limit(count)
                        .map(value -> call.pathOf(shown(metric).value(), value))
                        .toList());
    }

    Outcome controlSampleTimes(HostInventory host, MethodCall call) {
        Instant start = call.pointInTime("StartSampleTime").orElseThrow(() -> call.missing("StartSampleTime"));
        Duration interval =
                call.interval("PreferredSampleInterval").orElseThrow(() -> call.missing("PreferredSampleInterval"));
        boolean restart = call.flag("RestartGathering").orElseThrow(() -> call.missing("RestartGathering"));
        try {
            sampler.reschedule(host.host().id(), Duration.between(clock.instant(), start), interval, restart);
        } catch (IllegalArgumentException e) {
            throw call.invalid("PreferredSampleInterval: " + e.getMessage());
        }
        return Outcome.completed();
    }

    /**
     * What Subject and Definition name together: without a Subject all elements of this host, without a Definition all
     * metrics of the element.
     */
    private List<Pair<?>> pairs(HostInventory host, MethodCall call) {
        Optional<CimPath> subject = call.reference("Subject");
        Optional<Metric> definition = definition(call);
        if (subject.isEmpty() && definition.isEmpty()) {
            throw call.invalid("either Subject or Definition must be given");
        }
        List<Pair<?>> pairs = new ArrayList<>();
        meters.all().forEach(meter -> pairs.addAll(pairs(meter, host.host().id(), subject, definition, call)));
        return pairs;
    }

    private <T> List<Pair<T>> pairs(
            Meter<T> meter, HostId host, Optional<CimPath> subject, Optional<Metric> definition, MethodCall call) {
        List<Metric> metrics = meter.metrics().stream()
                .filter(metric -> definition.isEmpty() || definition.orElseThrow() == metric)
                .toList();
        if (metrics.isEmpty()) {
            return List.of();
        }
        Stream<T> elements = subject.isPresent()
                ? call.find(subject.orElseThrow(), meter.view()).stream()
                : meter.view().all(call.inventory());
        return elements.filter(element -> meter.host().apply(element).equals(host))
                .flatMap(element -> metrics.stream().map(metric -> new Pair<>(meter, element, metric)))
                .toList();
    }

    /** The metrics of all elements of the class that Subject is of. */
    private List<Metric> metricsOfClass(MethodCall call) {
        CimPath subject = call.reference("Subject").orElseThrow(() -> call.missing("Subject"));
        Optional<Metric> definition = definition(call);
        return meters.all().stream()
                .filter(meter -> call.find(subject, meter.view()).isPresent())
                .flatMap(meter -> meter.metrics().stream())
                .filter(metric -> definition.isEmpty() || definition.orElseThrow() == metric)
                .toList();
    }

    private Optional<Metric> definition(MethodCall call) {
        return call.reference("Definition")
                .map(path -> shown.stream()
                        .flatMap(kind -> call.find(path, kind.definition()).stream())
                        .findFirst()
                        .orElseThrow(() -> call.invalid("Definition names no metric: " + path)));
    }

    /** Whether to switch on or off; empty for Reset. */
    private static Optional<Boolean> requested(MethodCall call) {
        long value = call.number("MetricCollectionEnabled").orElseThrow(() -> call.missing("MetricCollectionEnabled"));
        if (value == RESET) {
            return Optional.empty();
        }
        if (value != ENABLE && value != DISABLE) {
            throw call.invalid("MetricCollectionEnabled is 2 (Enable), 3 (Disable) or 4 (Reset), not " + value);
        }
        return Optional.of(value == ENABLE);
    }

    private static Outcome noReset() {
        return new Outcome.Refused(
                NOT_SUPPORTED,
                "counters are the hypervisor's and cannot be reset; ControlSampleTimes begins intervals anew");
    }

    private static Outcome nothing(MethodCall call) {
        return new Outcome.Refused(
                FAILED,
                call.method() + ": this service has no such metric of such an element: Subject "
                        + call.reference("Subject") + ", Definition " + call.reference("Definition"));
    }

    private <T> boolean isOn(Pair<T> pair) {
        return meters.isOn(pair.meter(), pair.element(), pair.metric());
    }

    private static <T> CimPath elementPath(Pair<T> pair, MethodCall call) {
        return call.pathOf(pair.meter().view(), pair.element());
    }

    private CimPath definitionPath(Metric metric, MethodCall call) {
        return call.pathOf(shown(metric).definition(), metric);
    }

    private MetricProfile.Shown shown(Metric metric) {
        return shown.stream()
                .filter(kind -> kind.kind().test(metric))
                .findFirst()
                .orElseThrow();
    }

    private static <T> HostId hostOf(MetricValue<T> value) {
        return value.meter().host().apply(value.element());
    }
}
