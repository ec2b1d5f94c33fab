package org.openvman.provider.profile.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.data.Offset.offset;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.openvman.provider.hypervisor.Fleet;
import org.openvman.provider.hypervisor.PowerAction;
import org.openvman.provider.hypervisor.VirtualSystem;
import org.openvman.provider.hypervisor.sim.Load;
import org.openvman.provider.hypervisor.sim.ManualTime;
import org.openvman.provider.hypervisor.sim.SimulatedHypervisor;
import org.openvman.provider.hypervisor.sim.SimulatorUri;
import org.openvman.provider.job.JobEngine;
import org.openvman.provider.metric.Sampler;
import org.openvman.provider.operation.AssociationQuery;
import org.openvman.provider.operation.CimException;
import org.openvman.provider.operation.CimOperations;
import org.openvman.provider.operation.MethodResult;
import org.openvman.provider.operation.PropertyFilter;
import org.openvman.provider.profile.SimulatedProvider;
import org.openvman.provider.profile.allocation.DeviceProfile;
import org.openvman.provider.profile.allocation.PoolProfile;
import org.openvman.provider.profile.job.JobProfile;
import org.openvman.provider.profile.system.HostProfile;
import org.openvman.provider.profile.system.VirtualSystemProfile;
import org.openvman.provider.view.CimServer;
import org.openvman.provider.view.ProfileRegistry;
import org.openvman.schema.ClassRepository;
import org.openvman.schema.cim.CimArgument;
import org.openvman.schema.cim.CimDateTime;
import org.openvman.schema.cim.CimInstance;
import org.openvman.schema.cim.CimPath;
import org.openvman.schema.cim.CimType;

/** DSP1053 over a simulated host whose time and load the test sets. */
class MetricProfileTest {
    private static final Instant START = Instant.parse("2026-11-22T12:00:00Z");
    private static final String SYSTEM_METRICS = "OpenVMAN:VirtualSystem.";

    private final ManualTime time = new ManualTime(START);
    private final SimulatedHypervisor host = new SimulatedHypervisor(SimulatorUri.parse("simulator:?systems=6"), time);
    private final Fleet fleet = new Fleet(List.of(host));
    private final Sampler sampler = new Sampler(fleet, Duration.ofSeconds(10));
    private final JobEngine jobs = new JobEngine(Clock.fixed(START, ZoneOffset.UTC));
    private final CimOperations operations = operations();

    private CimOperations operations() {
        JobProfile jobProfile = new JobProfile(jobs);
        VirtualSystemProfile systems = new VirtualSystemProfile(fleet, jobs, jobProfile);
        PoolProfile pools = new PoolProfile();
        MetricProfile metrics = new MetricProfile(sampler, systems, pools, Clock.fixed(START, ZoneOffset.UTC));
        return new CimServer(
                new ProfileRegistry(
                        ClassRepository.load(),
                        List.of(new HostProfile(), systems, new DeviceProfile(systems), pools, jobProfile, metrics)),
                fleet::inventory);
    }

    @AfterEach
    void close() {
        sampler.close();
        jobs.close();
        fleet.close();
    }

    /** A system that runs, with that load in the ten seconds between two samples. */
    private VirtualSystem loaded(Load load) {
        VirtualSystem system = fleet.inventory()
                .systems()
                .filter(candidate -> candidate.state().isLive())
                .findFirst()
                .orElseThrow();
        host.setLoad(system.id(), load);
        sampler.sample(host.id());
        time.advance(Duration.ofSeconds(10));
        sampler.sample(host.id());
        return system;
    }

    private static CimPath path(String className, String key, String value) {
        return new CimPath("root/virt", className, Map.of(key, value));
    }

    private static CimPath definition(String name) {
        return path("OpenVMAN_BaseMetricDefinition", "Id", SYSTEM_METRICS + name);
    }

    private static CimPath systemPath(VirtualSystem system) {
        return new CimPath(
                "root/virt",
                "OpenVMAN_ComputerSystem",
                Map.of(
                        "CreationClassName",
                        "OpenVMAN_ComputerSystem",
                        "Name",
                        system.id().toString()));
    }

    private CimInstance get(CimPath path) {
        return operations.get(SimulatedProvider.CONTEXT, path, PropertyFilter.ALL);
    }

    private CimInstance value(VirtualSystem system, String metric) {
        return get(path("OpenVMAN_BaseMetricValue", "InstanceID", SYSTEM_METRICS + metric + "/" + system.id()));
    }

    private String text(VirtualSystem system, String metric) {
        return value(system, metric).string("MetricValue").orElseThrow();
    }

    private List<CimInstance> enumerate(String className) {
        return operations
                .enumerate(SimulatedProvider.CONTEXT, "root/virt", className, PropertyFilter.ALL)
                .toList();
    }

