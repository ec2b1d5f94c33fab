package org.openvman.provider.profile.exchange;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.openvman.ovf.model.AnnotationSection;
import org.openvman.ovf.model.ByteSize;
import org.openvman.ovf.model.Descriptor;
import org.openvman.ovf.model.DiskSection;
import org.openvman.ovf.model.HardwareItem;
import org.openvman.ovf.model.ProgrammaticUnits;
import org.openvman.ovf.model.ResourceType;
import org.openvman.ovf.model.VirtualHardwareSection;
import org.openvman.ovf.model.VirtualSystem;
import org.openvman.ovf.service.ImageFormat;
import org.openvman.provider.hypervisor.Device;
import org.openvman.provider.hypervisor.Disk;
import org.openvman.provider.hypervisor.Memory;
import org.openvman.provider.hypervisor.Peripheral;
import org.openvman.provider.hypervisor.Processor;
import org.openvman.provider.hypervisor.SystemConfiguration;
import org.openvman.provider.hypervisor.SystemId;
import org.openvman.provider.hypervisor.SystemSettings;
import org.openvman.provider.hypervisor.VolumeFormat;
import org.openvman.provider.operation.CimException;
import org.openvman.provider.operation.CimStatus;
import org.openvman.provider.profile.allocation.NewDevice;
import org.openvman.provider.profile.system.SystemSettingView;
import org.openvman.schema.ClassRepository;

/**
 * Reads the one system of a descriptor. What {@link DescriptorOfSystem} wrote comes back as it was; of what other tools
 * wrote, processors, memory, disks, drives and network adapters are taken, and the rest is the hypervisor's choice.
 */
public final class SystemReader {
    /** What of an item means the same whoever wrote it. */
    private static final Set<String> COMMON =
            Set.of("ResourceType", "VirtualQuantity", "Weight", "Connection", "Parent", "HostResource", "PoolID");

    private static final Set<String> MODELS =
            Set.of("virtio", "e1000", "e1000e", "vmxnet3", "rtl8139", "pcnet", "ne2k_pci");
    private static final String USUAL_MODEL = "e1000";

    private final TypedSettings typed;
    private final NewDevice newDevice;

    public SystemReader(ClassRepository classes, NewDevice newDevice) {
        this.typed = new TypedSettings(classes);
        this.newDevice = newDevice;
    }

    /**
     * The system of a descriptor.
     *
     * @param connections what adapters are connected to instead of the networks of the descriptor, by their names
     * @throws CimException INVALID_PARAMETER if it describes no system, more than one, or one that cannot be
     */
    public DescribedSystem read(Descriptor descriptor, Map<String, String> connections) {
        List<VirtualSystem> systems = descriptor.systems().toList();
        if (systems.size() != 1) {
            throw invalid("it describes " + systems.size()
                    + " virtual systems, and one can be imported; deploy a service of several with InstallFromURI");
        }
        try {
            return new Reading(descriptor, systems.get(0), connections).system();
        } catch (IllegalArgumentException e) {
            throw invalid(String.valueOf(e.getMessage()));
        }
    }

    private static CimException invalid(String why) {
        return new CimException(CimStatus.INVALID_PARAMETER, "the package cannot be imported: " + why);
    }

    /** One descriptor on its way into a configuration. */
    private final class Reading {
        private final Descriptor descriptor;
        private final VirtualSystem system;
        private final Map<String, String> connections;
        private final VirtualHardwareSection hardware;
        private final Optional<OwnSettings> own;
        private final Map<String, DescribedSystem.Content> contents = new HashMap<>();
        private final Map<String, String> pools = new HashMap<>();
        private final Map<String, HardwareItem> items = new LinkedHashMap<>();

        Reading(Descriptor descriptor, VirtualSystem system, Map<String, String> connections) {
            this.descriptor = descriptor;
            this.system = system;
            this.connections = connections;
            this.hardware = system.section(VirtualHardwareSection.class)
                    .orElseThrow(() -> new IllegalArgumentException("it has no VirtualHardwareSection"));
            this.own = OwnSettings.find(hardware);
        }

        DescribedSystem system() {
            SystemConfiguration configuration =
                    new SystemConfiguration(settings(), Processor.of(1, 1), new Memory(1, 1), List.of(), List.of());
            hardware.items().stream()
                    .filter(item -> item.bound().isEmpty() || item.bound().equals("normal"))
                    .filter(item -> item.configuration().isEmpty())
                    .forEach(item -> items.put(item.instanceId(), item));
            for (HardwareItem item : items.values()) {
                configuration = with(configuration, item);
            }
            for (Peripheral peripheral : own.map(OwnSettings::peripherals).orElse(List.of())) {
                configuration = configuration.with(peripheral);
            }
            if (configuration.memory().bytes() == 1) {
                throw new IllegalArgumentException("it has no item of memory (ResourceType 4)");
            }
            return new DescribedSystem(identifier(), configuration, contents, pools);
        }

        private Optional<SystemId> identifier() {
            try {
                return Optional.ofNullable(hardware.system().get("VirtualSystemIdentifier"))
                        .map(SystemId::parse);
            } catch (IllegalArgumentException e) {
                // Most tools write the name here.
                return Optional.empty();
            }
        }

        private SystemSettings settings() {
            SystemSettings settings = SystemSettings.named(
                            system.name().isBlank()
                                    ? system.id()
                                    : system.name().strip())
                    .withNotes(system.section(AnnotationSection.class)
                            .map(notes -> notes.annotation().lines().toList())
                            .orElse(List.of()));
            if (own.isEmpty()) {
                return settings;
            }
            Map<String, List<String>> texts = new HashMap<>();
            hardware.system().forEach((property, text) -> texts.put(property, List.of(text)));
            texts.putAll(own.get().of(OwnSettings.SYSTEM));
            return SystemSettingView.SETTINGS.apply(
                    settings, typed.instance("OpenVMAN_VirtualSystemSettingData", texts));
        }

