package org.openvman.provider.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.openvman.provider.hypervisor.HypervisorException.Reason;
import org.openvman.provider.hypervisor.PowerAction;
import org.openvman.provider.hypervisor.Processor;
import org.openvman.provider.hypervisor.Scope;
import org.openvman.provider.hypervisor.SystemId;
import org.openvman.provider.hypervisor.sim.FaultRule;
import org.openvman.provider.hypervisor.sim.Operation;
import org.openvman.provider.operation.MethodResult;
import org.openvman.schema.cim.CimArgument;
import org.openvman.schema.cim.CimInstance;
import org.openvman.schema.cim.CimPath;
import org.openvman.schema.cim.CimProperty;
import org.openvman.schema.cim.CimType;

/** A client's way through the snapshots of DSP1042. */
class SnapshotTest {
    private static final int FULL = 2;
    private static final int DISK = 3;

    private final SimulatedProvider provider = new SimulatedProvider("simulator:?boot=0s&systems=1");
    private final CimPath system =
            provider.path(provider.enumerate("OpenVMAN_ComputerSystem").get(0));
    private final CimPath service =
            provider.path(provider.enumerate("CIM_VirtualSystemSnapshotService").get(0));

    @AfterEach
    void close() {
        provider.close();
    }

    // The result of an asynchronous CreateSnapshot is found through CIM_AffectedJobElement (description of the method).
    @Test
    void aSnapshotIsFoundThroughItsJobAndIsAppliedAndDestroyed() {
        power(PowerAction.POWER_OFF);
        MethodResult started = create(DISK, "clean");

        CimPath snapshot = provider.path(
                provider.only(ended(started, 7), "CIM_AffectedJobElement", "CIM_VirtualSystemSettingData"));
        CimInstance shown = provider.get(snapshot);
        assertThat(shown.string("ElementName")).contains("clean");
        assertThat(shown.string("VirtualSystemType")).contains("OpenVMAN:Snapshot:Disk");
        assertThat(provider.associators(system, "CIM_SnapshotOfVirtualSystem", "CIM_VirtualSystemSettingData"))
                .hasSize(1);
        assertThat(provider.associators(system, "CIM_LastAppliedSnapshot", "CIM_VirtualSystemSettingData"))
                .isEmpty();

        power(PowerAction.START);
        ended(invoke("ApplySnapshot", "Snapshot", snapshot), 7);
        assertThat(provider.get(system).number("EnabledState")).contains(3L);
        assertThat(provider.only(system, "CIM_LastAppliedSnapshot", "CIM_VirtualSystemSettingData")
                        .string("ElementName"))
                .contains("clean");

        ended(invoke("DestroySnapshot", "AffectedSnapshot", snapshot), 7);
        assertThat(provider.enumerate("OpenVMAN_SnapshotSettingData")).isEmpty();
    }

    @Test
    void theTreeIsWalkedByDependencies() {
        power(PowerAction.START);
        for (String name : List.of("root", "leaf")) {
            ended(create(FULL, name), 7);
        }

        CimInstance current = provider.only(system, "CIM_MostCurrentSnapshotInBranch", "CIM_VirtualSystemSettingData");
        assertThat(current.string("ElementName")).contains("leaf");
        assertThat(provider.only(provider.path(current), "OpenVMAN_SnapshotDependency", "CIM_VirtualSystemSettingData")
                        .string("ElementName"))
                .contains("root");
    }

    // CIM_VirtualSystemSnapshotCapabilities says what the service then holds to.
    @Test
    void whatCapabilitiesDoNotNameIsRefused() {
        power(PowerAction.START);
        assertThat(enabledTypes()).isEqualTo(List.of((long) FULL, (long) DISK));
        assertThat(create(4, "odd").returnCode()).isEqualTo(6);

        power(PowerAction.SAVE);
        assertThat(enabledTypes()).isEqualTo(List.of());
        assertThat(create(FULL, "saved").returnCode()).isEqualTo(5);
        assertThat(provider.enumerate("OpenVMAN_SnapshotSettingData")).isEmpty();
    }

    private Object enabledTypes() {
        return provider.only(system, "CIM_ElementCapabilities", "CIM_VirtualSystemSnapshotCapabilities")
                .property("SnapshotTypesEnabled")
                .orElseThrow()
                .value();
    }

