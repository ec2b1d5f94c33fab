package org.openvman.ovf.check;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.openvman.ovf.io.DigestAlgorithm;
import org.openvman.ovf.model.OvfVersion;

/**
 * An importer that a package is meant for, and what it accepts, as far as its source, its manual or reports of its users
 * tell. What nobody knows to be refused is not refused here.
 */
public enum Target {
    /** ovftool and vCenter: OVF 1.x and its drafts, VMDK, hardware families of their own, strict manifests. */
    VSPHERE(
            Set.of(OvfVersion.V0_9, OvfVersion.V1),
            Systems.ANY,
            "(?:.*[\\s,])?vmx-\\d+(?:[\\s,].*)?",
            "vmdk|iso",
            Set.of(DigestAlgorithm.SHA1, DigestAlgorithm.SHA256, DigestAlgorithm.SHA512),
            Set.of(Ability.COMPRESSED, Ability.CHUNKED, Ability.REMOTE),
            Map.of(
                    Rule.MANIFEST_SPACING, Severity.ERROR,
                    Rule.MANIFEST_LINE, Severity.ERROR,
                    Rule.MANIFEST_INCOMPLETE, Severity.ERROR,
                    Rule.DESCRIPTOR_NOT_FIRST, Severity.ERROR,
                    Rule.PREFIX_UNDECLARED, Severity.ERROR,
                    Rule.NAMESPACE_SPELLING, Severity.ERROR,
                    Rule.DISK_ORDER, Severity.ERROR,
                    Rule.IMAGE_KIND, Severity.ERROR)),
    /** VBoxManage import: all versions, several systems one by one, files whole and beside the descriptor. */
    VIRTUALBOX(
            Set.of(OvfVersion.values()),
            Systems.ANY,
            ".*",
            "vmdk|vhd|vdi|iso",
            Set.of(DigestAlgorithm.values()),
            Set.of(Ability.COMPRESSED, Ability.ITEMS_OF_2),
            Map.of(Rule.PREFIX_UNDECLARED, Severity.ERROR)),
    /** virt-v2v: OVF 1.x, one system, any image that QEMU reads, lines of the manifest it cannot read are skipped. */
    LIBVIRT(
            Set.of(OvfVersion.V1),
            Systems.ONE,
            ".*",
            ".*",
            Set.of(DigestAlgorithm.SHA1, DigestAlgorithm.SHA256),
            Set.of(Ability.COMPRESSED),
            Map.of(Rule.PREFIX_UNDECLARED, Severity.ERROR, Rule.DIGEST_FILE_MISSING, Severity.WARNING)),
    /** oVirt, which imports through virt-v2v into qcow2 or raw disks. */
    OVIRT(
            Set.of(OvfVersion.V1),
            Systems.ONE,
            ".*",
            "vmdk|qcow|raw|cow",
            Set.of(DigestAlgorithm.SHA1, DigestAlgorithm.SHA256),
            Set.of(Ability.COMPRESSED),
            Map.of(Rule.PREFIX_UNDECLARED, Severity.ERROR, Rule.DIGEST_FILE_MISSING, Severity.WARNING)),
    /** Our own deployment of services, which repairs what it can. */
    OPENVMAN(
            Set.of(OvfVersion.values()),
            Systems.ANY,
            ".*",
            "vmdk|qcow|raw",
            Set.of(DigestAlgorithm.values()),
            Set.of(Ability.ITEMS_OF_2),
            Map.of());

    /** How many systems of a package the importer makes. */
    enum Systems {
        ONE,
        ANY
    }

    /** What only some importers can do. */
    enum Ability {
        COMPRESSED,
        CHUNKED,
        REMOTE,
        /** StorageItem and EthernetPortItem of OVF 2.0. */
        ITEMS_OF_2
    }

    private final Set<OvfVersion> versions;
    private final Systems systems;
    private final Pattern family;
    private final Pattern diskFormat;
    private final Set<DigestAlgorithm> digests;
    private final Set<Ability> abilities;
    private final Map<Rule, Severity> severities;

    Target(
            Set<OvfVersion> versions,
            Systems systems,
            String family,
            String diskFormat,
            Set<DigestAlgorithm> digests,
            Set<Ability> abilities,
            Map<Rule, Severity> severities) {
        this.versions = versions;
        this.systems = systems;
        this.family = Pattern.compile(family, Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
        this.diskFormat = Pattern.compile(diskFormat, Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
        this.digests = digests;
        this.abilities = abilities;
        this.severities = severities;
    }

    boolean reads(OvfVersion version) {
        return versions.contains(version);
    }

    boolean readsOneSystemOnly() {
        return systems == Systems.ONE;
    }

    boolean knowsFamily(String text) {
        return text.isEmpty() || family.matcher(text).matches();
    }

    /** @param format the URI of the format */
    boolean readsDisk(String format) {
        return format.isEmpty() || diskFormat.matcher(format).find();
    }

    boolean knows(DigestAlgorithm algorithm) {
        return digests.contains(algorithm);
    }

    boolean can(Ability ability) {
        return abilities.contains(ability);
    }

    /** What a finding means for this importer. */
    Finding judge(Finding finding) {
        Severity severity = severities.get(finding.rule());
        return severity == null ? finding : finding.with(severity);
    }

    /** The word on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
