package org.openvman.provider.profile.metric;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.openvman.provider.hypervisor.HostInventory;
import org.openvman.provider.hypervisor.Inventory;
import org.openvman.provider.metric.Sampler;
import org.openvman.provider.profile.allocation.PoolProfile;
import org.openvman.provider.profile.system.HostProfile;
import org.openvman.provider.profile.system.HostService;
import org.openvman.provider.profile.system.VirtualSystemProfile;
import org.openvman.provider.view.AssociationView;
import org.openvman.provider.view.ClassView;
import org.openvman.provider.view.Profile;
import org.openvman.provider.view.Source;

/** DSP1053 Base Metrics: definitions, values, and the service of each host that collects them. */
public final class MetricProfile implements Profile {
    private static final String SERVICE_CLASS = "OpenVMAN_MetricService";
    private static final String CAPABILITIES_PREFIX = "OpenVMAN:Metrics/";
    private static final int PERIODIC = 3; // GatheringType
    private static final int DISCRETE_AND_BULK = 4; // MetricsControlTypes, ManagedElementControlTypes

    /** CIM_MetricServiceCapabilities.SupportedMethods: all six. */
    private static final List<Integer> METHODS = List.of(2, 3, 4, 5, 6, 7);

    private final Sampler sampler;
    private final Meters meters;
    private final Shown base;
    private final Shown aggregated;
    private final ClassView<HostInventory> service;
    private final ClassView<HostInventory> capabilities;

    /** The two views of one kind of metrics. */
    record Shown(Predicate<Metric> kind, ClassView<Metric> definition, ClassView<MetricValue<?>> value) {}

    public MetricProfile(Sampler sampler, VirtualSystemProfile systems, PoolProfile pools, Clock clock) {
        this.sampler = sampler;
        MetricSwitches switches = new MetricSwitches();
        this.meters = new Meters(sampler, switches, systems, pools);
        Predicate<Metric> isAggregation = metric -> metric.shape().isAggregation();
        this.base = new Shown(
                isAggregation.negate(),
                definitions("OpenVMAN_BaseMetricDefinition", isAggregation.negate())
                        .build(),
                values("OpenVMAN_BaseMetricValue", isAggregation.negate()).build());
        this.aggregated = new Shown(
                isAggregation,
                definitions("OpenVMAN_AggregationMetricDefinition", isAggregation)
                        .property("SimpleFunction", metric -> metric.shape().function())
                        .build(),
                values("OpenVMAN_AggregationMetricValue", isAggregation)
                        .property("AggregationTimeStamp", MetricValue::taken)
                        .property(
                                "AggregationDuration",
                                value -> value.measurement().over())
                        .build());
        MetricMethods methods = new MetricMethods(meters, switches, sampler, List.of(base, aggregated), clock);
        this.service = serviceView(methods);
        this.capabilities = capabilitiesView();
    }

    private static ClassView.Builder<Metric> definitions(String className, Predicate<Metric> kind) {
        Source<Metric> source =
                Source.few("Id", inventory -> MetricTable.all().stream().filter(kind), Metric::id);
        return ClassView.of(className, source)
                .property("Id", Metric::id)
                .property("Name", Metric::name)
                .property("ElementName", Metric::name)
                .property("Description", Metric::meaning)
                .property("DataType", metric -> metric.unit().type().code())
                .property("Calculable", metric -> metric.unit().calculable())
                .property("ProgrammaticUnits", metric -> metric.unit().text())
                .constant("IsContinuous", true)
                .property("ChangeType", metric -> metric.shape().changeType())
                .property("TimeScope", metric -> metric.shape().timeScope())
                .constant("GatheringType", PERIODIC);
    }

    private ClassView.Builder<MetricValue<?>> values(String className, Predicate<Metric> kind) {
        return ClassView.of(
                        className,
                        Source.<MetricValue<?>>keyed(
                                "InstanceID",
                                inventory -> meters.values(inventory, kind),
                                (inventory, id) ->
                                        meters.find(inventory, id).filter(value -> kind.test(value.metric()))))
                .property("InstanceID", MetricValue::instanceId)
                .property("ElementName", value -> value.metric().name())
                .property("MetricDefinitionId", value -> value.metric().id())
                .property("MeasuredElementName", MetricProfile::elementName)
                .property("TimeStamp", MetricValue::taken)
                .property("Duration", value -> value.measurement().over())
                .property("MetricValue", MetricValue::text)
                .constant("Volatile", true);
    }

    private static <T> String elementName(MetricValue<T> value) {
        return value.meter().elementName().apply(value.element());
    }

