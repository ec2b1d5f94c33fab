package org.openvman.ovf.check;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openvman.ovf.model.Content;
import org.openvman.ovf.model.Descriptor;
import org.openvman.ovf.model.DiskSection;
import org.openvman.ovf.model.EnvironmentFilesSection;
import org.openvman.ovf.model.FileReference;
import org.openvman.ovf.model.HardwareItem;
import org.openvman.ovf.model.Location;
import org.openvman.ovf.model.NetworkSection;
import org.openvman.ovf.model.PlacementGroupSection;
import org.openvman.ovf.model.PlacementSection;
import org.openvman.ovf.model.ScaleOutSection;
import org.openvman.ovf.model.StartupSection;
import org.openvman.ovf.model.VirtualHardwareSection;
import org.openvman.ovf.model.VirtualSystem;
import org.openvman.ovf.model.VirtualSystemCollection;

/** Ids are unique, and every reference from one part to another leads somewhere. */
final class ReferenceRules {
    private final Descriptor descriptor;
    private final Findings findings;
    private final Set<String> files;
    private final Set<String> disks;
    private final Set<String> networks;
    private final Set<String> groups;

    ReferenceRules(Descriptor descriptor, Findings findings) {
        this.descriptor = descriptor;
        this.findings = findings;
        files = descriptor.files().stream().map(FileReference::id).collect(Collectors.toSet());
        disks = descriptor.disks().map(DiskSection.Disk::id).collect(Collectors.toSet());
        networks = descriptor.networks().map(NetworkSection.Network::name).collect(Collectors.toSet());
        groups = descriptor
                .sections(PlacementGroupSection.class)
                .map(PlacementGroupSection::id)
                .collect(Collectors.toSet());
    }

    void check() {
        unique("file id", descriptor.files().stream(), FileReference::id, FileReference::at);
        unique("file", descriptor.files().stream(), FileReference::href, FileReference::at);
        unique("disk id", descriptor.disks(), DiskSection.Disk::id, DiskSection.Disk::at);
        unique("network", descriptor.networks(), NetworkSection.Network::name, NetworkSection.Network::at);
        systems();
        descriptor.disks().forEach(this::disk);
        parents();
        descriptor.systems().forEach(this::system);
        all(descriptor.content()).forEach(this::startup);
    }

    private static Stream<Content> all(Content content) {
        return content instanceof VirtualSystemCollection collection
                ? Stream.concat(
                        Stream.of(content), collection.members().stream().flatMap(ReferenceRules::all))
                : Stream.of(content);
    }

    private <T> void unique(String what, Stream<T> things, Function<T, String> id, Function<T, Location> at) {
        Map<String, Location> seen = new HashMap<>();
        things.forEach(thing -> {
            Location before = seen.putIfAbsent(id.apply(thing), at.apply(thing));
            if (before != null) {
                findings.add(
                        Rule.DUPLICATE_ID,
                        at.apply(thing),
                        "the " + what + " '" + id.apply(thing) + "' is already on line " + before.line());
            }
        });
    }

    /** A collection may go by the name of one of its systems, as vCloud Director exports it; importers keep them apart. */
    private void systems() {
        Map<String, Content> seen = new HashMap<>();
        all(descriptor.content()).forEach(content -> {
            Content before = seen.putIfAbsent(content.id(), content);
            if (before != null) {
                Finding finding = new Finding(
                        Rule.DUPLICATE_ID,
                        content.at(),
                        "the system id '" + content.id() + "' is already on line "
                                + before.at().line());
                boolean sameKind = before instanceof VirtualSystem == content instanceof VirtualSystem;
                findings.add(sameKind ? finding : finding.with(Severity.WARNING));
            }
        });
    }

    private void disk(DiskSection.Disk disk) {
        if (!disk.fileRef().isEmpty() && !files.contains(disk.fileRef())) {
            findings.add(
                    Rule.UNKNOWN_FILE,
                    disk.at(),
                    "disk '" + disk.id() + "' refers to no file: '" + disk.fileRef() + "'");
        }
        if (!disk.parentRef().isEmpty() && !disks.contains(disk.parentRef())) {
            findings.add(
                    Rule.UNKNOWN_DISK,
                    disk.at(),
                    "disk '" + disk.id() + "' has an unknown parent: '" + disk.parentRef() + "'");
        }
    }

