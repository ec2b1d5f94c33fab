package org.openvman.ovf.check;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.openvman.ovf.io.DigestAlgorithm;
import org.openvman.ovf.io.DigestManifest;
import org.openvman.ovf.io.OvfPackage;
import org.openvman.ovf.model.Content;
import org.openvman.ovf.model.Descriptor;
import org.openvman.ovf.model.DiskSection;
import org.openvman.ovf.model.FileReference;
import org.openvman.ovf.model.HardwareItem;
import org.openvman.ovf.model.Location;
import org.openvman.ovf.model.ResourceType;
import org.openvman.ovf.model.VirtualHardwareSection;
import org.openvman.ovf.model.VirtualSystem;
import org.openvman.ovf.service.ManifestException;
import org.openvman.ovf.service.ServiceOvf;

/** Whether the importer that the package is meant for accepts it. */
final class TargetRules {
    private static final int LAST_STANDARD_TYPE = 35;
    private static final int VENDOR_TYPES = 0x8000;

    private final Target target;
    private final Descriptor descriptor;
    private final Findings findings;

    TargetRules(Target target, Descriptor descriptor, Findings findings) {
        this.target = target;
        this.descriptor = descriptor;
        this.findings = findings;
    }

    void check() {
        Content content = descriptor.content();
        if (!target.reads(descriptor.version())) {
            findings.add(Rule.TARGET_VERSION, content.at(), target + " does not read OVF " + descriptor.version());
        }
        // virt-v2v looks for a VirtualSystem in the Envelope: of a collection it finds not even a single member.
        if (target.readsOneSystemOnly() && !(content instanceof VirtualSystem)) {
            findings.add(
                    Rule.TARGET_COLLECTION,
                    content.at(),
                    target + " reads one system; here is a collection of "
                            + descriptor.systems().count());
        }
        descriptor.systems().forEach(this::system);
        descriptor.disks().forEach(this::disk);
        descriptor.files().forEach(this::file);
        if (target == Target.OPENVMAN) {
            service();
        }
    }

    private void system(VirtualSystem system) {
        system.sections(VirtualHardwareSection.class).forEach(section -> {
            if (!target.knowsFamily(section.family())) {
                findings.add(
                        Rule.TARGET_FAMILY,
                        section.at(),
                        target + " does not know the hardware family '" + section.family() + "'");
            }
            section.items().forEach(this::item);
        });
    }

    private void item(HardwareItem item) {
        if (item.form() != HardwareItem.Form.ITEM && !target.can(Target.Ability.ITEMS_OF_2)) {
            findings.add(
                    Rule.TARGET_ITEM,
                    item.at(),
                    target + " does not know " + item.form().element());
        }
        // Importers of VMware stop at ResourceType 32768 and at sound cards, unless the item may be skipped.
        int type = item.resourceType().orElse(0);
        boolean strange = type > LAST_STANDARD_TYPE || item.is(ResourceType.SOUND);
        if (target == Target.VSPHERE && item.required() && (strange || type >= VENDOR_TYPES)) {
            findings.add(
                    Rule.TARGET_RESOURCE_TYPE,
                    item.at(),
                    target + " refuses item '" + item.name() + "' of ResourceType " + type);
        }
    }

    private void disk(DiskSection.Disk disk) {
        if (!target.readsDisk(disk.format())) {
            findings.add(
                    Rule.TARGET_DISK_FORMAT,
                    disk.at(),
                    target + " does not read disk '" + disk.id() + "' of format " + disk.format());
        }
    }

    private void file(FileReference file) {
        if (!file.compression().isEmpty()
                && !file.compression().equals("identity")
                && !target.can(Target.Ability.COMPRESSED)) {
            refuse(file, "compressed by " + file.compression());
        }
        if (file.chunkSize().isPresent() && !target.can(Target.Ability.CHUNKED)) {
            refuse(file, "cut into chunks");
        }
        if (FileRules.isRemote(file) && !target.can(Target.Ability.REMOTE)) {
            refuse(file, "elsewhere");
        }
    }

    private void refuse(FileReference file, String form) {
        findings.add(Rule.TARGET_FILE, file.at(), target + " does not read '" + file.href() + "', which is " + form);
    }

    private void service() {
        try {
            ServiceOvf.toManifest(descriptor);
        } catch (ManifestException incomplete) {
            incomplete
                    .problems()
                    .forEach(problem -> findings.add(
                            Rule.TARGET_SERVICE,
                            problem.at().orElse(descriptor.content().at()),
                            (problem.path().isEmpty() ? "" : problem.path() + ": ") + problem.message()));
        }
    }

    /** The algorithms of the manifest, each reported once. */
    void check(OvfPackage ovf) {
        Set<DigestAlgorithm> unknown = new TreeSet<>();
        Optional<DigestManifest> manifest = ovf.digests();
        manifest.ifPresent(digests -> digests.entries().stream()
                .filter(entry -> !target.knows(entry.algorithm()) && unknown.add(entry.algorithm()))
                .forEach(entry -> findings.add(
                        Rule.TARGET_DIGEST,
                        new Location(ovf.source().locationOf(OvfPackage.manifestName(ovf.source())), entry.line(), 1),
                        target + " does not know " + entry.algorithm())));
    }
}
