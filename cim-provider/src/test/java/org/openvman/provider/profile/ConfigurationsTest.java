package org.openvman.provider.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.openvman.provider.hypervisor.Disk;
import org.openvman.provider.hypervisor.HypervisorException;
import org.openvman.provider.hypervisor.ResourceKind;
import org.openvman.provider.hypervisor.SystemId;
import org.openvman.provider.hypervisor.VirtualSystem;
import org.openvman.provider.hypervisor.Volume;
import org.openvman.provider.hypervisor.VolumeFormat;
import org.openvman.provider.hypervisor.VolumeId;
import org.openvman.provider.hypervisor.Volumes;
import org.openvman.provider.hypervisor.sim.FaultRule;
import org.openvman.provider.hypervisor.sim.Operation;
import org.openvman.provider.operation.AssociationQuery;
import org.openvman.provider.operation.CimException;
import org.openvman.provider.operation.MethodResult;
import org.openvman.provider.operation.PropertyFilter;
import org.openvman.schema.cim.CimArgument;
import org.openvman.schema.cim.CimDateTime;
import org.openvman.schema.cim.CimInstance;
import org.openvman.schema.cim.CimPath;
import org.openvman.schema.cim.CimProperty;
import org.openvman.schema.cim.CimType;

/** DSP1057 and DSP1042: the two configurations of a system, what waits for a restart, and systems made like others. */
class ConfigurationsTest {
    private final SimulatedProvider provider = new SimulatedProvider("simulator:?boot=0s");
    private final CimPath original = define("original", resource(17, 1L << 30), network(), cd());

    @AfterEach
    void close() {
        provider.close();
    }

    private static CimInstance system(CimProperty... properties) {
        return with("CIM_VirtualSystemSettingData", properties);
    }

    private static CimInstance with(String className, CimProperty... properties) {
        CimInstance instance = CimInstance.of(className);
        for (CimProperty property : properties) {
            instance = instance.with(property);
        }
        return instance;
    }

    private static CimInstance resource(int type, long quantity, CimProperty... more) {
        CimProperty[] properties = Arrays.copyOf(more, more.length + 2);
        properties[more.length] = CimProperty.of("ResourceType", CimType.UINT16, type);
        properties[more.length + 1] = CimProperty.of("VirtualQuantity", CimType.UINT64, quantity);
        return with("CIM_ResourceAllocationSettingData", properties);
    }

    private static CimInstance network() {
        return resource(10, 1, CimProperty.of("Connection", CimType.STRING, List.of("default")));
    }

    private static CimInstance cd() {
        return with("CIM_ResourceAllocationSettingData", CimProperty.of("ResourceType", CimType.UINT16, 15));
    }

    private CimPath define(String name, CimInstance... resources) {
        return resultingSystem(provider.invoke(
                provider.managementService(),
                "DefineSystem",
                CimArgument.of("SystemSettings", CimType.EMBEDDED, system(CimProperty.string("ElementName", name))),
                CimArgument.of("ResourceSettings", CimType.EMBEDDED, List.of(resources))));
    }

    private static CimPath resultingSystem(MethodResult result) {
        assertThat(result.returnCode()).isZero();
        return (CimPath) CimArgument.find(result.out(), "ResultingSystem").orElseThrow();
    }

    private MethodResult defineLikeOriginal(CimArgument... arguments) {
        CimArgument[] all = Arrays.copyOf(arguments, arguments.length + 1);
        all[arguments.length] = CimArgument.reference("ReferenceConfiguration", provider.path(recorded(original)));
        return provider.invoke(provider.managementService(), "DefineSystem", all);
    }

    private void request(CimPath system, int state) {
        assertThat(provider.invoke(
                                system, "RequestStateChange", CimArgument.of("RequestedState", CimType.UINT16, state))
                        .returnCode())
                .isZero();
    }

    private CimInstance state(CimPath system) {
        return provider.only(system, "CIM_SettingsDefineState", "CIM_VirtualSystemSettingData");
    }

    private CimInstance recorded(CimPath system) {
        return provider.only(provider.path(state(system)), "CIM_ElementSettingData", "CIM_VirtualSystemSettingData");
    }

    private MethodResult modify(String method, String argument, CimInstance setting, CimProperty... properties) {
        CimInstance changes = with(
                setting.className(),
                CimProperty.string("InstanceID", setting.string("InstanceID").orElseThrow()));
        for (CimProperty property : properties) {
            changes = changes.with(property);
        }
        Object value = method.equals("ModifySystemSettings") ? changes : List.of(changes);
        return provider.invoke(provider.managementService(), method, CimArgument.of(argument, CimType.EMBEDDED, value));
    }

    private MethodResult modifySystem(CimInstance setting, CimProperty... properties) {
        return modify("ModifySystemSettings", "SystemSettings", setting, properties);
    }