    private ClassView<HostInventory> serviceView(MetricMethods methods) {
        return HostService.of(SERVICE_CLASS, "Metrics", "Metrics of ", this::isMeasured)
                .property("SampleInterval", host -> sampler.interval(host.host().id()))
                .property(
                        "LastSampleTime",
                        host -> sampler.history(host.host().id())
                                .map(history -> history.latest().taken()))
                .method("ShowMetrics", methods::showMetrics)
                .method("ShowMetricsByClass", methods::showMetricsByClass)
                .method("ControlMetrics", methods::controlMetrics)
                .method("ControlMetricsByClass", methods::controlMetricsByClass)
                .method("GetMetricValues", methods::getMetricValues)
                .method("ControlSampleTimes", methods::controlSampleTimes)
                .build();
    }

    private ClassView<HostInventory> capabilitiesView() {
        List<String> classes =
                meters.all().stream().map(meter -> meter.view().className()).toList();
        return HostService.capabilities(
                        "OpenVMAN_MetricServiceCapabilities",
                        CAPABILITIES_PREFIX,
                        "What the metric service can do on ",
                        this::isMeasured)
                .constant("ElementNameEditSupported", false)
                .constant("SupportedMethods", METHODS)
                .constant(
                        "ControllableMetrics",
                        MetricTable.all().stream().map(Metric::id).toList())
                .constant(
                        "MetricsControlTypes",
                        MetricTable.all().stream()
                                .map(metric -> DISCRETE_AND_BULK)
                                .toList())
                .constant("ControllableManagedElements", classes)
                .constant(
                        "ManagedElementControlTypes",
                        classes.stream().map(name -> DISCRETE_AND_BULK).toList())
                .build();
    }

    private boolean isMeasured(HostInventory host) {
        return sampler.measures(host.host().id());
    }

    @Override
    public List<ClassView<?>> classes() {
        return List.of(
                base.definition(), aggregated.definition(), base.value(), aggregated.value(), service, capabilities);
    }

    @Override
    public List<AssociationView<?, ?>> associations() {
        List<AssociationView<?, ?>> associations = new ArrayList<>();
        for (Shown shown : List.of(base, aggregated)) {
            associations.add(instances(shown));
            meters.all().stream()
                    .filter(meter -> meter.metrics().stream().anyMatch(shown.kind()))
                    .forEach(meter -> associations.addAll(ofElements(meter, shown)));
        }
        associations.add(HostService.hosted(service, this::isMeasured));
        associations.add(HostService.withCapabilities(service, capabilities));
        associations.add(
                HostService.managing(service, HostProfile.HOST, Stream::of).build());
        return associations;
    }

    private AssociationView<?, ?> instances(Shown shown) {
        return AssociationView.of(
                        "OpenVMAN_MetricInstance",
                        shown.definition().as("Antecedent"),
                        shown.value().as("Dependent"),
                        (inventory, metric) -> meters.values(inventory, candidate -> candidate == metric))
                .backwards((inventory, value) -> Stream.of(value.metric()))
                .build();
    }

    /** Definitions and values hang on each element; both ways are declared, for there are too many of them to index. */
    private <T> List<AssociationView<?, ?>> ofElements(Meter<T> meter, Shown shown) {
        return List.of(
                AssociationView.of(
                                "OpenVMAN_MetricDefForME",
                                meter.view().as("Antecedent"),
                                shown.definition().as("Dependent"),
                                (Inventory inventory, T element) -> meters.measures(meter, element)
                                        ? meter.metrics().stream().filter(shown.kind())
                                        : Stream.empty())
                        .backwards((inventory, metric) -> metric.subject() == meter.subject()
                                ? meter.view().all(inventory).filter(element -> meters.measures(meter, element))
                                : Stream.empty())
                        .property(
                                "MetricCollectionEnabled",
                                (element, metric) -> MetricMethods.enabled(meters.isOn(meter, element, metric)))
                        .build(),
                AssociationView.of(
                                "OpenVMAN_MetricForME",
                                meter.view().as("Antecedent"),
                                shown.value().as("Dependent"),
                                (Inventory inventory, T element) -> meters.values(
                                                inventory, meter, element, shown.kind())
                                        .map(value -> (MetricValue<?>) value))
                        .backwards((inventory, value) -> element(meter, value).stream())
                        .build());
    }

    // A value holds an element of its own meter; the type of a value in general cannot say so.
    @SuppressWarnings("unchecked")
    private static <T> Optional<T> element(Meter<T> meter, MetricValue<?> value) {
        return value.meter() == meter ? Optional.of((T) value.element()) : Optional.empty();
    }

    @Override
    public List<Registration<?>> registrations() {
        return List.of(new Registration<>("DSP1053", "Base Metrics", "1.0.1", base.definition(), "DSP1042"));
    }
}
