package org.openvman.provider.profile.exchange;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.openvman.ovf.io.Hrefs;
import org.openvman.ovf.io.OvfNames;
import org.openvman.ovf.model.AnnotationSection;
import org.openvman.ovf.model.ByteSize;
import org.openvman.ovf.model.Descriptor;
import org.openvman.ovf.model.DiskSection;
import org.openvman.ovf.model.FileReference;
import org.openvman.ovf.model.HardwareItem;
import org.openvman.ovf.model.Location;
import org.openvman.ovf.model.NetworkSection;
import org.openvman.ovf.model.OvfVersion;
import org.openvman.ovf.model.ProgrammaticUnits;
import org.openvman.ovf.model.Section;
import org.openvman.ovf.model.VirtualHardwareSection;
import org.openvman.ovf.model.VirtualSystem;
import org.openvman.provider.hypervisor.Device;
import org.openvman.provider.hypervisor.Disk;
import org.openvman.provider.hypervisor.Memory;
import org.openvman.provider.hypervisor.Nic;
import org.openvman.provider.hypervisor.Peripheral;
import org.openvman.provider.hypervisor.Processor;
import org.openvman.provider.hypervisor.SystemConfiguration;
import org.openvman.provider.hypervisor.SystemId;
import org.openvman.provider.profile.allocation.AllocationSettings;
import org.openvman.provider.profile.system.SystemSettingView;

/**
 * Makes a descriptor of a configuration. Settings stand where DSP0243 has a place for them, by the names and in the values
 * that clients of the endpoint see; the others are in {@link OwnSettings}. The UUID is the VirtualSystemIdentifier.
 */
public final class DescriptorOfSystem {
    private static final Location HERE = Location.of("(exported)");

    /** Scalar properties of CIM_VirtualSystemSettingData, as the schema of OVF has them. */
    private static final Set<String> SYSTEM_PROPERTIES = Set.of(
            "ElementName",
            "Caption",
            "VirtualSystemType",
            "AutomaticStartupAction",
            "AutomaticStartupActionSequenceNumber",
            "AutomaticShutdownAction",
            "AutomaticRecoveryAction");

    /** What names things of the host; in a package, HostResource names what is in the package. */
    private static final Set<String> OF_THE_HOST = Set.of("PoolID", "HostResource");

    private final SystemId id;
    private final SystemConfiguration configuration;
    private final Map<String, DiskImage> images;
    private final List<FileReference> files = new ArrayList<>();
    private final List<DiskSection.Disk> disks = new ArrayList<>();
    private final List<HardwareItem> items = new ArrayList<>();
    private final Map<String, Map<String, List<String>>> own = new LinkedHashMap<>();

    private DescriptorOfSystem(SystemId id, SystemConfiguration configuration, Map<String, DiskImage> images) {
        this.id = id;
        this.configuration = configuration;
        this.images = images;
    }

    /**
     * The descriptor of a system.
     *
     * @param images the content of disks and drives, by the id of the device; those without are empty
     */
    public static Descriptor of(SystemId id, SystemConfiguration configuration, Map<String, DiskImage> images) {
        return new DescriptorOfSystem(id, configuration, images).descriptor();
    }

    private Descriptor descriptor() {
        Map<String, String> system = system();
        processor(configuration.processor());
        memory(configuration.memory());
        Controllers controllers = new Controllers(configuration.peripherals());
        configuration.disks().forEach(disk -> disk(disk, controllers));
        int place = 0;
        for (Nic nic : configuration.nics()) {
            adapter(nic, place++);
        }
        configuration.peripherals().stream()
                .filter(peripheral -> peripheral.role() != Peripheral.Kind.CONTROLLER)
                .forEach(this::peripheral);
        List<Section> sections = new ArrayList<>();
        sections.add(new VirtualHardwareSection(
                "Virtual hardware",
                "",
                List.of(),
                system,
                items,
                List.of(new OwnSettings(own, configuration.peripherals()).write()),
                HERE));
        List<String> notes = configuration.settings().notes();
        if (!notes.isEmpty()) {
            sections.add(new AnnotationSection("Notes", String.join("\n", notes), HERE));
        }
        String name = configuration.settings().name();
        return new Descriptor(
                OvfVersion.V1,
                files,
                envelope(),
                new VirtualSystem(fileName(name), "A virtual machine", name, sections, HERE),
                List.of());
    }

    /** What a name of a system is in names of files, and in identifiers. */
    public static String fileName(String name) {
        String safe = name.replaceAll("[^A-Za-z0-9._-]", "-").replaceFirst("^[.-]+", "");
        return safe.isEmpty() ? "system" : safe.substring(0, Math.min(safe.length(), 60));
    }

    private List<Section> envelope() {
        List<Section> envelope = new ArrayList<>();
        if (!disks.isEmpty()) {
            envelope.add(new DiskSection("Virtual disks", disks, HERE));
        }
        List<NetworkSection.Network> networks = items.stream()
                .flatMap(item -> item.connections().stream())
                .distinct()
                .map(name -> new NetworkSection.Network(name, "", HERE))
                .toList();
        if (!networks.isEmpty()) {
            envelope.add(new NetworkSection("Logical networks", networks, HERE));
        }
        return envelope;
    }