    private Set<Long> pending(CimPath setting) {
        return provider.operations()
                .references(
                        SimulatedProvider.CONTEXT,
                        AssociationQuery.of(setting).through("OpenVMAN_ElementSettingData"),
                        PropertyFilter.ALL)
                .flatMap(link -> link.number("IsPending").stream())
                .collect(Collectors.toSet());
    }

    private VirtualSystem seen(CimPath system) {
        return provider.hypervisor()
                .system(SystemId.parse(system.keyText("Name").orElseThrow()))
                .orElseThrow();
    }

    private Volumes volumes() {
        return provider.hypervisor().volumes().orElseThrow();
    }

    @Test
    void aRecordedChangeSaysThatItWaitsForARestart() {
        request(original, 2);
        CimPath state = provider.path(state(original));
        CimInstance memory = memory(state);
        assertThat(pending(state)).containsExactly(3L);
        CimInstance recorded =
                provider.only(provider.path(memory), "CIM_ElementSettingData", "OpenVMAN_MemoryAllocationSettingData");

        assertThat(modify(
                                "ModifyResourceSettings",
                                "ResourceSettings",
                                recorded,
                                CimProperty.of("Limit", CimType.UINT64, 2048))
                        .returnCode())
                .isZero();

        assertThat(pending(state)).containsExactly(2L);
        assertThat(pending(provider.path(memory))).containsExactly(2L);
        assertThat(provider.get(provider.path(memory)).number("Limit")).isNotEqualTo(Optional.of(2048L));
        request(original, 3);
        request(original, 2);
        assertThat(pending(state)).containsExactly(3L);
        assertThat(provider.get(provider.path(memory)).number("Limit")).contains(2048L);
    }

    private CimInstance memory(CimPath configuration) {
        return provider.only(
                configuration, "CIM_VirtualSystemSettingDataComponent", "OpenVMAN_MemoryAllocationSettingData");
    }

    // CIM_SettingData.ChangeableType: 1 is changeable until the next start, 2 for good.
    @Test
    void onlyTheConfigurationOfWhatRunsIsTransient() {
        assertThat(state(original).number("ChangeableType")).contains(2L);
        request(original, 2);
        assertThat(state(original).number("ChangeableType")).contains(1L);
        assertThat(recorded(original).number("ChangeableType")).contains(2L);
    }

    @Test
    void automaticActionsFirmwareAndBootOrderAreWrittenAndRead() {
        String nic = seen(original).recorded().nics().get(0).id();

        assertThat(modifySystem(
                                recorded(original),
                                CimProperty.of("AutomaticStartupAction", CimType.UINT16, 4),
                                CimProperty.of(
                                        "AutomaticStartupActionDelay",
                                        CimType.DATETIME,
                                        CimDateTime.of(Duration.ofSeconds(30))),
                                CimProperty.of("AutomaticStartupActionSequenceNumber", CimType.UINT16, 7),
                                CimProperty.of("GuestRebootAction", CimType.UINT16, 2),
                                CimProperty.of("Firmware", CimType.UINT16, 3),
                                CimProperty.of("BootOrder", CimType.STRING, List.of(nic, "vda")))
                        .returnCode())
                .isZero();

        CimInstance read = recorded(original);
        assertThat(read.number("AutomaticStartupAction")).contains(4L);
        assertThat(read.property("AutomaticStartupActionDelay").map(CimProperty::value))
                .contains(CimDateTime.of(Duration.ofSeconds(30)));
        assertThat(read.number("AutomaticStartupActionSequenceNumber")).contains(7L);
        assertThat(read.number("GuestRebootAction")).contains(2L);
        assertThat(read.number("Firmware")).contains(3L);
        assertThat(read.property("BootOrder").map(CimProperty::value)).contains(List.of(nic, "vda"));
    }

    // The path of a system is its UUID: a client that kept it finds the same system under its new name.
    @Test
    void aSystemKeepsItsPathWhenItIsRenamed() {
        modifySystem(recorded(original), CimProperty.string("ElementName", "renamed"));

        assertThat(provider.get(original).string("ElementName")).contains("renamed");
        request(original, 2);
        assertThat(provider.systemNamed("renamed")).isEqualTo(original);
    }

    @Test
    void consolesAreThereWhileTheSystemRuns() {
        assertThat(provider.associators(original, "CIM_SAPAvailableForElement", "CIM_ServiceAccessPoint"))
                .isEmpty();

        request(original, 2);

        CimInstance console = provider.only(original, "CIM_SAPAvailableForElement", "CIM_TextRedirectionSAP");
        assertThat(console.string("Address").orElseThrow()).startsWith("/dev/pts/");
        assertThat(provider.get(provider.path(console))).isEqualTo(console);
        assertThat(provider.only(provider.path(console), "CIM_HostedAccessPoint", "CIM_System")
                        .className())
                .isEqualTo("OpenVMAN_HostComputerSystem");
        request(original, 3);
        assertThatExceptionOfType(CimException.class).isThrownBy(() -> provider.get(provider.path(console)));
    }