    // The disks without the memory: to go back to them is to find the system off.
    @Test
    void theDisksOfARunningSystemAreASnapshot() {
        power(PowerAction.START);

        CimPath snapshot = provider.path(provider.only(
                ended(create(DISK, "live"), 7), "CIM_AffectedJobElement", "CIM_VirtualSystemSettingData"));

        assertThat(provider.get(snapshot).string("VirtualSystemType")).contains("OpenVMAN:Snapshot:Disk");
        assertThat(provider.get(system).number("EnabledState")).contains(2L);
        ended(invoke("ApplySnapshot", "Snapshot", snapshot), 7);
        assertThat(provider.get(system).number("EnabledState")).contains(3L);
    }

    // DSP1042: a snapshot is a configuration of its own, which does not follow the system.
    @Test
    void aSnapshotHasAllocationSettingsOfItsOwn() {
        power(PowerAction.POWER_OFF);
        List<CimInstance> then =
                components(provider.only(system, "CIM_SettingsDefineState", "CIM_VirtualSystemSettingData"));
        CimPath snapshot = provider.path(provider.only(
                ended(create(DISK, "then"), 7), "CIM_AffectedJobElement", "CIM_VirtualSystemSettingData"));
        SystemId id = SystemId.parse(provider.get(system).string("Name").orElseThrow());
        provider.hypervisor().modifyDevice(id, Processor.of(7, 7), Scope.RECORDED);

        List<CimInstance> held = components(provider.get(snapshot));

        assertThat(held).hasSameSizeAs(then);
        for (String property : List.of("ResourceType", "VirtualQuantity", "HostResource", "Address", "PoolID")) {
            assertThat(values(held, property)).isEqualTo(values(then, property));
        }
        assertThat(held).allSatisfy(setting -> {
            assertThat(provider.get(provider.path(setting))).isEqualTo(setting);
            assertThat(provider.only(
                                    provider.path(setting),
                                    "CIM_VirtualSystemSettingDataComponent",
                                    "CIM_VirtualSystemSettingData")
                            .path())
                    .contains(snapshot);
        });
    }

    private List<CimInstance> components(CimInstance settings) {
        return provider.associators(
                provider.path(settings), "CIM_VirtualSystemSettingDataComponent", "CIM_ResourceAllocationSettingData");
    }

    private static List<Optional<Object>> values(List<CimInstance> settings, String property) {
        return settings.stream()
                .map(setting -> setting.property(property).map(CimProperty::value))
                .sorted(Comparator.comparing(Optional::toString))
                .toList();
    }

    @Test
    void aFailedSnapshotIsAFailedJobThatSaysWhy() {
        power(PowerAction.POWER_OFF);
        provider.hypervisor()
                .faults()
                .add(FaultRule.once(
                        Operation.SNAPSHOT_CREATE,
                        new FaultRule.Effect.Fail(Reason.FAILED, "no space left on device")));

        CimInstance job = provider.get(ended(create(DISK, "full"), 10));

        assertThat(job.string("ErrorDescription")).contains("no space left on device");
        assertThat(provider.enumerate("OpenVMAN_SnapshotSettingData")).isEmpty();
    }

    private void power(PowerAction action) {
        SystemId id = SystemId.parse(provider.get(system).string("Name").orElseThrow());
        provider.hypervisor().power(id, action);
        long state = action == PowerAction.START ? 2 : action == PowerAction.SAVE ? 6 : 3;
        await().atMost(Duration.ofSeconds(5))
                .until(() -> provider.get(system).number("EnabledState").equals(Optional.of(state)));
    }

    private MethodResult create(int type, String name) {
        return provider.invoke(
                service,
                "CreateSnapshot",
                CimArgument.reference("AffectedSystem", system),
                CimArgument.of("SnapshotType", CimType.UINT16, type),
                CimArgument.of(
                        "SnapshotSettings",
                        CimType.EMBEDDED,
                        CimInstance.of("CIM_VirtualSystemSettingData", CimProperty.string("ElementName", name))));
    }

    private MethodResult invoke(String method, String parameter, CimPath snapshot) {
        return provider.invoke(service, method, CimArgument.reference(parameter, snapshot));
    }

    private CimPath ended(MethodResult result, long jobState) {
        assertThat(result).isInstanceOf(MethodResult.JobStarted.class);
        CimPath job = ((MethodResult.JobStarted) result).job();
        await().atMost(Duration.ofSeconds(5))
                .until(() -> provider.get(job).number("JobState").equals(Optional.of(jobState)));
        return job;
    }
}