    private List<CimPath> associated(CimPath from, String association, String result) {
        return operations
                .associatorNames(
                        SimulatedProvider.CONTEXT,
                        AssociationQuery.of(from).through(association).to(result))
                .toList();
    }

    private CimPath service() {
        return enumerate("CIM_MetricService").get(0).path().orElseThrow();
    }

    private MethodResult invoke(String method, CimArgument... arguments) {
        return operations.invoke(SimulatedProvider.CONTEXT, service(), method, List.of(arguments));
    }

    private static CimArgument subject(VirtualSystem system) {
        return CimArgument.reference("Subject", systemPath(system));
    }

    private static CimArgument collection(int enabled) {
        return CimArgument.of("MetricCollectionEnabled", CimType.UINT16, enabled);
    }

    @SuppressWarnings("unchecked")
    private static <T> List<T> out(MethodResult result, String name) {
        return (List<T>) CimArgument.find(result.out(), name).orElse(List.of());
    }

    @Test
    void valuesAreWhatTheLoadMakesThem() {
        VirtualSystem system = loaded(new Load(25, 30, 200));
        int processors = system.current().processor().count();
        int threads =
                fleet.inventory().hosts().findFirst().orElseThrow().host().cpu().threads();

        assertThat(text(system, "TotalCPUTime")).isEqualTo(String.valueOf(processors * 2_500_000));
        assertThat(text(system, "CPUVSUtilized")).isEqualTo("25.000");
        assertThat(Double.parseDouble(text(system, "ExternalViewTotalCPUPercentage")))
                .isCloseTo(25.0 * processors / threads, offset(0.001));
        assertThat(text(system, "ReadThroughput")).isEqualTo(String.valueOf(20 * 16 * 1024));
        assertThat(text(system, "ReadLatency")).isEqualTo("250.000");
        assertThat(text(system, "ReceiveThroughput")).isEqualTo("100000");
        assertThat(text(system, "ActiveVirtualProcessors")).isEqualTo(String.valueOf(processors));
        CimInstance interval = value(system, "TotalCPUTime");
        assertThat(interval.string("MeasuredElementName")).contains(system.name());
        assertThat(interval.property("Duration").orElseThrow().value())
                .isEqualTo(CimDateTime.of(Duration.ofSeconds(10)));
    }

    // Counters begin anew with the system: an interval over a restart would be negative.
    @Test
    void anIntervalOverARestartHasNoValue() {
        VirtualSystem system = loaded(new Load(100, 30, 200));
        host.power(system.id(), PowerAction.RESET);
        host.power(system.id(), PowerAction.POWER_OFF);
        host.power(system.id(), PowerAction.START);
        sampler.sample(host.id());

        assertThat(text(system, "CPUUsedTimeCounter")).isEqualTo("0");
        assertThatExceptionOfType(CimException.class).isThrownBy(() -> text(system, "TotalCPUTime"));
    }

    @Test
    void aggregationsAreOfTheirOwnClass() {
        VirtualSystem system = loaded(new Load(50, 0, 0));
        CimPath average = path(
                "OpenVMAN_AggregationMetricValue",
                "InstanceID",
                SYSTEM_METRICS + "TenMinuteExternalViewTotalCPUPercentage/" + system.id());

        assertThat(get(average).string("MetricValue"))
                .isEqualTo(value(system, "ExternalViewTotalCPUPercentage").string("MetricValue"));
        assertThat(enumerate("CIM_AggregationMetricDefinition"))
                .extracting(definition -> definition.number("SimpleFunction").orElseThrow())
                .containsExactly(4L, 3L);
        assertThat(enumerate("CIM_BaseMetricDefinition")).hasSameSizeAs(MetricTable.all());
    }

    /** Every association is declared in both directions: they must not drift apart. */
    @Test
    void bothDirectionsOfAnAssociationAgree() {
        loaded(new Load(50, 30, 200));
        for (String association : List.of("CIM_MetricForME", "CIM_MetricInstance", "CIM_MetricDefForME")) {
            List<CimInstance> links = enumerate(association);
            assertThat(links).isNotEmpty();
            for (CimInstance link : links) {
                CimPath antecedent =
                        (CimPath) link.property("Antecedent").orElseThrow().value();
                CimPath dependent =
                        (CimPath) link.property("Dependent").orElseThrow().value();
                assertThat(associated(dependent, association, antecedent.className()))
                        .contains(antecedent);
                assertThat(get(link.path().orElseThrow()).path()).isEqualTo(link.path());
            }
        }
        long values = enumerate("CIM_BaseMetricValue").size();
        assertThat(enumerate("CIM_MetricForME")).hasSize((int) values);
        assertThat(enumerate("CIM_MetricInstance")).hasSize((int) values);
    }

    @Test
    void everySubjectOfTheTableHasValues() {
        loaded(new Load(50, 30, 200));

        assertThat(enumerate("CIM_BaseMetricValue"))
                .extracting(value -> value.string("MetricDefinitionId").orElseThrow())
                .containsAll(MetricTable.all().stream().map(Metric::id).toList());
    }