    private void parents() {
        Map<String, String> parents = new HashMap<>();
        descriptor.disks().forEach(disk -> parents.putIfAbsent(disk.id(), disk.parentRef()));
        descriptor
                .disks()
                .filter(disk -> isCyclic(disk.id(), parents))
                .forEach(disk -> findings.add(
                        Rule.CYCLE, disk.at(), "disk '" + disk.id() + "' holds the differences to itself"));
    }

    private void parents(VirtualHardwareSection hardware) {
        Map<String, String> parents = new HashMap<>();
        hardware.items()
                .forEach(item -> parents.putIfAbsent(
                        item.instanceId(), item.setting("Parent").orElse("")));
        for (HardwareItem item : hardware.items()) {
            String parent = item.setting("Parent").orElse("");
            if (!parent.isEmpty() && !parents.containsKey(parent)) {
                findings.add(
                        Rule.UNKNOWN_PARENT,
                        item.at(),
                        "item '" + item.name() + "' is on an item that is not there: '" + parent + "'");
            } else if (isCyclic(item.instanceId(), parents)) {
                findings.add(Rule.CYCLE, item.at(), "item '" + item.name() + "' is its own parent");
            }
        }
    }

    /** Whether the parents of a thing lead back to it; a cycle further up is reported where it is. */
    private static boolean isCyclic(String id, Map<String, String> parents) {
        Set<String> passed = new HashSet<>();
        String parent = parents.getOrDefault(id, "");
        while (!parent.isEmpty() && !parent.equals(id) && passed.add(parent)) {
            parent = parents.getOrDefault(parent, "");
        }
        return !parent.isEmpty() && parent.equals(id);
    }

    private void system(VirtualSystem system) {
        system.sections(VirtualHardwareSection.class).forEach(this::parents);
        system.sections(VirtualHardwareSection.class)
                .flatMap(hardware -> hardware.items().stream())
                .forEach(this::item);
        system.sections(EnvironmentFilesSection.class)
                .flatMap(section -> section.files().stream())
                .filter(file -> !files.contains(file.fileRef()))
                .forEach(file -> findings.add(
                        Rule.UNKNOWN_FILE,
                        file.at(),
                        "environment file '" + file.path() + "' refers to no file: '" + file.fileRef() + "'"));
        system.sections(PlacementSection.class)
                .filter(placement -> !groups.contains(placement.group()))
                .forEach(placement -> findings.add(
                        Rule.UNKNOWN_PLACEMENT_GROUP,
                        placement.at(),
                        "there is no placement group '" + placement.group() + "'"));
        system.sections(ScaleOutSection.class)
                .flatMap(section -> section.counts().stream())
                .filter(count -> count.minimum() > count.initial()
                        || count.initial() > count.maximum().orElse(Integer.MAX_VALUE))
                .forEach(count -> findings.add(
                        Rule.SCALE,
                        count.at(),
                        "the default " + count.initial() + " is not between minimum and maximum"));
    }

    private void item(HardwareItem item) {
        item.diskIds()
                .filter(id -> !disks.contains(id))
                .forEach(id -> findings.add(
                        Rule.UNKNOWN_DISK, item.at(), "item '" + item.name() + "' refers to no disk: '" + id + "'"));
        item.fileIds()
                .filter(id -> !files.contains(id))
                .forEach(id -> findings.add(
                        Rule.UNKNOWN_FILE, item.at(), "item '" + item.name() + "' refers to no file: '" + id + "'"));
        item.connections().stream()
                .filter(network -> !networks.contains(network))
                .map(network -> new Finding(
                        Rule.UNKNOWN_NETWORK,
                        item.at(),
                        "item '" + item.name() + "' is connected to no network: '" + network + "'"))
                .map(finding -> item.required() ? finding : finding.with(Severity.WARNING))
                .forEach(findings::add);
    }

    private void startup(Content content) {
        List<Content> members =
                content instanceof VirtualSystemCollection collection ? collection.members() : List.of();
        Set<String> ids = new HashSet<>(members.stream().map(Content::id).toList());
        ids.add(content.id());
        content.sections(StartupSection.class)
                .flatMap(section -> section.items().stream())
                .filter(item -> !ids.contains(item.id()))
                .forEach(item -> findings.add(
                        Rule.UNKNOWN_SYSTEM, item.at(), "there is no system '" + item.id() + "' to start"));
    }
}
