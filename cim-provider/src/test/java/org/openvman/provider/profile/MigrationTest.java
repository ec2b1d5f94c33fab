package org.openvman.provider.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openvman.provider.ProviderAssembly;
import org.openvman.provider.ProviderSettings;
import org.openvman.provider.hypervisor.HypervisorException.Reason;
import org.openvman.provider.hypervisor.PowerAction;
import org.openvman.provider.hypervisor.VirtualSystem;
import org.openvman.provider.hypervisor.sim.FaultRule;
import org.openvman.provider.hypervisor.sim.Operation;
import org.openvman.provider.hypervisor.sim.SimulatedHypervisor;
import org.openvman.provider.hypervisor.sim.SimulatorUri;
import org.openvman.provider.hypervisor.sim.WallTime;
import org.openvman.provider.operation.AssociationQuery;
import org.openvman.provider.operation.MethodResult;
import org.openvman.provider.operation.PropertyFilter;
import org.openvman.provider.store.Database;
import org.openvman.schema.ClassRepository;
import org.openvman.schema.cim.CimArgument;
import org.openvman.schema.cim.CimInstance;
import org.openvman.schema.cim.CimPath;
import org.openvman.schema.cim.CimProperty;
import org.openvman.schema.cim.CimType;

/** A client's way through DSP1081, between two simulated hosts of one endpoint. */
class MigrationTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final SimulatedHypervisor left = host("left", "&systems=1");
    private final SimulatedHypervisor right = host("right", "");
    private final ProviderAssembly assembly = new ProviderAssembly(
            ClassRepository.load(),
            List.of(left, right),
            Database.inMemory(UUID.randomUUID().toString()),
            new ProviderSettings(Path.of("target"), List.of(), false, "1.2.3-test", Duration.ofMinutes(1)),
            Clock.systemUTC());
    private final VirtualSystem moving =
            left.inventory().systems().values().iterator().next();
    private CimPath system;

    private static SimulatedHypervisor host(String name, String more) {
        return new SimulatedHypervisor(
                SimulatorUri.parse("simulator:?boot=0s&name=" + name + more), new WallTime(Clock.systemUTC(), name));
    }

    @BeforeEach
    void start() {
        left.power(moving.id(), PowerAction.START);
        system = path(enumerate("OpenVMAN_ComputerSystem").get(0));
        await().atMost(PATIENCE).until(() -> get(system).number("EnabledState").equals(Optional.of(2L)));
    }

    @AfterEach
    void close() {
        assembly.close();
    }

    // The same instance, before, on the way and after: never none, never two.
    @Test
    void aSystemIsOneInstanceAllTheWay() {
        CimPath job = started(migrate("right", slowly(20)));
        while (get(job).number("JobState").equals(Optional.of(4L))) {
            assertThat(enumerate("OpenVMAN_ComputerSystem")).hasSize(1);
            assertThat(get(system).number("EnabledState")).contains(2L);
        }
        ended(job, 7);

        assertThat(get(job).number("PercentComplete")).contains(100L);
        assertThat(hostOf(system)).isEqualTo("right");
        assertThat(left.system(moving.id())).isEmpty();
        assertThat(enumerate("OpenVMAN_HostedDependency"))
                .filteredOn(hosted -> hosted.reference("Dependent").equals(Optional.of(system)))
                .hasSize(1);
    }

    @Test
    void aSystemThatIsRestartedThereWasShutDownHere() {
        ended(started(migrate("right", withStorage(4))), 7);

        assertThat(hostOf(system)).isEqualTo("right");
        assertThat(get(system).number("EnabledState")).contains(2L);
    }

    // DSP1081: NewComputerSystem names the system on the destination, which keeps its identity.
    @Test
    void theNewSystemIsTheOldOne() {
        MethodResult started = invoke(
                "MigrateVirtualSystemToSystem",
                CimArgument.reference("ComputerSystem", system),
                CimArgument.reference("DestinationSystem", hostNamed("right")),
                CimArgument.of("MigrationSettingData", CimType.EMBEDDED, withStorage(2)));

        CimPath named =
                (CimPath) CimArgument.find(started.out(), "NewComputerSystem").orElseThrow();
        ended(started(started), 7);
        assertThat(hostOf(named)).isEqualTo("right");
        assertThat(assembly.operations()
                        .associators(
                                SimulatedProvider.CONTEXT,
                                AssociationQuery.of(started(started))
                                        .through("CIM_AffectedJobElement")
                                        .to("CIM_ComputerSystem"),
                                PropertyFilter.ALL)
                        .map(MigrationTest::path))
                .containsExactly(named);
    }

    // Progress and cancellation belong to the job (DSP1103).
    @Test
    void aMigrationThatIsTerminatedLeavesTheSystemWhereItWas() {
        CimPath job = started(migrate("right", slowly(1)));
        await().atMost(PATIENCE).until(() -> right.system(moving.id()).isPresent());

        MethodResult terminated = assembly.operations()
                .invoke(
                        SimulatedProvider.CONTEXT,
                        job,
                        "RequestStateChange",
                        List.of(CimArgument.of("RequestedState", CimType.UINT16, 4)));

        assertThat(terminated.returnCode()).isZero();
        ended(job, 8);
        assertNothingMoved();
    }

    @Test
    void aMigrationWhoseTargetFailsIsAFailedJobThatSaysWhy() {
        right.faults()
                .add(new FaultRule(
                        Set.of(Operation.MIGRATE_TRANSFER),
                        "",
                        2,
                        1,
                        new FaultRule.Effect.Fail(Reason.FAILED, "connection reset by right")));

        CimPath job = started(migrate("right", withStorage(2)));

        ended(job, 10);
        assertThat(get(job).string("ErrorDescription")).contains("connection reset by right");
        assertNothingMoved();
    }

    @Test
    void aCheckTellsWhatAMigrationWouldSay() {
        assertThat(check("right", withStorage(2))).isTrue();
        // Its disk is on the left host alone.
        assertThat(check("right", type(2))).isFalse();
        assertThat(migrate("right", type(2)).returnCode()).isEqualTo(6);
        assertThat(migrate("nowhere", withStorage(2)).returnCode()).isEqualTo(4);
        assertThat(check("left", withStorage(2))).isFalse();
        assertThat(hostOf(system)).isEqualTo("left");
    }

    private boolean check(String host, CimInstance settings) {
        MethodResult result = invoke(
                "CheckVirtualSystemIsMigratableToSystem",
                CimArgument.reference("ComputerSystem", system),
                CimArgument.reference("DestinationSystem", hostNamed(host)),
                CimArgument.of("MigrationSettingData", CimType.EMBEDDED, settings));
        assertThat(result.returnCode()).isZero();
        return (Boolean) CimArgument.find(result.out(), "IsMigratable").orElseThrow();
    }

    private MethodResult migrate(String host, CimInstance settings) {
        return invoke(
                "MigrateVirtualSystemToHost",
                CimArgument.reference("ComputerSystem", system),
                CimArgument.of("DestinationHost", CimType.STRING, host),
                CimArgument.of("MigrationSettingData", CimType.EMBEDDED, settings));
    }

    private MethodResult invoke(String method, CimArgument... arguments) {
        CimPath service = path(enumerate("CIM_VirtualSystemMigrationService").stream()
                .filter(each -> each.string("SystemName").equals(Optional.of(hostOf(system))))
                .findFirst()
                .orElseThrow());
        return assembly.operations().invoke(SimulatedProvider.CONTEXT, service, method, Arrays.asList(arguments));
    }

    private static CimInstance type(int type) {
        return CimInstance.of(
                "OpenVMAN_VirtualSystemMigrationSettingData", CimProperty.of("MigrationType", CimType.UINT16, type));
    }

    private static CimInstance withStorage(int type) {
        return type(type).with(CimProperty.of("CopyStorage", CimType.BOOLEAN, true));
    }

    private static CimInstance slowly(int hundredsOfMebibytes) {
        return withStorage(2)
                .with(CimProperty.of("Bandwidth", CimType.UINT16, 100 * hundredsOfMebibytes))
                .with(CimProperty.string("BandwidthUnit", "byte / second * 2^20"));
    }

    private void assertNothingMoved() {
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(right.inventory().systems()).isEmpty();
            assertThat(hostOf(system)).isEqualTo("left");
            assertThat(get(system).number("EnabledState")).contains(2L);
        });
        moving.recorded().disks().forEach(disk -> {
            assertThat(left.volumes().orElseThrow().find(disk.source().orElseThrow()))
                    .isPresent();
            assertThat(right.volumes().orElseThrow().find(disk.source().orElseThrow()))
                    .isEmpty();
        });
    }

    private CimPath started(MethodResult result) {
        assertThat(result).isInstanceOf(MethodResult.JobStarted.class);
        return ((MethodResult.JobStarted) result).job();
    }

    private void ended(CimPath job, long state) {
        await().atMost(PATIENCE).until(() -> get(job).number("JobState").equals(Optional.of(state)));
    }

    private String hostOf(CimPath path) {
        List<CimInstance> hosts = assembly.operations()
                .associators(
                        SimulatedProvider.CONTEXT,
                        AssociationQuery.of(path)
                                .through("CIM_HostedDependency")
                                .to("CIM_ComputerSystem"),
                        PropertyFilter.ALL)
                .toList();
        assertThat(hosts).hasSize(1);
        return hosts.get(0).string("Name").orElseThrow();
    }

    private CimPath hostNamed(String name) {
        return path(enumerate("OpenVMAN_HostComputerSystem").stream()
                .filter(each -> each.string("Name").equals(Optional.of(name)))
                .findFirst()
                .orElseThrow());
    }

    private List<CimInstance> enumerate(String className) {
        return assembly.operations()
                .enumerate(SimulatedProvider.CONTEXT, "root/virt", className, PropertyFilter.ALL)
                .toList();
    }

    private CimInstance get(CimPath path) {
        return assembly.operations().get(SimulatedProvider.CONTEXT, path, PropertyFilter.ALL);
    }

    private static CimPath path(CimInstance instance) {
        return instance.path().orElseThrow();
    }
}
