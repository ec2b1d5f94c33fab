package org.openvman.ovf.service;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openvman.ovf.model.ByteSize;
import org.openvman.ovf.model.HardwareItem;
import org.openvman.ovf.model.Location;
import org.openvman.ovf.model.ProgrammaticUnits;
import org.openvman.ovf.model.ResourceType;
import org.openvman.ovf.model.VirtualHardwareSection;

/** The virtual hardware of a tier's members: processors, memory, one interface per network, disk, drive for the ISO. */
final class HardwareOfTier {
    private static final Location MADE = Location.of("(service manifest)");
    private static final String CONTROLLER = "3";
    private static final String HERTZ = "hertz * 10^6";

    private final Tier tier;
    private final List<HardwareItem> items = new ArrayList<>();

    private HardwareOfTier(Tier tier) {
        this.tier = tier;
    }

    static VirtualHardwareSection section(Tier tier) {
        HardwareOfTier hardware = new HardwareOfTier(tier);
        hardware.addAll();
        // transport iso: the environment comes on a CD (DSP0243, transport of the OVF environment).
        return new VirtualHardwareSection(
                "Virtual hardware of one instance", "", List.of("iso"), Map.of(), hardware.items, MADE);
    }

    static String diskId(Tier tier) {
        return "disk." + tier.name();
    }

    private void addAll() {
        addRanges(tier.hardware(), "");
        tier.options().forEach((id, option) -> option.hardware().ifPresent(hardware -> addRanges(hardware, id)));
        add(item(CONTROLLER, ResourceType.SCSI_CONTROLLER, "Disk controller", Map.of("ResourceSubType", "virtio")));
        add(item(
                "4",
                ResourceType.DISK_DRIVE,
                "Disk",
                Map.of("HostResource", "ovf:/disk/" + diskId(tier), "Parent", CONTROLLER, "AddressOnParent", "0")));
        add(item(
                "5",
                ResourceType.CD_DRIVE,
                "Drive for the OVF environment",
                Map.of("AutomaticAllocation", "true", "Parent", CONTROLLER, "AddressOnParent", "1")));
        for (int i = 0; i < tier.networks().size(); i++) {
            String network = tier.networks().get(i);
            add(item(
                    Integer.toString(10 + i),
                    ResourceType.ETHERNET_ADAPTER,
                    "Interface on " + network,
                    Map.of(
                            "Connection",
                            network,
                            "ResourceSubType",
                            "virtio",
                            "AutomaticAllocation",
                            "true",
                            "AddressOnParent",
                            Integer.toString(i))));
        }
    }

    /** Processors and memory; items of one range share their InstanceID, and a configuration's come after the others. */
    private void addRanges(Hardware hardware, String configuration) {
        addRange(
                configuration,
                "1",
                ResourceType.PROCESSOR,
                "processors",
                quantity(hardware.cpus(), HERTZ),
                hardware.minCpus() < hardware.cpus() ? quantity(hardware.minCpus(), HERTZ) : Map.of(),
                hardware.maxCpus() > hardware.cpus() ? quantity(hardware.maxCpus(), HERTZ) : Map.of());
        addRange(
                configuration,
                "2",
                ResourceType.MEMORY,
                "memory",
                quantity(hardware.memory()),
                hardware.minMemory().compareTo(hardware.memory()) < 0 ? quantity(hardware.minMemory()) : Map.of(),
                hardware.maxMemory().compareTo(hardware.memory()) > 0 ? quantity(hardware.maxMemory()) : Map.of());
    }

    private void addRange(
            String configuration,
            String id,
            ResourceType type,
            String name,
            Map<String, String> normal,
            Map<String, String> least,
            Map<String, String> most) {
        String title = name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
        add("", configuration, item(id, type, title, normal));
        if (!least.isEmpty()) {
            add("min", configuration, item(id, type, "Least " + name, least));
        }
        if (!most.isEmpty()) {
            add("max", configuration, item(id, type, "Most " + name, most));
        }
    }

    private void add(Map<String, List<String>> settings) {
        add("", "", settings);
    }

    private void add(String bound, String configuration, Map<String, List<String>> settings) {
        items.add(new HardwareItem(HardwareItem.Form.ITEM, settings, bound, configuration, true, MADE));
    }

    private static Map<String, List<String>> item(
            String instanceId, ResourceType type, String name, Map<String, String> more) {
        Map<String, List<String>> settings = new LinkedHashMap<>();
        settings.put("InstanceID", List.of(instanceId));
        settings.put("ElementName", List.of(name));
        settings.put("ResourceType", List.of(Integer.toString(type.code())));
        more.forEach((key, value) -> settings.put(key, List.of(value)));
        return settings;
    }

    private static Map<String, String> quantity(long count, String units) {
        return Map.of("VirtualQuantity", Long.toString(count), "AllocationUnits", units);
    }

    private static Map<String, String> quantity(ByteSize size) {
        int exponent = Math.min(size.binaryExponent(), 20);
        return quantity(size.bytes() >> exponent, ProgrammaticUnits.ofExponent(exponent));
    }
}
