package org.openvman.provider.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.openvman.provider.hypervisor.ResourceKind;
import org.openvman.provider.hypervisor.sim.FaultRule;
import org.openvman.provider.hypervisor.sim.Operation;
import org.openvman.provider.operation.CimException;
import org.openvman.provider.operation.CimStatus;
import org.openvman.provider.operation.MethodResult;
import org.openvman.schema.cim.CimArgument;
import org.openvman.schema.cim.CimInstance;
import org.openvman.schema.cim.CimPath;
import org.openvman.schema.cim.CimProperty;
import org.openvman.schema.cim.CimType;

/** A client's way through DSP1042 and DSP1057: define a system, look at it, change it, run it, destroy it. */
class SystemLifecycleTest {
    private final SimulatedProvider provider = new SimulatedProvider("simulator:?boot=0s");

    @AfterEach
    void close() {
        provider.close();
    }

    private static CimInstance systemSettings(String name) {
        return CimInstance.of("CIM_VirtualSystemSettingData", CimProperty.string("ElementName", name));
    }

    private static CimInstance resource(int type, CimProperty... properties) {
        CimInstance setting = CimInstance.of(
                "CIM_ResourceAllocationSettingData", CimProperty.of("ResourceType", CimType.UINT16, type));
        for (CimProperty property : properties) {
            setting = setting.with(property);
        }
        return setting;
    }

    private static CimProperty quantity(long amount, String units) {
        return CimProperty.of("VirtualQuantity", CimType.UINT64, amount);
    }

    private CimPath define(String name, CimInstance... resources) {
        MethodResult result = provider.invoke(
                provider.managementService(),
                "DefineSystem",
                CimArgument.of("SystemSettings", CimType.EMBEDDED, systemSettings(name)),
                CimArgument.of("ResourceSettings", CimType.EMBEDDED, List.of(resources)));
        assertThat(result.returnCode()).isZero();
        return (CimPath) CimArgument.find(result.out(), "ResultingSystem").orElseThrow();
    }

    private MethodResult request(CimPath system, int state) {
        return provider.invoke(system, "RequestStateChange", CimArgument.of("RequestedState", CimType.UINT16, state));
    }

    private Optional<Long> enabledState(CimPath system) {
        return provider.get(system).number("EnabledState");
    }

    @Test
    void aDefinedSystemShowsItsSettingsDevicesAndPools() {
        CimPath system = define(
                "web",
                resource(3, quantity(2, "count")),
                resource(4, quantity(1024, "byte * 2^20")),
                resource(17, quantity(1L << 30, "byte")),
                resource(10, CimProperty.of("Connection", CimType.STRING, List.of("default"))));

        assertThat(provider.get(system).string("ElementName")).contains("web");
        assertThat(enabledState(system)).contains(3L);
        CimInstance state = provider.only(system, "CIM_SettingsDefineState", "CIM_VirtualSystemSettingData");
        List<CimInstance> settings = provider.associators(
                provider.path(state), "CIM_VirtualSystemSettingDataComponent", "CIM_ResourceAllocationSettingData");
        assertThat(settings).hasSize(4);
        assertThat(provider.associators(system, "CIM_SystemDevice", "CIM_LogicalDevice"))
                .extracting(CimInstance::className)
                .containsExactlyInAnyOrder(
                        "OpenVMAN_Processor",
                        "OpenVMAN_Processor",
                        "OpenVMAN_Memory",
                        "OpenVMAN_LogicalDisk",
                        "OpenVMAN_EthernetPort");
        CimInstance disk = provider.only(system, "CIM_SystemDevice", "CIM_LogicalDisk");
        assertThat(provider.only(provider.path(disk), "CIM_ElementAllocatedFromPool", "CIM_ResourcePool")
                        .string("PoolID"))
                .contains("StoragePool/default");
    }

    // What happened when an answer was lost is seen by looking: there is a system with its disk, or neither.
    @Test
    void aLostAnswerLeavesNoSystemWithoutItsDiskAndNoDiskWithoutItsSystem() {
        lose(Operation.DEFINE);
        assertThatThrownBy(() -> define("kept", resource(17, quantity(1 << 20, "byte"))))
                .hasMessageContaining("no answer");
        CimPath system = provider.systemNamed("kept");
        assertThat(storageInUse()).isPositive();

        lose(Operation.UNDEFINE);
        assertThatThrownBy(() -> provider.invoke(
                        provider.managementService(), "DestroySystem", CimArgument.reference("AffectedSystem", system)))
                .hasMessageContaining("no answer");
        assertThat(provider.enumerate("OpenVMAN_ComputerSystem")).isEmpty();
        assertThat(storageInUse()).isZero();
    }

    private void lose(Operation operation) {
        provider.hypervisor().faults().add(FaultRule.once(operation, new FaultRule.Effect.LoseAnswer("no answer")));
    }

    private long storageInUse() {
        return provider.hypervisor()
                .inventory()
                .pool(ResourceKind.STORAGE, "default")
                .orElseThrow()
                .reserved();
    }

