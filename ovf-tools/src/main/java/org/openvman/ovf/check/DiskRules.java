package org.openvman.ovf.check;

import java.util.regex.Pattern;
import org.openvman.ovf.io.OvfDocument;
import org.openvman.ovf.io.OvfNames;
import org.openvman.ovf.model.Descriptor;
import org.openvman.ovf.model.DiskSection;
import org.openvman.ovf.model.ProgrammaticUnits;
import org.openvman.ovf.model.XmlElement;

/** What a Disk and a File say of themselves. */
final class DiskRules {
    private static final Pattern NUMBER_OR_PROPERTY = Pattern.compile("\\s*(?:\\d+|\\$\\{[^}]+\\})\\s*");

    private static final Pattern WHOLE_NUMBER = Pattern.compile("\\s*\\d+\\s*");

    private final XmlElement root;
    private final Descriptor descriptor;
    private final Findings findings;

    DiskRules(OvfDocument document, Findings findings) {
        this.root = document.root();
        this.descriptor = document.descriptor();
        this.findings = findings;
    }

    void check() {
        descriptor.disks().forEach(this::disk);
        files(root);
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
    }
}
