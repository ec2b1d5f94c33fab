package org.openvman.provider.profile.allocation;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.openvman.provider.hypervisor.Device;
import org.openvman.provider.hypervisor.Disk;
import org.openvman.provider.hypervisor.Inventory;
import org.openvman.provider.hypervisor.Memory;
import org.openvman.provider.hypervisor.Nic;
import org.openvman.provider.hypervisor.Peripheral;
import org.openvman.provider.hypervisor.Processor;
import org.openvman.provider.hypervisor.ResourceKind;
import org.openvman.provider.hypervisor.VirtualSystem;
import org.openvman.provider.operation.CimException;
import org.openvman.provider.operation.CimStatus;
import org.openvman.provider.profile.system.ConfiguredDevice;
import org.openvman.provider.profile.system.ConfiguredSystem;
import org.openvman.provider.profile.system.Pending;
import org.openvman.provider.profile.system.Representation;
import org.openvman.provider.profile.system.VirtualSystemProfile;
import org.openvman.provider.view.AssociationView;
import org.openvman.provider.view.ClassView;
import org.openvman.provider.view.MethodCall;
import org.openvman.provider.view.Profile;
import org.openvman.provider.view.SettingView;
import org.openvman.provider.view.Source;
import org.openvman.schema.cim.CimPath;

/** Virtual devices and their allocation settings, of every kind, and how they hang on their system. */
public final class DeviceProfile implements Profile {
    private static final int SYSTEM_DEVICE_ENABLED = 2;
    private static final int DISABLED = 3;
    private static final long BLOCK_BYTES = 512;
    private static final int PARALLEL_SCSI = 9;
    private static final int IDE = 37;

    static final ClassView<ConfiguredDevice<Processor>> PROCESSOR_SETTING =
            setting("OpenVMAN_ProcessorAllocationSettingData", Processor.class, AllocationSettings.PROCESSOR);
    static final ClassView<ConfiguredDevice<Memory>> MEMORY_SETTING =
            setting("OpenVMAN_MemoryAllocationSettingData", Memory.class, AllocationSettings.MEMORY);
    static final ClassView<ConfiguredDevice<Disk>> DISK_SETTING =
            setting("OpenVMAN_StorageAllocationSettingData", Disk.class, AllocationSettings.DISK);
    static final ClassView<ConfiguredDevice<Nic>> NIC_SETTING =
            setting("OpenVMAN_EthernetPortAllocationSettingData", Nic.class, AllocationSettings.NIC);
    static final ClassView<ConfiguredDevice<Peripheral>> PERIPHERAL_SETTING =
            setting("OpenVMAN_PeripheralAllocationSettingData", Peripheral.class, AllocationSettings.PERIPHERAL);

    static final ClassView<VirtualProcessor> PROCESSOR = device(
                    "OpenVMAN_Processor", VirtualProcessor.SOURCE, VirtualProcessor::system)
            .property("DeviceID", VirtualProcessor::deviceId)
            .property("ElementName", processor -> "Processor " + processor.index())
            .constant("CPUStatus", 1) // Enabled
            .constant("Family", 2) // Unknown: what the guest sees is the hypervisor's affair
            .build();
    static final ClassView<ConfiguredDevice<Memory>> MEMORY = device("OpenVMAN_Memory", Memory.class)
            .constant("ElementName", "Memory")
            .constant("Volatile", true)
            .constant("Access", 3) // Read/Write Supported
            .constant("BlockSize", 1)
            .property("NumberOfBlocks", memory -> memory.device().bytes())
            .property("ConsumableBlocks", memory -> memory.device().bytes())
            .build();
    public static final ClassView<ConfiguredDevice<Disk>> DISK = device("OpenVMAN_LogicalDisk", Disk.class)
            .property("Name", disk -> disk.device().id())
            .property("ElementName", disk -> "Disk " + disk.device().id())
            .constant("BlockSize", BLOCK_BYTES)
            .property("NumberOfBlocks", disk -> disk.device().capacityBytes() / BLOCK_BYTES)
            .property("Access", disk -> disk.device().readOnly() ? 1 : 3) // Readable or Read/Write
            .build();
    public static final ClassView<ConfiguredDevice<Nic>> NIC = device("OpenVMAN_EthernetPort", Nic.class)
            .property("ElementName", nic -> "Network adapter " + nic.device().mac())
            .property("PermanentAddress", nic -> plain(nic.device()))
            .property("NetworkAddresses", nic -> List.of(plain(nic.device())))
            .constant("PortType", 0)
            .constant("LinkTechnology", 2) // Ethernet
            .build();

