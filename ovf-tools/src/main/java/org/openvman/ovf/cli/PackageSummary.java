package org.openvman.ovf.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.openvman.ovf.model.AnnotationSection;
import org.openvman.ovf.model.Content;
import org.openvman.ovf.model.DeploymentOptionSection;
import org.openvman.ovf.model.Descriptor;
import org.openvman.ovf.model.DiskSection;
import org.openvman.ovf.model.EulaSection;
import org.openvman.ovf.model.FileReference;
import org.openvman.ovf.model.NetworkSection;
import org.openvman.ovf.model.ProductSection;
import org.openvman.ovf.model.ProgrammaticUnits;
import org.openvman.ovf.model.SystemFacts;

/** What people ask about a package: its systems with their hardware, disks, networks, files, properties. */
final class PackageSummary {
    private static final int LONGEST_CELL = 48;

    private final Descriptor descriptor;
    private final List<SystemFacts> systems;

    PackageSummary(Descriptor descriptor) {
        this.descriptor = descriptor;
        this.systems = SystemFacts.of(descriptor);
    }

    /** A property and whose it is. */
    private record OwnedProperty(Content owner, String key, ProductSection.Property property) {
        String value() {
            return property.password() ? "(secret)" : property.value().orElse("");
        }
    }

    Map<String, Object> asJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("version", descriptor.version().toString());
        json.put("id", descriptor.content().id());
        json.put("product", product().map(ProductSection::product).orElse(""));
        json.put("productVersion", product().map(ProductSection::version).orElse(""));
        json.put("vendor", product().map(ProductSection::vendor).orElse(""));
        json.put("annotation", annotation());
        json.put(
                "eulas",
                contents().flatMap(each -> each.sections(EulaSection.class)).count());
        json.put("systems", systems.stream().map(PackageSummary::asJson).toList());
        json.put("disks", descriptor.disks().map(PackageSummary::asJson).toList());
        json.put(
                "networks",
                descriptor.networks().map(NetworkSection.Network::name).toList());
        json.put(
                "files", descriptor.files().stream().map(PackageSummary::asJson).toList());
        json.put("properties", properties().map(PackageSummary::asJson).toList());
        json.put(
                "deploymentOptions",
                options().map(DeploymentOptionSection.Configuration::id).toList());
        return json;
    }

    private static Map<String, Object> asJson(SystemFacts system) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", system.id());
        json.put("name", system.name());
        json.put("cpus", system.cpus());
        json.put("memory", system.memory());
        system.memoryBytes().ifPresent(bytes -> json.put("memoryBytes", bytes));
        json.put("disks", system.disks());
        json.put("networks", system.networks());
        json.put("instances", system.instances());
        json.put("startOrder", system.start());
        json.put("family", system.family());
        json.put("operatingSystem", system.operatingSystem());
        return json;
    }

    private static Map<String, Object> asJson(DiskSection.Disk disk) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", disk.id());
        json.put("capacity", SystemFacts.capacity(disk));
        ProgrammaticUnits.size(disk.capacity(), disk.capacityUnits())
                .ifPresent(size -> json.put("capacityBytes", size.bytes()));
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

    private static Map<String, Object> asJson(OwnedProperty owned) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("system", owned.owner().id());
        json.put("key", owned.key());
        json.put("type", owned.property().type());
        json.put("value", owned.value());
        json.put("userConfigurable", owned.property().userConfigurable());
        return json;
    }

    List<List<List<String>>> asTables() {
        List<List<List<String>>> tables = new ArrayList<>();
        tables.add(head());
        tables.add(table(
                List.of("SYSTEM", "NAME", "CPUS", "MEMORY", "DISKS", "NETWORKS", "INSTANCES", "START"),
                systems.stream()
                        .map(row -> List.of(
                                row.id(),
                                row.name(),
                                row.cpus(),
                                row.memory(),
                                String.join(", ", row.disks()),
                                String.join(", ", row.networks()),
                                row.instances(),
                                row.start()))));
        tables.add(table(
                List.of("DISK", "CAPACITY", "FILE"),
                descriptor.disks().map(disk -> List.of(disk.id(), SystemFacts.capacity(disk), disk.fileRef()))));
        tables.add(table(
                List.of("FILE", "HREF", "SIZE"),
                descriptor.files().stream()
                        .map(file -> List.of(
                                file.id(),
                                file.href(),
                                file.size().isPresent()
                                        ? Long.toString(file.size().getAsLong())
                                        : ""))));
        tables.add(table(
                List.of("PROPERTY", "OF", "TYPE", "VALUE"),
                properties()
                        .map(owned -> List.of(
                                owned.key(),
                                owned.owner().id(),
                                owned.property().type(),
                                oneLine(owned.value())))));
        tables.add(table(
                List.of("OPTION", "LABEL", "DEFAULT"),
                options().map(option -> List.of(option.id(), option.label(), option.byDefault() ? "yes" : ""))));
        return tables.stream().filter(table -> table.size() > 1).toList();
    }

    private List<List<String>> head() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("OVF version", descriptor.version().toString()));
        rows.add(List.of("id", descriptor.content().id()));
        row(
                rows,
                "product",
                product()
                        .map(section -> (section.product() + " " + section.version()).strip())
                        .orElse(""));
        row(rows, "vendor", product().map(ProductSection::vendor).orElse(""));
        row(rows, "annotation", oneLine(annotation()));
        row(rows, "guests", distinct(systems.stream().map(SystemFacts::operatingSystem)));
        row(rows, "hardware", distinct(systems.stream().map(SystemFacts::family)));
        long eulas =
                contents().flatMap(each -> each.sections(EulaSection.class)).count();
        row(rows, "licences", eulas == 0 ? "" : eulas + " to accept");
        return rows;
    }

    private static void row(List<List<String>> rows, String name, String value) {
        if (!value.isEmpty()) {
            rows.add(List.of(name, value));
        }
    }

    private static String distinct(Stream<String> words) {
        return String.join(
                ", ", words.filter(word -> !word.isEmpty()).distinct().toList());
    }

    private static String oneLine(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        return line.length() <= LONGEST_CELL ? line : line.substring(0, LONGEST_CELL - 1) + "\u2026";
    }

    private static List<List<String>> table(List<String> heading, Stream<List<String>> rows) {
        return Stream.concat(Stream.of(heading), rows).toList();
    }

    private Stream<Content> contents() {
        return descriptor.content().contents();
    }

    private Optional<ProductSection> product() {
        return contents()
                .flatMap(each -> each.sections(ProductSection.class))
                .filter(section -> !section.product().isEmpty())
                .findFirst();
    }

    private String annotation() {
        return contents()
                .flatMap(each -> each.sections(AnnotationSection.class))
                .findFirst()
                .map(section -> section.annotation().strip())
                .orElse("");
    }

    private Stream<OwnedProperty> properties() {
        return contents()
                .flatMap(owner -> owner.sections(ProductSection.class)
                        .flatMap(section -> section.properties().stream()
                                .map(property ->
                                        new OwnedProperty(owner, section.environmentKey(property), property))));
    }

    private Stream<DeploymentOptionSection.Configuration> options() {
        return descriptor.sections(DeploymentOptionSection.class).flatMap(section -> section.configurations().stream());
    }
}