    private Map<String, String> system() {
        Map<String, String> system = new TreeMap<>();
        SystemSettingView.SETTINGS.texts(configuration.settings()).forEach((property, values) -> {
            if (SYSTEM_PROPERTIES.contains(property)) {
                system.put(property, values.get(0));
            } else if (!property.equals("Notes")) {
                own(OwnSettings.SYSTEM, property, values);
            }
        });
        system.put("InstanceID", "0");
        system.put("VirtualSystemIdentifier", id.toString());
        return system;
    }

    private void processor(Processor processor) {
        Map<String, List<String>> settings = settings(processor);
        if (processor.limitPercent().isEmpty()) {
            // What importers expect; it says nothing unless there is a limit or a reservation.
            settings.put("AllocationUnits", List.of("hertz * 10^6"));
        }
        add(settings, true);
    }

    private void memory(Memory memory) {
        Map<String, List<String>> settings = settings(memory);
        int exponent = new ByteSize(memory.bytes() | memory.maximumBytes()).binaryExponent() >= 20 ? 20 : 0;
        settings.put("AllocationUnits", List.of(ProgrammaticUnits.ofExponent(exponent)));
        settings.put("VirtualQuantityUnits", settings.get("AllocationUnits"));
        settings.put("VirtualQuantity", List.of(Long.toString(memory.bytes() >> exponent)));
        settings.put("Limit", List.of(Long.toString(memory.maximumBytes() >> exponent)));
        add(settings, true);
    }

    private void disk(Disk disk, Controllers controllers) {
        Controllers.Place place = controllers.place(disk.bus(), controller -> add(controller, true));
        Map<String, List<String>> settings = settings(disk);
        settings.put("Parent", List.of(place.controller()));
        settings.put("AddressOnParent", List.of(Integer.toString(place.address())));
        Optional<String> file = Optional.ofNullable(images.get(disk.id())).map(image -> file(image.file()));
        if (disk.type() == Disk.Type.DISK) {
            settings.put("HostResource", List.of("ovf:/disk/" + virtualDisk(disk, file.orElse(""))));
        } else {
            file.ifPresent(reference -> settings.put("HostResource", List.of("ovf:/file/" + reference)));
        }
        add(settings, true);
    }

    private String file(String name) {
        String reference = "file" + (files.size() + 1);
        files.add(
                new FileReference(reference, Hrefs.encode(name), OptionalLong.empty(), "", OptionalLong.empty(), HERE));
        return reference;
    }

    private String virtualDisk(Disk disk, String file) {
        String name = "vmdisk" + (disks.size() + 1);
        Optional<DiskImage> image = Optional.ofNullable(images.get(disk.id()));
        ByteSize capacity = new ByteSize(image.map(DiskImage::capacityBytes).orElse(disk.capacityBytes()));
        int exponent = capacity.binaryExponent();
        disks.add(new DiskSection.Disk(
                name,
                Long.toString(capacity.bytes() >> exponent),
                ProgrammaticUnits.ofExponent(exponent),
                file,
                image.map(DiskImage::uri).orElse(""),
                "",
                "",
                HERE));
        return name;
    }

    private void adapter(Nic nic, int place) {
        Map<String, List<String>> settings = settings(nic);
        settings.put("AddressOnParent", List.of(Integer.toString(place)));
        settings.computeIfPresent("Connection", (name, values) -> values.contains("") ? null : values);
        add(settings, true);
    }

    /** Another importer may leave it out; we take it from {@link OwnSettings}. */
    private void peripheral(Peripheral peripheral) {
        Map<String, List<String>> settings = new TreeMap<>(AllocationSettings.texts(peripheral));
        settings.keySet().removeAll(OF_THE_HOST);
        settings.keySet().retainAll(OvfNames.ALLOCATION_PROPERTIES);
        add(settings, false);
    }

    /** What the item of a device says; the rest of its allocation setting goes into ours. */
    private Map<String, List<String>> settings(Device device) {
        Map<String, List<String>> settings = new TreeMap<>();
        String item = nextId();
        AllocationSettings.texts(device).forEach((property, values) -> {
            boolean inPackage = device instanceof Disk && property.equals("HostResource");
            boolean chosenAnew = property.equals("PoolID") && !(device instanceof Disk);
            if (OvfNames.ALLOCATION_PROPERTIES.contains(property) && !OF_THE_HOST.contains(property)) {
                settings.put(property, values);
            } else if (!inPackage && !chosenAnew) {
                own(item, property, values);
            }
        });
        return settings;
    }

    private void own(String item, String property, List<String> values) {
        own.computeIfAbsent(item, missing -> new LinkedHashMap<>()).put(property, values);
    }

    private String nextId() {
        return Integer.toString(items.size() + 1);
    }

    private String add(Map<String, List<String>> settings, boolean required) {
        String item = nextId();
        Map<String, List<String>> all = new TreeMap<>(settings);
        all.put("InstanceID", List.of(item));
        items.add(new HardwareItem(HardwareItem.Form.ITEM, all, "", "", required, HERE));
        return item;
    }
}
