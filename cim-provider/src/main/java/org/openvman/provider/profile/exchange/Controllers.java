package org.openvman.provider.profile.exchange;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.openvman.ovf.model.HardwareItem;
import org.openvman.ovf.model.ResourceType;
import org.openvman.provider.hypervisor.Disk;
import org.openvman.provider.hypervisor.Peripheral;

/**
 * The controllers that disks hang on in a descriptor (the Parent of their items): two disks on each of IDE, all on one of
 * every other bus. They tell other importers the bus of a disk; what our systems really have is in {@link OwnSettings}.
 */
final class Controllers {
    private static final int IDE_PLACES = 2;
    private static final Map<String, Disk.Bus> BUSES = Map.of(
            "ahci",
            Disk.Bus.SATA,
            "sata",
            Disk.Bus.SATA,
            "virtio",
            Disk.Bus.VIRTIO,
            "usb",
            Disk.Bus.USB,
            "xen",
            Disk.Bus.XEN,
            "fdc",
            Disk.Bus.FDC);

    private final List<Peripheral> configured;
    private final Map<Disk.Bus, Integer> used = new EnumMap<>(Disk.Bus.class);
    private final Map<String, String> items = new HashMap<>();

    Controllers(List<Peripheral> configured) {
        this.configured = configured;
    }

    /** Where a disk is. */
    record Place(String controller, int address) {}

    /**
     * The next free place of a bus.
     *
     * @param add adds the item of a controller and gives its InstanceID
     */
    Place place(Disk.Bus bus, Function<Map<String, List<String>>, String> add) {
        int place = used.merge(bus, 1, Integer::sum) - 1;
        int number = bus == Disk.Bus.IDE ? place / IDE_PLACES : 0;
        String controller = items.computeIfAbsent(bus + " " + number, missing -> add.apply(settings(bus, number)));
        return new Place(controller, bus == Disk.Bus.IDE ? place % IDE_PLACES : place);
    }

    private Map<String, List<String>> settings(Disk.Bus bus, int number) {
        ResourceType type = switch (bus) {
            case IDE -> ResourceType.IDE_CONTROLLER;
            case SCSI -> ResourceType.SCSI_CONTROLLER;
            case VIRTIO, SATA, USB, FDC, XEN, OTHER -> ResourceType.OTHER_STORAGE;
        };
        Map<String, List<String>> settings = new HashMap<>(Map.of(
                "ResourceType", List.of(Integer.toString(type.code())),
                "ElementName", List.of(bus.text() + " controller " + number),
                "Address", List.of(Integer.toString(number))));
        String model = switch (bus) {
            case IDE -> "";
            case SATA -> "AHCI";
            case SCSI -> configuredModel("scsi").orElse("lsilogic");
            case VIRTIO, USB, FDC, XEN, OTHER -> bus.text();
        };
        if (!model.isEmpty()) {
            settings.put("ResourceSubType", List.of(model));
        }
        return settings;
    }

    private Optional<String> configuredModel(String type) {
        return configured.stream()
                .filter(peripheral -> peripheral.role() == Peripheral.Kind.CONTROLLER
                        && peripheral.type().equals(type))
                .map(Peripheral::model)
                .filter(model -> !model.isEmpty())
                .findFirst();
    }

    /** The bus of a controller in a descriptor; empty for what no disk can hang on. */
    static Optional<Disk.Bus> bus(HardwareItem controller) {
        if (controller.is(ResourceType.IDE_CONTROLLER)) {
            return Optional.of(Disk.Bus.IDE);
        }
        if (controller.is(ResourceType.SCSI_CONTROLLER)) {
            return Optional.of(Disk.Bus.SCSI);
        }
        if (controller.is(ResourceType.OTHER_STORAGE)) {
            String model = controller.setting("ResourceSubType").orElse("");
            return Optional.ofNullable(
                    BUSES.get(model.replaceFirst("^vmware\\.sata\\.", "").toLowerCase(Locale.ROOT)));
        }
        return Optional.empty();
    }
}