    @Test
    void aMetricIsSwitchedOffForOneSystemAndOnAgain() {
        VirtualSystem system = loaded(new Load(50, 30, 200));
        CimArgument definition = CimArgument.reference("Definition", definition("CPUVSUtilized"));

        assertThat(invoke("ControlMetrics", subject(system), definition, collection(3))
                        .returnCode())
                .isZero();

        assertThatExceptionOfType(CimException.class).isThrownBy(() -> text(system, "CPUVSUtilized"));
        assertThat(text(system, "TotalCPUTime")).isNotEmpty();
        MethodResult shown = invoke("ShowMetrics", subject(system), definition);
        assertThat(MetricProfileTest.<Object>out(shown, "MetricNames")).containsExactly("CPUVSUtilized");
        assertThat(MetricProfileTest.<Number>out(shown, "MetricCollectionEnabled"))
                .extracting(Number::intValue)
                .containsExactly(3);
        MethodResult byClass = invoke("ShowMetricsByClass", subject(system), definition);
        assertThat(MetricProfileTest.<Number>out(byClass, "MetricCollectionEnabled"))
                .extracting(Number::intValue)
                .containsExactly(2);

        assertThat(invoke("ControlMetricsByClass", subject(system), collection(2))
                        .returnCode())
                .isZero();
        assertThat(text(system, "CPUVSUtilized")).isNotEmpty();
    }

    @Test
    void aMetricIsSwitchedOffForAllSystems() {
        loaded(new Load(50, 30, 200));
        CimArgument definition = CimArgument.reference("Definition", definition("CPUVSUtilized"));

        assertThat(invoke("ControlMetrics", definition, collection(3)).returnCode())
                .isZero();

        assertThat(associated(definition("CPUVSUtilized"), "CIM_MetricInstance", "CIM_BaseMetricValue"))
                .isEmpty();
        assertThat(associated(definition("CPUVSUtilized"), "CIM_MetricDefForME", "CIM_ComputerSystem"))
                .hasSize(6);
    }

    // CIM_MetricService: the codes are 0, 1 and 2; neither Subject nor Definition is no question at all.
    @Test
    void whatCannotBeDoneIsRefusedAsDocumented() {
        VirtualSystem system = loaded(new Load(50, 30, 200));
        CimArgument ofHost = CimArgument.reference(
                "Definition", path("OpenVMAN_BaseMetricDefinition", "Id", "OpenVMAN:Host.TotalCPUPercentage"));

        assertThat(invoke("ControlMetrics", subject(system), collection(4)).returnCode())
                .isEqualTo(1);
        assertThat(invoke("ShowMetrics", subject(system), ofHost).returnCode()).isEqualTo(2);
        assertThatExceptionOfType(CimException.class)
                .isThrownBy(() -> invoke("ShowMetrics"))
                .withMessageContaining("Subject");
    }

    @Test
    void theBusiestSystemsComeFirst() {
        VirtualSystem busiest = loaded(new Load(100, 30, 200));

        MethodResult result = invoke(
                "GetMetricValues",
                CimArgument.reference("Definition", definition("CPUVSUtilized")),
                CimArgument.of("Range", CimType.UINT16, 3),
                CimArgument.of("Count", CimType.UINT16, 2));

        List<CimPath> values = out(result, "Values");
        assertThat(values).hasSize(2);
        assertThat(values.get(0).keyText("InstanceID").orElseThrow())
                .endsWith(busiest.id().toString());
    }

    @Test
    void clientsChangeTheSampleInterval() {
        loaded(new Load(100, 30, 200));
        CimArgument start = CimArgument.of(
                "StartSampleTime",
                CimType.DATETIME,
                CimDateTime.of(START.plusSeconds(3600).atOffset(ZoneOffset.UTC)));
        CimArgument restart = CimArgument.of("RestartGathering", CimType.BOOLEAN, true);

        assertThat(invoke("ControlSampleTimes", start, interval(Duration.ofSeconds(30)), restart)
                        .returnCode())
                .isZero();

        CimInstance service = get(service());
        assertThat(service.property("SampleInterval").orElseThrow().value())
                .isEqualTo(CimDateTime.of(Duration.ofSeconds(30)));
        assertThat(service.property("LastSampleTime")).isEqualTo(Optional.empty());
        assertThat(enumerate("CIM_BaseMetricValue")).isEmpty();
        assertThatExceptionOfType(CimException.class)
                .isThrownBy(() -> invoke("ControlSampleTimes", start, interval(Duration.ofDays(1)), restart))
                .withMessageContaining("PreferredSampleInterval");
    }

    private static CimArgument interval(Duration length) {
        return CimArgument.of("PreferredSampleInterval", CimType.DATETIME, CimDateTime.of(length));
    }
}