    // DSP1049, virtual storage adapters: what disks are attached to.
    static final ClassView<ConfiguredDevice<Peripheral>> STORAGE_ADAPTER = peripheral(
                    "OpenVMAN_StorageAdapter", Peripheral::isStorageAdapter)
            .property("Name", adapter -> adapter.device().id())
            .property(
                    "ElementName",
                    adapter -> "Storage adapter " + adapter.device().id())
            .property("ProtocolSupported", adapter -> protocol(adapter.device()))
            .build();

    static final ClassView<ConfiguredDevice<Peripheral>> PERIPHERAL = peripheral(
                    "OpenVMAN_Peripheral", peripheral -> !peripheral.isStorageAdapter())
            .property("Name", peripheral -> peripheral.device().id())
            .property(
                    "ElementName",
                    peripheral -> "Peripheral " + peripheral.device().id())
            .build();

    private final VirtualSystemProfile systems;

    public DeviceProfile(VirtualSystemProfile systems) {
        this.systems = systems;
    }

    private static <D extends Device> ClassView<ConfiguredDevice<D>> setting(
            String className, Class<D> kind, SettingView<D> settings) {
        return ClassView.of(className, ConfiguredDevice.settings(kind))
                .property("InstanceID", configured -> configured.settingId().toString())
                .settings(settings, ConfiguredDevice::device)
                .build();
    }

    private static <D extends Device> ClassView.Builder<ConfiguredDevice<D>> device(String className, Class<D> kind) {
        return device(
                        className,
                        ConfiguredDevice.devices(kind),
                        (ConfiguredDevice<D> device) -> device.owner().system())
                .property("DeviceID", ConfiguredDevice::deviceId);
    }

    private static ClassView.Builder<ConfiguredDevice<Peripheral>> peripheral(
            String className, Predicate<Peripheral> wanted) {
        return device(
                        className,
                        ConfiguredDevice.devices(Peripheral.class, wanted),
                        (ConfiguredDevice<Peripheral> device) -> device.owner().system())
                .property("DeviceID", ConfiguredDevice::deviceId);
    }

    /** CIM_Controller.ProtocolSupported. */
    private static int protocol(Peripheral adapter) {
        return adapter.kind() == ResourceKind.IDE_CONTROLLER ? IDE : PARALLEL_SCSI;
    }

    /** What all logical devices say of themselves. */
    private static <T> ClassView.Builder<T> device(
            String className, Source<T> source, Function<T, VirtualSystem> system) {
        return ClassView.of(className, source)
                .constant("SystemCreationClassName", VirtualSystemProfile.SYSTEM_CLASS)
                .property("SystemName", device -> system.apply(device).id().toString())
                .constant("CreationClassName", className)
                .property(
                        "EnabledState",
                        device -> system.apply(device).active().isPresent() ? SYSTEM_DEVICE_ENABLED : DISABLED)
                .constant("RequestedState", 12) // Not Applicable
                .constant("HealthState", 5) // OK
                .property(
                        "OperationalStatus",
                        device -> List.of(system.apply(device).active().isPresent() ? 2 : 15));
    }

    private static String plain(Nic nic) {
        return nic.mac().text().replace(":", "");
    }

    /**
     * The path of the allocation setting of a device.
     *
     * @throws org.openvman.provider.operation.CimException NOT_FOUND if the configuration has no such device
     */
    public CimPath settingPath(MethodCall call, ConfiguredSystem owner, String deviceId) {
        return path(call, owner, deviceId, Processor.class, PROCESSOR_SETTING)
                .or(() -> path(call, owner, deviceId, Memory.class, MEMORY_SETTING))
                .or(() -> path(call, owner, deviceId, Disk.class, DISK_SETTING))
                .or(() -> path(call, owner, deviceId, Nic.class, NIC_SETTING))
                .or(() -> path(call, owner, deviceId, Peripheral.class, PERIPHERAL_SETTING))
                .orElseThrow(() ->
                        new CimException(CimStatus.NOT_FOUND, owner.system().name() + " has no device " + deviceId));
    }

    private static <D extends Device> Optional<CimPath> path(
            MethodCall call,
            ConfiguredSystem owner,
            String deviceId,
            Class<D> kind,
            ClassView<ConfiguredDevice<D>> setting) {
        return owner.device(kind, deviceId).map(found -> call.pathOf(setting, found));
    }

    @Override
    public List<ClassView<?>> classes() {
        return List.of(
                PROCESSOR_SETTING,
                MEMORY_SETTING,
                DISK_SETTING,
                NIC_SETTING,
                PERIPHERAL_SETTING,
                PROCESSOR,
                MEMORY,
                DISK,
                NIC,
                STORAGE_ADAPTER,
                PERIPHERAL);
    }