    // DSP1057: the state table of spec.md 3.3, each row once from where it is allowed.
    @Test
    void everyTransitionOfTheTableLeadsToItsState() {
        CimPath system = define("web");

        assertThat(request(system, 2).returnCode()).isZero();
        assertThat(enabledState(system)).contains(2L);
        assertThat(request(system, 9).returnCode()).isZero();
        assertThat(enabledState(system)).contains(9L);
        assertThat(request(system, 2).returnCode()).isZero();
        assertThat(request(system, 11).returnCode()).isZero();
        assertThat(request(system, 10).returnCode()).isZero();
        assertThat(enabledState(system)).contains(2L);
        assertThat(request(system, 6)).isInstanceOf(MethodResult.JobStarted.class);
        awaitState(system, 6);
        assertThat(request(system, 2)).isInstanceOf(MethodResult.JobStarted.class);
        awaitState(system, 2);
        MethodResult shutdown = request(system, 4);
        assertThat(shutdown).isInstanceOf(MethodResult.JobStarted.class);
        awaitState(system, 3);
        CimPath job = ((MethodResult.JobStarted) shutdown).job();
        await().atMost(Duration.ofSeconds(5))
                .until(() -> provider.get(job).number("JobState").equals(Optional.of(7L)));
        assertThat(request(system, 2).returnCode()).isZero();
        assertThat(request(system, 3).returnCode()).isZero();
        assertThat(enabledState(system)).contains(3L);
    }

    private void awaitState(CimPath system, long state) {
        await().atMost(Duration.ofSeconds(10)).until(() -> enabledState(system).equals(Optional.of(state)));
    }

    @Test
    void transitionsThatTheTableDoesNotAllowAreRefusedAndChangeNothing() {
        CimPath system = define("web");

        assertThat(request(system, 9).returnCode()).isEqualTo(4097);
        assertThat(request(system, 11).returnCode()).isEqualTo(4097);
        assertThat(request(system, 3).returnCode()).isEqualTo(4097);
        assertThat(request(system, 7).returnCode()).isEqualTo(1);
        assertThat(request(system, 12).returnCode()).isEqualTo(5);
        assertThat(enabledState(system)).contains(3L);
        request(system, 2);
        assertThat(request(system, 2).returnCode()).isEqualTo(4097);
    }

    @Test
    void theRunningAndTheRecordedConfigurationAreChangedApart() {
        CimPath system = define("web", resource(4, quantity(1024, "byte * 2^20")));
        request(system, 2);
        CimInstance state = provider.only(system, "CIM_SettingsDefineState", "CIM_VirtualSystemSettingData");
        CimInstance memory = provider.associators(
                        provider.path(state),
                        "CIM_VirtualSystemSettingDataComponent",
                        "OpenVMAN_MemoryAllocationSettingData")
                .get(0);

        MethodResult result = provider.invoke(
                provider.managementService(),
                "ModifyResourceSettings",
                CimArgument.of(
                        "ResourceSettings",
                        CimType.EMBEDDED,
                        List.of(CimInstance.of(
                                "CIM_ResourceAllocationSettingData",
                                CimProperty.string(
                                        "InstanceID",
                                        memory.string("InstanceID").orElseThrow()),
                                quantity(512, "byte * 2^20")))));

        assertThat(result.returnCode()).isZero();
        assertThat(provider.get(provider.path(memory)).number("VirtualQuantity"))
                .contains(512L);
        CimInstance recorded =
                provider.only(provider.path(memory), "CIM_ElementSettingData", "CIM_ResourceAllocationSettingData");
        assertThat(recorded.number("VirtualQuantity")).contains(1024L);
    }

    @Test
    void aDefinitionThatTheHostRefusesNamesTheThingAndLeavesNothing() {
        int before = provider.enumerate("CIM_ComputerSystem").size();

        assertThatThrownBy(() -> define(
                        "web",
                        resource(17, quantity(1L << 30, "byte")),
                        resource(10, CimProperty.of("Connection", CimType.STRING, List.of("nowhere")))))
                .isInstanceOf(CimException.class)
                .hasMessageContaining("nowhere");

        assertThat(provider.enumerate("CIM_ComputerSystem")).hasSize(before);
        assertThat(provider.hypervisor().inventory().pools().stream()
                        .filter(pool -> pool.name().equals("default"))
                        .filter(pool -> pool.kind() == org.openvman.provider.hypervisor.ResourceKind.STORAGE)
                        .findFirst()
                        .orElseThrow()
                        .reserved())
                .isZero();
    }

    @Test
    void destroyingARunningSystemTakesItsOwnDisksWithIt() {
        CimPath system = define("web", resource(17, quantity(1L << 30, "byte")));
        request(system, 2);

        assertThat(provider.invoke(
                                provider.managementService(),
                                "DestroySystem",
                                CimArgument.reference("AffectedSystem", system))
                        .returnCode())
                .isZero();

        assertThatThrownBy(() -> provider.get(system))
                .isInstanceOfSatisfying(
                        CimException.class, error -> assertThat(error.status()).isEqualTo(CimStatus.NOT_FOUND));
    }
}
