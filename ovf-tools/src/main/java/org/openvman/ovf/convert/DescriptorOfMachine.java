package org.openvman.ovf.convert;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import javax.xml.namespace.QName;
import org.openvman.ovf.edit.ImageHeader;
import org.openvman.ovf.io.Hrefs;
import org.openvman.ovf.io.OvfNames;
import org.openvman.ovf.model.ByteSize;
import org.openvman.ovf.model.Descriptor;
import org.openvman.ovf.model.DiskSection;
import org.openvman.ovf.model.FileReference;
import org.openvman.ovf.model.HardwareItem;
import org.openvman.ovf.model.Location;
import org.openvman.ovf.model.NetworkSection;
import org.openvman.ovf.model.OtherSection;
import org.openvman.ovf.model.OvfVersion;
import org.openvman.ovf.model.ProgrammaticUnits;
import org.openvman.ovf.model.ResourceType;
import org.openvman.ovf.model.Section;
import org.openvman.ovf.model.VirtualHardwareSection;
import org.openvman.ovf.model.VirtualSystem;
import org.openvman.ovf.model.XmlElement;
import org.openvman.ovf.service.ImageFormat;

/** Makes a descriptor of a machine: the one way from all other descriptions to OVF. */
public final class DescriptorOfMachine {
    private static final Location HERE = Location.of("(converted)");
    private static final int IDE_PLACES = 2;

    private final Machine machine;
    private final Path folder;
    private final List<FileReference> files = new ArrayList<>();
    private final Map<String, Path> images = new LinkedHashMap<>();
    private final List<DiskSection.Disk> disks = new ArrayList<>();
    private final List<HardwareItem> items = new ArrayList<>();
    private final List<String> notes;
    private int lastId;

    private DescriptorOfMachine(Machine machine, Path folder) {
        this.machine = machine;
        this.folder = folder;
        this.notes = new ArrayList<>(machine.notes());
    }

    /**
     * A descriptor and what belongs to it.
     *
     * @param images where the files of References are, by name
     * @param notes for the user
     */
    public record Made(Descriptor descriptor, Map<String, Path> images, List<String> notes) {}

    /** Makes the descriptor; images are looked for from this folder on. */
    public static Made of(Machine machine, Path folder) {
        DescriptorOfMachine making = new DescriptorOfMachine(machine, folder);
        return new Made(making.descriptor(), making.images, making.notes);
    }

    private Descriptor descriptor() {
        add(
                ResourceType.PROCESSOR,
                Map.of(
                        "AllocationUnits", "hertz * 10^6",
                        "ElementName", "Processors",
                        "VirtualQuantity", Integer.toString(machine.cpus())));
        int exponent = machine.memory().bytes() % (1 << 20) == 0
                ? 20
                : machine.memory().binaryExponent();
        add(
                ResourceType.MEMORY,
                Map.of(
                        "AllocationUnits", ProgrammaticUnits.ofExponent(exponent),
                        "ElementName", "Memory",
                        "VirtualQuantity", Long.toString(machine.memory().bytes() >> exponent)));
        drives();
        adapters();
        machine.display()
                .ifPresent(display -> add(
                        ResourceType.GRAPHICS,
                        settings(
                                "ElementName",
                                "Display",
                                "ResourceSubType",
                                display.split(":")[0],
                                "Address",
                                display.contains(":") ? display.split(":", 2)[1] : "")));
        List<Section> envelope = new ArrayList<>();
        if (!disks.isEmpty()) {
            envelope.add(new DiskSection("Virtual disks", disks, HERE));
        }
        List<NetworkSection.Network> networks = machine.adapters().stream()
                .map(Machine.Adapter::network)
                .distinct()
                .map(name -> new NetworkSection.Network(name, "", HERE))
                .toList();
        if (!networks.isEmpty()) {
            envelope.add(new NetworkSection("Logical networks", networks, HERE));
        }
        String id = machine.name().replaceAll("[^A-Za-z0-9._-]", "-");
        VirtualSystem system =
                new VirtualSystem(id.isEmpty() ? "machine" : id, "A virtual machine", machine.name(), sections(), HERE);
        return new Descriptor(OvfVersion.V2, files, envelope, system, List.of());
    }

    private List<Section> sections() {
        List<Section> sections = new ArrayList<>();
        Map<String, String> system = Map.of(
                "ElementName",
                "Virtual Hardware Family",
                "InstanceID",
                "0",
                "VirtualSystemIdentifier",
                machine.name(),
                "VirtualSystemType",
                machine.family());
        sections.add(new VirtualHardwareSection("Virtual hardware", "", List.of(), system, items, HERE));
        if (!machine.extras().isEmpty()) {
            XmlElement facts = XmlElement.of(OvfNames.openvman("SourceFactsSection"))
                    .with(new QName(OvfVersion.V2.namespace(), "required"), "false")
                    .with(XmlElement.of(new QName(OvfVersion.V2.namespace(), "Info"))
                            .withText("What the machine was described with and OVF has no place for"));
            for (Map.Entry<String, String> extra : machine.extras().entrySet()) {
                facts = facts.with(XmlElement.of(OvfNames.openvman("Fact"))
                        .with(new QName("name"), extra.getKey())
                        .withText(extra.getValue()));
            }
            sections.add(new OtherSection("", facts, false, HERE));
        }
        return sections;
    }