    @Override
    public List<AssociationView<?, ?>> associations() {
        return Stream.of(
                        ofKind(Memory.class, MEMORY, MEMORY_SETTING),
                        ofKind(Disk.class, DISK, DISK_SETTING),
                        ofKind(Nic.class, NIC, NIC_SETTING),
                        ofPeripherals(),
                        ofProcessors())
                .flatMap(List::stream)
                .toList();
    }

    private <D extends Device> List<AssociationView<?, ?>> ofKind(
            Class<D> kind, ClassView<ConfiguredDevice<D>> device, ClassView<ConfiguredDevice<D>> setting) {
        return List.of(
                systemDevice(device, system -> ConfiguredSystem.stateOf(system).devices(kind)),
                settingsDefineState(device, setting, Function.identity()),
                component(kind, setting),
                definition(kind, setting));
    }

    private List<AssociationView<?, ?>> ofPeripherals() {
        return List.of(
                systemDevice(PERIPHERAL, system -> peripherals(system, peripheral -> !peripheral.isStorageAdapter())),
                systemDevice(STORAGE_ADAPTER, system -> peripherals(system, Peripheral::isStorageAdapter)),
                settingsDefineState(PERIPHERAL, PERIPHERAL_SETTING, Function.identity()),
                settingsDefineState(STORAGE_ADAPTER, PERIPHERAL_SETTING, Function.identity()),
                component(Peripheral.class, PERIPHERAL_SETTING),
                definition(Peripheral.class, PERIPHERAL_SETTING));
    }

    private static Stream<ConfiguredDevice<Peripheral>> peripherals(
            VirtualSystem system, Predicate<Peripheral> wanted) {
        return ConfiguredSystem.stateOf(system)
                .devices(Peripheral.class)
                .filter(configured -> wanted.test(configured.device()));
    }

    private List<AssociationView<?, ?>> ofProcessors() {
        return List.of(
                systemDevice(PROCESSOR, VirtualProcessor::of),
                settingsDefineState(PROCESSOR, PROCESSOR_SETTING, VirtualProcessor::setting),
                component(Processor.class, PROCESSOR_SETTING),
                definition(Processor.class, PROCESSOR_SETTING));
    }

    private <T> AssociationView<?, ?> systemDevice(ClassView<T> device, Function<VirtualSystem, Stream<T>> devices) {
        return AssociationView.of(
                        "OpenVMAN_SystemDevice",
                        systems.system().as("GroupComponent"),
                        device.as("PartComponent"),
                        (inventory, system) -> devices.apply(system))
                .build();
    }

    private static <T, D extends Device> AssociationView<?, ?> settingsDefineState(
            ClassView<T> device, ClassView<ConfiguredDevice<D>> setting, Function<T, ConfiguredDevice<D>> settingOf) {
        return AssociationView.of(
                        "OpenVMAN_SettingsDefineState",
                        device.as("ManagedElement"),
                        setting.as("SettingData"),
                        (inventory, record) -> Stream.of(settingOf.apply(record)))
                .build();
    }

    private <D extends Device> AssociationView<?, ?> component(Class<D> kind, ClassView<ConfiguredDevice<D>> setting) {
        return AssociationView.of(
                        "OpenVMAN_VirtualSystemSettingDataComponent",
                        systems.settings().as("GroupComponent"),
                        setting.as("PartComponent"),
                        (inventory, owner) -> owner.devices(kind))
                .build();
    }

    private static <D extends Device> AssociationView<?, ?> definition(
            Class<D> kind, ClassView<ConfiguredDevice<D>> setting) {
        return AssociationView.of(
                        "OpenVMAN_ElementSettingData",
                        setting.as("ManagedElement"),
                        setting.as("SettingData"),
                        (Inventory inventory, ConfiguredDevice<D> state) -> recorded(kind, state).stream())
                .constant("IsDefault", 1)
                .constant("IsNext", 1)
                .property("IsPending", (state, recorded) -> Pending.code(isPending(state.device(), recorded.device())))
                .build();
    }

    private static boolean isPending(Device state, Device recorded) {
        return state instanceof Memory now && recorded instanceof Memory then
                ? !now.settledAs(then).equals(then)
                : !state.equals(recorded);
    }

    /** The same device in the definition; empty if the next start will not have it. */
    private static <D extends Device> Optional<ConfiguredDevice<D>> recorded(Class<D> kind, ConfiguredDevice<D> state) {
        return state.owner().representation() == Representation.STATE
                ? state.owner().definition().device(kind, state.device().id())
                : Optional.empty();
    }
}