    @Test
    void aSystemLikeAnotherHasItsDevicesAndSharesNone() {
        modifySystem(
                recorded(original),
                CimProperty.of(
                        "BootOrder",
                        CimType.STRING,
                        List.of(seen(original).recorded().nics().get(0).id(), "vda")));

        CimPath clone = awaitDefined(defineLikeOriginal());

        VirtualSystem before = seen(original);
        VirtualSystem after = seen(clone);
        assertThat(after.name()).isNotEqualTo(before.name());
        assertThat(after.recorded().processor()).isEqualTo(before.recorded().processor());
        assertThat(after.recorded().memory()).isEqualTo(before.recorded().memory());
        assertThat(after.recorded().nics()).hasSize(1);
        assertThat(after.recorded().nics().get(0).mac())
                .isNotEqualTo(before.recorded().nics().get(0).mac());
        assertThat(after.recorded().settings().boot().order())
                .containsExactly(after.recorded().nics().get(0).id(), "vda");
        Disk disk = (Disk) after.recorded().device("vda").orElseThrow();
        Disk source = (Disk) before.recorded().device("vda").orElseThrow();
        assertThat(disk.source()).isPresent().isNotEqualTo(source.source());
        assertThat(disk.capacityBytes()).isEqualTo(source.capacityBytes());
        assertThat(after.recorded().device("hdc")).isEqualTo(before.recorded().device("hdc"));

        // It is a system of its own: destroying it takes its volume and leaves the original's.
        provider.invoke(provider.managementService(), "DestroySystem", CimArgument.reference("AffectedSystem", clone));
        assertThat(volumes().find(disk.source().orElseThrow())).isEmpty();
        assertThat(volumes().find(source.source().orElseThrow())).isPresent();
    }

    /** The job names the system that it made. */
    private CimPath awaitDefined(MethodResult result) {
        CimPath job = awaitJob(result, 7);
        return provider.path(provider.only(job, "CIM_AffectedJobElement", "CIM_ComputerSystem"));
    }

    private CimPath awaitJob(MethodResult result, long end) {
        assertThat(result).isInstanceOf(MethodResult.JobStarted.class);
        CimPath job = ((MethodResult.JobStarted) result).job();
        await().atMost(Duration.ofSeconds(10))
                .until(() -> provider.get(job).number("JobState").orElse(0L) >= 7);
        assertThat(provider.get(job).number("JobState"))
                .as("%s", provider.get(job).string("JobStatus"))
                .contains(end);
        return job;
    }

    // "ReferenceConfiguration only fills what SystemSettings and ResourceSettings leave open" (DefineSystem)
    @Test
    void whatTheClientGivesCountsMoreThanTheReference() {
        Volume own = volumes().create(new VolumeId("default", "own.qcow2"), VolumeFormat.QCOW2, 1 << 20);

        MethodResult result = defineLikeOriginal(
                CimArgument.of("SystemSettings", CimType.EMBEDDED, system(CimProperty.string("ElementName", "other"))),
                CimArgument.of(
                        "ResourceSettings",
                        CimType.EMBEDDED,
                        List.of(
                                resource(3, 3),
                                with(
                                        "CIM_ResourceAllocationSettingData",
                                        CimProperty.of("ResourceType", CimType.UINT16, 17),
                                        CimProperty.string("Address", "vda"),
                                        CimProperty.of(
                                                "HostResource",
                                                CimType.STRING,
                                                List.of(own.id().toString()))))));

        // There is no disk left to copy, so that it is done at once.
        VirtualSystem made = seen(resultingSystem(result));
        assertThat(made.name()).isEqualTo("other");
        assertThat(made.recorded().processor().count()).isEqualTo(3);
        assertThat(made.recorded().disks())
                .filteredOn(disk -> disk.type() == Disk.Type.DISK)
                .singleElement()
                .satisfies(disk -> assertThat(disk.source()).contains(own.id()));
        assertThat(made.recorded().nics()).hasSize(1);
    }

    @Test
    void disksThatAreWrittenToAreNotCopied() {
        request(original, 2);

        assertThatExceptionOfType(CimException.class)
                .isThrownBy(this::defineLikeOriginal)
                .withMessageContaining("original runs and writes to its disks");
    }

    @Test
    void aCopyThatFailsLeavesNothing() {
        int systems = provider.enumerate("OpenVMAN_ComputerSystem").size();
        long reserved = reserved();
        provider.hypervisor()
                .faults()
                .add(FaultRule.once(
                        Operation.DEFINE,
                        new FaultRule.Effect.Fail(HypervisorException.Reason.FAILED, "the host is out of luck")));

        CimPath job = awaitJob(defineLikeOriginal(), 10);

        assertThat(provider.get(job).string("JobStatus").orElseThrow()).contains("out of luck");
        assertThat(provider.enumerate("OpenVMAN_ComputerSystem")).hasSize(systems);
        assertThat(reserved()).isEqualTo(reserved);
    }

    private long reserved() {
        return provider.hypervisor()
                .inventory()
                .pool(ResourceKind.STORAGE, "default")
                .orElseThrow()
                .reserved();
    }
}