        private SystemConfiguration with(SystemConfiguration configuration, HardwareItem item) {
            Optional<String> className = className(item);
            if (className.isEmpty()) {
                return configuration;
            }
            Map<String, List<String>> texts = own.isPresent() ? ownTexts(item) : foreignTexts(item);
            Device device = newDevice.from(typed.instance(className.get(), texts), configuration);
            if (device instanceof Disk disk) {
                device = disk(disk, item);
                Optional.ofNullable(texts.get("PoolID"))
                        .map(pool -> pool.get(0).replaceFirst("^StoragePool/", ""))
                        .ifPresent(pool -> pools.put(disk.id(), pool));
            }
            return configuration.with(device);
        }

        /** Empty for what is not taken from items: controllers, and what only our own settings tell exactly. */
        private Optional<String> className(HardwareItem item) {
            if (item.is(ResourceType.PROCESSOR)) {
                return Optional.of("OpenVMAN_ProcessorAllocationSettingData");
            }
            if (item.is(ResourceType.MEMORY)) {
                return Optional.of("OpenVMAN_MemoryAllocationSettingData");
            }
            if (item.is(ResourceType.ETHERNET_ADAPTER)) {
                return Optional.of("OpenVMAN_EthernetPortAllocationSettingData");
            }
            return item.is(ResourceType.DISK_DRIVE)
                            || item.is(ResourceType.CD_DRIVE)
                            || item.is(ResourceType.DVD_DRIVE)
                            || item.is(ResourceType.FLOPPY_DRIVE)
                    ? Optional.of("OpenVMAN_StorageAllocationSettingData")
                    : Optional.empty();
        }

        private Map<String, List<String>> ownTexts(HardwareItem item) {
            Map<String, List<String>> texts = new HashMap<>(item.settings());
            texts.remove("HostResource");
            texts.putAll(own.orElseThrow().of(item.instanceId()));
            connect(texts);
            return texts;
        }

        private Map<String, List<String>> foreignTexts(HardwareItem item) {
            Map<String, List<String>> texts = new HashMap<>(item.settings());
            texts.keySet().retainAll(COMMON);
            texts.remove("HostResource");
            texts.remove("PoolID");
            if (item.is(ResourceType.MEMORY)) {
                String bytes = ProgrammaticUnits.size(
                                item.setting("VirtualQuantity").orElse(""),
                                item.setting("AllocationUnits").orElse(ProgrammaticUnits.ofExponent(20)))
                        .map(size -> Long.toString(size.bytes()))
                        .orElseThrow(() -> new IllegalArgumentException("the size of its memory cannot be understood"));
                texts.put("VirtualQuantity", List.of(bytes));
                texts.put("VirtualQuantityUnits", List.of("byte"));
            } else if (item.is(ResourceType.ETHERNET_ADAPTER)) {
                String model = item.setting("ResourceSubType").orElse("").toLowerCase(Locale.ROOT);
                texts.put("ResourceSubType", List.of(MODELS.contains(model) ? model : USUAL_MODEL));
                connect(texts);
            } else if (!item.is(ResourceType.PROCESSOR)) {
                texts.remove("VirtualQuantity");
                Optional<HardwareItem> parent = item.setting("Parent").map(items::get);
                parent.flatMap(Controllers::bus).ifPresent(bus -> texts.put("ResourceSubType", List.of(bus.text())));
            }
            return texts;
        }

        private void connect(Map<String, List<String>> texts) {
            texts.computeIfPresent(
                    "Connection",
                    (name, networks) -> networks.stream()
                            .limit(1)
                            .map(network -> connections.getOrDefault(network, network))
                            .toList());
        }

        private Disk disk(Disk device, HardwareItem item) {
            Disk disk = device.withSource(Optional.empty());
            Optional<DiskSection.Disk> described = item.diskIds()
                    .findFirst()
                    .map(id -> descriptor
                            .disks()
                            .filter(candidate -> candidate.id().equals(id))
                            .findFirst()
                            .orElseThrow(() -> new IllegalArgumentException("it has no disk \"" + id + "\"")));
            if (described.isPresent()) {
                if (!described.get().parentRef().isEmpty()) {
                    throw new IllegalArgumentException(
                            "disk \"" + described.get().id() + "\" holds only the differences to another one");
                }
                disk = disk.withCapacityBytes(ProgrammaticUnits.size(
                                described.get().capacity(), described.get().capacityUnits())
                        .map(ByteSize::bytes)
                        .orElseThrow(() -> new IllegalArgumentException(
                                "the capacity of disk \"" + described.get().id() + "\" cannot be understood")));
            }
            String id = disk.id();
            VolumeFormat format = disk.type() == Disk.Type.CD
                    ? VolumeFormat.ISO
                    : format(described.map(DiskSection.Disk::format).orElse(""));
            described
                    .map(DiskSection.Disk::fileRef)
                    .or(() -> item.fileIds().findFirst())
                    .filter(file -> !file.isEmpty())
                    .ifPresent(file -> contents.put(id, new DescribedSystem.Content(file, format)));
            return disk.withFormat(format);
        }

        private VolumeFormat format(String uri) {
            return switch (ImageFormat.ofUri(uri).orElse(ImageFormat.RAW)) {
                case QCOW2 -> VolumeFormat.QCOW2;
                case VMDK -> VolumeFormat.VMDK;
                case RAW -> VolumeFormat.RAW;
            };
        }
    }
}
