package org.openvman.ovf.check;

import static org.openvman.ovf.check.Severity.ERROR;
import static org.openvman.ovf.check.Severity.UNREADABLE;
import static org.openvman.ovf.check.Severity.WARNING;

import java.util.Locale;

/** Every rule, with what to do about a finding. Ids are stable: others script against them. */
public enum Rule {
    NOT_OVF(UNREADABLE, "Name an OVF descriptor, an OVA, or a folder with one descriptor."),
    NAMESPACE_SPELLING(WARNING, "Use the namespace exactly as DSP0243 has it; strict importers refuse the package."),
    VERSION_MISSING(WARNING, "State ovf:version on the Envelope."),
    INFO_MISSING(ERROR, "Give every section and system an Info element (DSP0243)."),
    DUPLICATE_ID(ERROR, "Ids are unique; rename one of the two."),
    UNKNOWN_FILE(ERROR, "Add a File with this id to References, or correct the reference."),
    UNKNOWN_DISK(ERROR, "Add a Disk with this id to the DiskSection, or correct the reference."),
    UNKNOWN_NETWORK(ERROR, "Add a Network with this name to the NetworkSection, or correct the connection."),
    UNKNOWN_SYSTEM(ERROR, "Name a system or collection directly below this collection."),
    UNKNOWN_PLACEMENT_GROUP(ERROR, "Add a PlacementGroupSection with this id to the envelope."),
    SECTION_MISPLACED(ERROR, "Move the section to where DSP0243 has it."),
    NO_HARDWARE(ERROR, "Give the system a VirtualHardwareSection."),
    CAPACITY(ERROR, "Write the capacity as a whole number or as ${property}."),
    UNITS_UNKNOWN(ERROR, "Write the unit as DSP0004 has it, for example byte * 2^20."),
    UNITS_SPELLING(WARNING, "Write the unit as DSP0004 has it, for example byte * 2^20."),
    DISK_FORMAT_MISSING(WARNING, "State ovf:format of the disk; importers guess otherwise."),
    ITEM_INCOMPLETE(ERROR, "Give the item an InstanceID and a ResourceType."),
    QUANTITY(ERROR, "Write the amount as a whole number."),
    INSTANCE_ID_DUPLICATE(ERROR, "InstanceIDs are unique, except for min and max of one item and for configurations."),
    BOUND(ERROR, "An item has at most one minimum and one maximum; bound is normal, min or max."),
    REQUIRED_UNKNOWN(ERROR, "Mark the section ovf:required=\"false\" if an importer may skip it."),
    PROPERTY_KEY(WARNING, "Keep '.' and ':' out of keys; use the class of the ProductSection instead."),
    PROPERTY_DUPLICATE(ERROR, "Within one system, class, instance and key identify a property; rename one."),
    PROPERTY_TYPE(ERROR, "Use a type of DSP0243: string, boolean, uint8 to uint64, sint8 to sint64, real32, real64."),
    PROPERTY_TYPE_SPELLING(WARNING, "Use a type of DSP0243; vendors' types are not portable."),
    SCALE(ERROR, "InstanceCount wants minimum <= default <= maximum."),
    HREF_OUTSIDE(WARNING, "Keep files in the package; an href must not lead out of its folder."),
    SIZE(ERROR, "Write ovf:size as the size in bytes."),
    FILE_MISSING(ERROR, "Add the file to the package or remove the reference."),
    SIZE_MISMATCH(ERROR, "Correct ovf:size, or fetch the file again: it may be incomplete."),
    IMAGE_FORMAT(ERROR, "Correct ovf:format of the disk, or convert the image."),
    DESCRIPTOR_NOT_FIRST(WARNING, "Put the descriptor first: ovf pack does."),
    MANIFEST_LINE(WARNING, "Lines of a manifest are SHA256(name)= hex."),
    MANIFEST_SPACING(WARNING, "Write SHA256(name)= hex, with no other spaces; some importers refuse the package."),
    MANIFEST_INCOMPLETE(WARNING, "A manifest lists the descriptor and every referenced file."),
    DIGEST_FILE_MISSING(ERROR, "Add the file that the manifest lists, or write the manifest anew with ovf pack."),
    DIGEST_MISMATCH(
            ERROR, "Fetch the file again; if it was changed on purpose, write the manifest anew with ovf pack.");

    private final Severity severity;
    private final String remedy;

    Rule(Severity severity, String remedy) {
        this.severity = severity;
        this.remedy = remedy;
    }

    /** Stable, for example {@code file-missing}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public Severity severity() {
        return severity;
    }

    public String remedy() {
        return remedy;
    }
}
