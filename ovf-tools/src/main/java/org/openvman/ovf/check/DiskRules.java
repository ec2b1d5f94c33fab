package org.openvman.ovf.check;

import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import org.openvman.ovf.io.OvfDocument;
import org.openvman.ovf.io.OvfNames;
import org.openvman.ovf.model.Descriptor;
import org.openvman.ovf.model.DiskSection;
import org.openvman.ovf.model.FileReference;
import org.openvman.ovf.model.HardwareItem;
import org.openvman.ovf.model.Location;
import org.openvman.ovf.model.ProgrammaticUnits;
import org.openvman.ovf.model.VirtualHardwareSection;
import org.openvman.ovf.model.XmlElement;

/** What a Disk and a File say of themselves. */
final class DiskRules {
    private static final Pattern NUMBER_OR_PROPERTY = Pattern.compile("\\s*(?:\\d+|\\$\\{[^}]+\\})\\s*");

    private static final Pattern WHOLE_NUMBER = Pattern.compile("\\s*\\d+\\s*");

    private final XmlElement root;
    private final Descriptor descriptor;
    private final Findings findings;
    private final Map<String, Set<Location>> users;

    DiskRules(OvfDocument document, Findings findings) {
        this.root = document.root();
        this.descriptor = document.descriptor();
        this.findings = findings;
        this.users = users(descriptor);
    }

    void check() {
        Map<String, DiskSection.Disk> byFile = new HashMap<>();
        Map<String, Integer> positions = positions();
        int last = -1;
        for (DiskSection.Disk disk : descriptor.disks().toList()) {
            disk(disk);
            if (disk.fileRef().isEmpty()) {
                continue;
            }
            DiskSection.Disk before = byFile.putIfAbsent(disk.fileRef(), disk);
            if (before != null && !areForDifferentSystems(before, disk)) {
                findings.add(
                        Rule.FILE_SHARED,
                        disk.at(),
                        "disk '" + disk.id() + "' has the file of disk '" + before.id() + "'");
            }
            int position = positions.getOrDefault(disk.fileRef(), last);
            if (position < last) {
                findings.add(
                        Rule.DISK_ORDER,
                        disk.at(),
                        "the file of disk '" + disk.id() + "' stands before the one of the disk before it");
            }
            last = position;
        }
        files(root);
    }

    /** Tiers that start from the same image have a disk each. */
    private boolean areForDifferentSystems(DiskSection.Disk one, DiskSection.Disk other) {
        Set<Location> first = users.getOrDefault(one.id(), Set.of());
        Set<Location> second = users.getOrDefault(other.id(), Set.of());
        return !first.isEmpty() && !second.isEmpty() && Collections.disjoint(first, second);
    }

    /** Where the systems stand that use each disk. */
    private static Map<String, Set<Location>> users(Descriptor descriptor) {
        Map<String, Set<Location>> users = new HashMap<>();
        descriptor
                .systems()
                .forEach(system -> system.sections(VirtualHardwareSection.class)
                        .flatMap(hardware -> hardware.items().stream())
                        .flatMap(HardwareItem::diskIds)
                        .forEach(disk -> users.computeIfAbsent(disk, id -> new HashSet<>())
                                .add(system.at())));
        return users;
    }

    private Map<String, Integer> positions() {
        Map<String, Integer> positions = new HashMap<>();
        for (FileReference file : descriptor.files()) {
            positions.putIfAbsent(file.id(), positions.size());
        }
        return positions;
    }

    /** The record has no size when it is no number; the element has what was written. */
    private void files(XmlElement root) {
        root.elements()
                .filter(element -> OvfNames.localName(element).equals("References"))
                .flatMap(XmlElement::elements)
                .forEach(file -> OvfNames.attribute(file, "size")
                        .filter(size -> !WHOLE_NUMBER.matcher(size).matches())
                        .ifPresent(
                                size -> findings.add(Rule.SIZE, file.at(), "the size of the file is '" + size + "'")));
    }

    private void disk(DiskSection.Disk disk) {
        if (!NUMBER_OR_PROPERTY.matcher(disk.capacity()).matches()) {
            findings.add(
                    Rule.CAPACITY, disk.at(), "disk '" + disk.id() + "' has the capacity '" + disk.capacity() + "'");
        }
        if (ProgrammaticUnits.bytesPer(disk.capacityUnits()).isEmpty()) {
            findings.add(
                    Rule.UNITS_UNKNOWN,
                    disk.at(),
                    "disk '" + disk.id() + "' has capacity in unknown units: '" + disk.capacityUnits() + "'");
        } else if (!ProgrammaticUnits.isStandard(disk.capacityUnits())) {
            findings.add(
                    Rule.UNITS_SPELLING,
                    disk.at(),
                    "disk '" + disk.id() + "' has capacity in units of '" + disk.capacityUnits() + "'");
        }
        if (disk.format().isEmpty() && !disk.fileRef().isEmpty()) {
            findings.add(Rule.DISK_FORMAT_MISSING, disk.at(), "disk '" + disk.id() + "' does not say its format");
        }
        descriptor
                .file(disk.fileRef())
                .filter(file -> file.size().equals(OptionalLong.of(0)))
                .ifPresent(file ->
                        findings.add(Rule.SIZE, file.at(), "the file of disk '" + disk.id() + "' has the size 0"));
    }
}