    private void drives() {
        Map<String, String> controllers = new HashMap<>();
        Map<String, Integer> places = new HashMap<>();
        for (Machine.Drive drive : machine.drives()) {
            int place = places.merge(drive.bus(), 1, Integer::sum) - 1;
            boolean ide = drive.bus().equals("ide");
            String key = ide ? "ide " + place / IDE_PLACES : drive.bus();
            String controller =
                    controllers.computeIfAbsent(key, missing -> controller(drive.bus(), place / IDE_PLACES));
            Optional<String> file = drive.file().isEmpty() ? Optional.empty() : Optional.of(file(drive.file()));
            String resource;
            if (drive.cdrom()) {
                resource = file.map(id -> "ovf:/file/" + id).orElse("");
            } else {
                resource = "ovf:/disk/" + disk(drive, file.orElse(""));
            }
            add(
                    drive.cdrom() ? ResourceType.CD_DRIVE : ResourceType.DISK_DRIVE,
                    settings(
                            "AddressOnParent",
                            Integer.toString(ide ? place % IDE_PLACES : place),
                            "ElementName",
                            drive.cdrom() ? "CD drive" : "Disk " + disks.size(),
                            "HostResource",
                            resource,
                            "Parent",
                            controller));
        }
    }

    private String controller(String bus, int number) {
        ResourceType type = switch (bus) {
            case "ide" -> ResourceType.IDE_CONTROLLER;
            case "sata", "nvme", "usb" -> ResourceType.OTHER_STORAGE;
            default -> ResourceType.SCSI_CONTROLLER;
        };
        String model = switch (bus) {
            case "ide" -> "";
            case "sata" -> "AHCI";
            case "scsi" -> "lsilogic";
            default -> bus;
        };
        return add(
                type,
                settings(
                        "Address",
                        Integer.toString(bus.equals("ide") ? number : 0),
                        "ElementName",
                        bus + " controller",
                        "ResourceSubType",
                        model));
    }

    private String file(String written) {
        Path path = folder.resolve(written).normalize();
        String name = String.valueOf(path.getFileName());
        String id = "file" + (files.size() + 1);
        boolean present = Files.isRegularFile(path);
        if (present) {
            images.put(name, path);
        } else {
            notes.add("there is no image " + path + ": put it beside the descriptor as '" + name + "'");
        }
        OptionalLong size = present ? OptionalLong.of(path.toFile().length()) : OptionalLong.empty();
        files.add(new FileReference(id, Hrefs.encode(name), size, "", OptionalLong.empty(), HERE));
        return id;
    }

    private String disk(Machine.Drive drive, String fileId) {
        String id = "vmdisk" + (disks.size() + 1);
        Optional<ImageHeader> header = Optional.of(folder.resolve(drive.file()).normalize())
                .filter(Files::isRegularFile)
                .map(ImageHeader::read);
        ByteSize capacity = header.map(ImageHeader::capacity).orElse(new ByteSize(0));
        if (header.isEmpty()) {
            notes.add("the capacity of disk '" + id + "' is not known and written as 0;"
                    + " correct it with ovf edit --resize-disk " + id + "=SIZE");
        }
        int exponent = capacity.binaryExponent();
        disks.add(new DiskSection.Disk(
                id,
                Long.toString(capacity.bytes() >> exponent),
                ProgrammaticUnits.ofExponent(exponent),
                fileId,
                header.map(ImageHeader::format).orElse(fileId.isEmpty() ? "" : usualFormat(drive.file())),
                "",
                "",
                HERE));
        return id;
    }

    /** What the ending of its name says of an image that is not here; DSP0243 wants a format stated. */
    private static String usualFormat(String name) {
        ImageFormat format = name.endsWith(".vmdk")
                ? ImageFormat.VMDK
                : name.endsWith(".qcow2") ? ImageFormat.QCOW2 : ImageFormat.RAW;
        return format.uri();
    }

    private void adapters() {
        int place = 0;
        for (Machine.Adapter adapter : machine.adapters()) {
            add(
                    ResourceType.ETHERNET_ADAPTER,
                    settings(
                            "Address", adapter.address(),
                            "AddressOnParent", Integer.toString(place++),
                            "AutomaticAllocation", "true",
                            "Connection", adapter.network(),
                            "ElementName", "Network adapter " + place,
                            "ResourceSubType", adapter.model()));
        }
    }

    /** Names and values in turn; empty values are left out. */
    private static Map<String, String> settings(String... pairs) {
        Map<String, String> settings = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            if (!pairs[i + 1].isEmpty()) {
                settings.put(pairs[i], pairs[i + 1]);
            }
        }
        return settings;
    }

    private String add(ResourceType type, Map<String, String> settings) {
        lastId++;
        Map<String, List<String>> all = new HashMap<>();
        settings.forEach((name, value) -> all.put(name, List.of(value)));
        all.put("InstanceID", List.of(Integer.toString(lastId)));
        all.put("ResourceType", List.of(Integer.toString(type.code())));
        items.add(new HardwareItem(HardwareItem.Form.ITEM, all, "", "", true, HERE));
        return Integer.toString(lastId);
    }
}
