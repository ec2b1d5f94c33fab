package org.openvman.ovf.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openvman.ovf.model.ByteSize;
import org.openvman.ovf.model.Descriptor;
import org.openvman.ovf.model.DiskSection;
import org.openvman.ovf.model.FileReference;
import org.openvman.ovf.model.HardwareItem;
import org.openvman.ovf.model.NetworkSection;
import org.openvman.ovf.model.ProductSection;
import org.openvman.ovf.model.ProgrammaticUnits;
import org.openvman.ovf.model.ResourceType;
import org.openvman.ovf.model.ScaleOutSection;
import org.openvman.ovf.model.StartupSection;
import org.openvman.ovf.model.VirtualHardwareSection;
import org.openvman.ovf.model.VirtualSystem;

/** What people ask about a package: its systems with their hardware, disks, networks, files. */
final class PackageSummary {
    private final Descriptor descriptor;

    PackageSummary(Descriptor descriptor) {
        this.descriptor = descriptor;
    }

    /** One system, in words. */
    private record SystemRow(
            String id,
            String name,
            String cpus,
            String memory,
            String disks,
            String networks,
            String instances,
            String start) {}

    Map<String, Object> asJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("version", descriptor.version().toString());
        json.put("id", descriptor.content().id());
        json.put("product", product().map(ProductSection::product).orElse(""));
        json.put("systems", systems().map(PackageSummary::asJson).toList());
        json.put("disks", descriptor.disks().map(PackageSummary::asJson).toList());
        json.put(
                "networks",
                descriptor.networks().map(NetworkSection.Network::name).toList());
        json.put(
                "files", descriptor.files().stream().map(PackageSummary::asJson).toList());
        return json;
    }

    private static Map<String, Object> asJson(SystemRow system) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", system.id());
        json.put("name", system.name());
        json.put("cpus", system.cpus());
        json.put("memory", system.memory());
        json.put("disks", words(system.disks()));
        json.put("networks", words(system.networks()));
        json.put("instances", system.instances());
        json.put("startOrder", system.start());
        return json;
    }

    private static List<String> words(String joined) {
        return Stream.of(joined.split(", ")).filter(word -> !word.isEmpty()).toList();
    }

    private static Map<String, Object> asJson(DiskSection.Disk disk) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", disk.id());
        json.put("capacity", capacity(disk));
        json.put("fileRef", disk.fileRef());
        json.put("format", disk.format());
        return json;
    }

    private static Map<String, Object> asJson(FileReference file) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", file.id());
        json.put("href", file.href());
        file.size().ifPresent(size -> json.put("size", size));
        return json;
    }

    List<List<List<String>>> asTables() {
        List<List<List<String>>> tables = new ArrayList<>();
        tables.add(List.of(
                List.of("OVF version", descriptor.version().toString()),
                List.of("id", descriptor.content().id()),
                List.of(
                        "product",
                        product()
                                .map(section -> (section.product() + " " + section.version()).strip())
                                .orElse("")),
                List.of("vendor", product().map(ProductSection::vendor).orElse(""))));
        tables.add(table(
                List.of("SYSTEM", "NAME", "CPUS", "MEMORY", "DISKS", "NETWORKS", "INSTANCES", "START"),
                systems()
                        .map(row -> List.of(
                                row.id(),
                                row.name(),
                                row.cpus(),
                                row.memory(),
                                row.disks(),
                                row.networks(),
                                row.instances(),
                                row.start()))));
        tables.add(table(
                List.of("DISK", "CAPACITY", "FILE"),
                descriptor.disks().map(disk -> List.of(disk.id(), capacity(disk), disk.fileRef()))));
        tables.add(table(
                List.of("FILE", "HREF", "SIZE"),
                descriptor.files().stream()
                        .map(file -> List.of(
                                file.id(),
                                file.href(),
                                file.size().isPresent()
                                        ? Long.toString(file.size().getAsLong())
                                        : ""))));
        return tables;
    }

    private static List<List<String>> table(List<String> heading, Stream<List<String>> rows) {
        return Stream.concat(Stream.of(heading), rows).toList();
    }

    private Optional<ProductSection> product() {
        return Stream.concat(
                        descriptor.content().sections(ProductSection.class),
                        descriptor.systems().flatMap(system -> system.sections(ProductSection.class)))
                .filter(section -> !section.product().isEmpty())
                .findFirst();
    }

    private Stream<SystemRow> systems() {
        return descriptor.systems().map(this::row);
    }

    private SystemRow row(VirtualSystem system) {
        List<HardwareItem> items = system.section(VirtualHardwareSection.class)
                .map(VirtualHardwareSection::items)
                .orElse(List.of());
        return new SystemRow(
                system.id(),
                system.name(),
                range(
                        items,
                        ResourceType.PROCESSOR,
                        item -> item.setting("VirtualQuantity").orElse("")),
                range(items, ResourceType.MEMORY, PackageSummary::memory),
                items.stream().flatMap(HardwareItem::diskIds).collect(Collectors.joining(", ")),
                items.stream().flatMap(item -> item.connections().stream()).collect(Collectors.joining(", ")),
                instances(system),
                start(system));
    }

    /** The value, and how far it may go: {@code 1 (to 4)}. */
    private static String range(List<HardwareItem> items, ResourceType type, Function<HardwareItem, String> value) {
        String normal = items.stream()
                .filter(item -> item.is(type)
                        && !item.bound().equals("min")
                        && !item.bound().equals("max"))
                .map(value)
                .findFirst()
                .orElse("");
        return items.stream()
                .filter(item -> item.is(type) && item.bound().equals("max"))
                .map(item -> normal + " (to " + value.apply(item) + ")")
                .findFirst()
                .orElse(normal);
    }

    private static String memory(HardwareItem item) {
        String quantity = item.setting("VirtualQuantity").orElse("");
        String units = item.setting("AllocationUnits").orElse("byte * 2^20");
        return ProgrammaticUnits.size(quantity, units).map(ByteSize::toString).orElse(quantity + " " + units);
    }

    private static String capacity(DiskSection.Disk disk) {
        return ProgrammaticUnits.size(disk.capacity(), disk.capacityUnits())
                .map(ByteSize::toString)
                .orElse(disk.capacity() + " " + disk.capacityUnits());
    }

    private static String instances(VirtualSystem system) {
        return system.section(ScaleOutSection.class)
                .flatMap(section -> section.counts().stream().findFirst())
                .map(count -> count.initial() + " (" + count.minimum() + " to "
                        + (count.maximum().isPresent() ? count.maximum().getAsInt() : "any") + ")")
                .orElse("1");
    }

    private String start(VirtualSystem system) {
        return descriptor
                .content()
                .sections(StartupSection.class)
                .flatMap(section -> section.items().stream())
                .filter(item -> item.id().equals(system.id()))
                .findFirst()
                .map(item -> Integer.toString(item.order()))
                .orElse("");
    }
}
