package org.openvman.ovf.check;

import static org.openvman.ovf.check.Severity.ERROR;
import static org.openvman.ovf.check.Severity.UNREADABLE;
import static org.openvman.ovf.check.Severity.WARNING;

import java.util.Locale;

/** Every rule, why it is there, and what to do about a finding. Ids are stable: others script against them. */
public enum Rule {
    // The input as a whole
    NOT_OVF(
            UNREADABLE,
            "Without a well-formed envelope that holds a system there is nothing to judge.",
            "Name an OVF descriptor, an OVA, or a folder with one descriptor."),
    SERVICE_MANIFEST(
            ERROR,
            "A service manifest must be complete and consistent before it can be packed.",
            "Correct the service manifest; ovf new writes one to compare with."),
    SCHEMA(
            ERROR,
            "The schema of the descriptor's version does not allow this (only with --strict).",
            "Write what the schema of DSP8023 for this version has."),

    // Spelling that was repaired to understand the descriptor
    PREFIX_UNDECLARED(
            WARNING,
            "The prefix means nothing in this document; it was taken for its usual namespace.",
            "Declare the prefix on the Envelope; most XML readers refuse the descriptor."),
    NAMESPACE_SPELLING(
            WARNING,
            "The namespace is not the standard's, but nearly.",
            "Use the namespace exactly as DSP0243 has it; strict importers refuse the package."),
    VERSION_MISSING(
            ERROR,
            "Drafts before the standard shared one namespace; only the version tells them apart.",
            "State ovf:version=\"0.9\" on the Envelope, or convert the descriptor to OVF 1.1."),
    UNITS_SPELLING(
            WARNING,
            "The unit is understood, but not as DSP0004 has it.",
            "Write the unit as DSP0004 has it, for example byte * 2^20."),
    PROPERTY_TYPE_SPELLING(
            WARNING,
            "The type is a vendor's, or the standard's in another spelling.",
            "Use a type of DSP0243; vendors' types are not portable."),

    // Structure
    INFO_MISSING(
            ERROR,
            "A section or system has no Info to show to people who must decide about it.",
            "Give every section and system an Info element (DSP0243)."),
    SECTION_MISPLACED(
            ERROR,
            "The section describes the whole package and stands in one system.",
            "Move the section to where DSP0243 has it."),
    REQUIRED_UNKNOWN(
            ERROR,
            "An importer that does not know a required section must refuse the package.",
            "Mark the section ovf:required=\"false\" if an importer may skip it."),
    NO_HARDWARE(
            ERROR, "A system without virtual hardware cannot be made.", "Give the system a VirtualHardwareSection."),

    // Ids and references
    DUPLICATE_ID(
            ERROR,
            "Two things go by one name; a reference to it is ambiguous.",
            "Ids are unique; rename one of the two."),
    UNKNOWN_FILE(
            ERROR, "A reference leads to no file.", "Add a File with this id to References, or correct the reference."),
    UNKNOWN_DISK(
            ERROR,
            "A reference leads to no disk.",
            "Add a Disk with this id to the DiskSection, or correct the reference."),
    UNKNOWN_NETWORK(
            ERROR,
            "An adapter is connected to a network that the package does not declare.",
            "Add a Network with this name to the NetworkSection, or correct the connection."),
    UNKNOWN_SYSTEM(
            ERROR,
            "The start order names something that is not in this collection.",
            "Name a system or collection directly below this collection."),
    UNKNOWN_PLACEMENT_GROUP(
            ERROR,
            "A placement refers to a group that is not there.",
            "Add a PlacementGroupSection with this id to the envelope."),
    UNKNOWN_PARENT(
            WARNING,
            "A device is attached to a controller that is not there.",
            "Name the InstanceID of an item of the same section as Parent."),
    CYCLE(ERROR, "Something is above itself; neither disk nor device can be made.", "Let the chain of parents end."),

    // Disks, files and hardware as the descriptor has them
    CAPACITY(ERROR, "The capacity of a disk is no number.", "Write the capacity as a whole number or as ${property}."),
    UNITS_UNKNOWN(
            ERROR,
            "An amount is in units nobody can tell the size of.",
            "Write the unit as DSP0004 has it, for example byte * 2^20."),
    DISK_FORMAT_MISSING(
            ERROR,
            "The disk is made from a file of which nobody says what it holds.",
            "State ovf:format of a disk that is made from a file."),
    FILE_SHARED(
            ERROR,
            "Two disks of one system are made from one file, or one of them is for no system.",
            "Give each disk a file of its own; systems that start from the same image may share it."),
    DISK_ORDER(
            WARNING,
            "The disks are in another order than their files.",
            "List disks in the order of their files in References; importers that stream need it."),
    SIZE(
            ERROR,
            "The size of a file is no number of bytes, or none at all for a disk.",
            "Write ovf:size as the size in bytes; the file of a disk is never empty."),
    HREF_OUTSIDE(
            WARNING,
            "The name of a file leads out of the package.",
            "Keep files in the package; an href must not lead out of its folder."),
    ITEM_INCOMPLETE(ERROR, "An item does not say what it is.", "Give the item an InstanceID and a ResourceType."),
    QUANTITY(ERROR, "An amount of hardware is no number.", "Write the amount as a whole number."),
    INSTANCE_ID_DUPLICATE(
            ERROR,
            "Two items of one system go by one InstanceID.",
            "InstanceIDs are unique, except for min and max of one item and for configurations."),
    BOUND(
            ERROR,
            "The range of an amount is ambiguous, or its end has no known name.",
            "An item has at most one minimum and one maximum; bound is normal, min or max."),
    SCALE(
            ERROR,
            "The number of instances to begin with is outside its own limits.",
            "InstanceCount wants minimum <= default <= maximum."),

    // Properties
    PROPERTY_KEY(
            WARNING,
            "The key cannot be told from class and instance in the OVF environment.",
            "Keep '.' and ':' out of keys; use the class of the ProductSection instead."),
    PROPERTY_DUPLICATE(
            ERROR,
            "Two properties become one key of the OVF environment.",
            "Within one system, class, instance and key identify a property; rename one."),
    PROPERTY_TYPE(
            ERROR,
            "The type of a property is none of the standard's.",
            "Use a type of DSP0243: string, boolean, uint8 to uint64, sint8 to sint64, real32, real64."),

    // Files as they are
    DESCRIPTOR_NOT_FIRST(
            WARNING,
            "An importer that streams cannot know what the first files are.",
            "Put the descriptor first: ovf pack does."),
    FILE_MISSING(
            ERROR,
            "The descriptor refers to a file that is not in the package.",
            "Add the file to the package or remove the reference."),
    SIZE_MISMATCH(
            ERROR,
            "A file has another size than the descriptor says.",
            "Correct ovf:size, or fetch the file again: it may be incomplete."),
    COMPRESSION(
            ERROR,
            "A file is not compressed as the descriptor says.",
            "Correct ovf:compression, or compress the file with gzip."),
    IMAGE_FORMAT(
            ERROR,
            "A disk image is of another format than the descriptor says.",
            "Correct ovf:format of the disk, or convert the image."),
    IMAGE_KIND(
            WARNING,
            "A VMDK is of another kind than the descriptor says.",
            "Write the image anew as streamOptimized, or state the kind it is."),
    IMAGE_DAMAGED(
            ERROR,
            "The marks inside a disk image do not fit together: it is cut off or badly written.",
            "Fetch or convert the image again; qemu-img writes correct ones."),
    IMAGE_CAPACITY(
            ERROR,
            "The disk inside the image is not as large as the descriptor says.",
            "State the virtual size of the image as ovf:capacity."),
    IMAGE_BACKING(
            ERROR,
            "The image holds differences to a file outside the package.",
            "Convert the image to one that stands alone: qemu-img convert."),

    // Manifest of digests and certificate
    MANIFEST_LINE(WARNING, "A line of the manifest says nothing.", "Lines of a manifest are SHA256(name)= hex."),
    MANIFEST_SPACING(
            WARNING,
            "A line of the manifest is spaced otherwise than the standard has it.",
            "Write SHA256(name)= hex, with no other spaces; some importers refuse the package."),
    MANIFEST_INCOMPLETE(
            WARNING,
            "A file could be changed and nobody would notice.",
            "A manifest lists the descriptor and every referenced file."),
    DIGEST_FILE_MISSING(
            ERROR,
            "The manifest lists a file that is not in the package.",
            "Add the file that the manifest lists, or write the manifest anew with ovf pack."),
    DIGEST_MISMATCH(
            ERROR,
            "A file is not the one the manifest was made for.",
            "Fetch the file again; if it was changed on purpose, write the manifest anew with ovf pack."),
    CERTIFICATE(
            ERROR,
            "The certificate file is not the signature of a manifest with an X.509 certificate.",
            "Sign the package again, or remove the file: unsigned packages are allowed."),
    CERTIFICATE_ALONE(
            WARNING,
            "There is a signature and no manifest that it could sign.",
            "Add the manifest of digests, or remove the certificate file."),

    // What the importer that --profile names accepts
    TARGET_VERSION(ERROR, "The target does not read this version of OVF.", "Convert the descriptor to OVF 1.1."),
    TARGET_COLLECTION(
            ERROR,
            "The target reads one system, and nothing of a collection, even if only one system is in it.",
            "Make a package of each system."),
    TARGET_ITEM(
            ERROR,
            "The target does not know StorageItem and EthernetPortItem.",
            "Convert the descriptor to OVF 1.1, which has Item only."),
    TARGET_RESOURCE_TYPE(
            ERROR,
            "The target refuses hardware it does not know.",
            "Mark the item ovf:required=\"false\", or remove it."),
    TARGET_FAMILY(
            ERROR,
            "The target refuses hardware families that are not its own.",
            "State a VirtualSystemType that the target knows."),
    TARGET_DISK_FORMAT(
            ERROR, "The target does not read this disk format.", "Convert the image and state its new format."),
    TARGET_FILE(
            ERROR,
            "The target does not read files in this form.",
            "Put the file into the package, whole and not compressed."),
    TARGET_DIGEST(
            WARNING,
            "The target does not know this digest algorithm.",
            "Write the manifest with SHA256 (SHA1 for old importers): ovf pack --digest."),
    TARGET_SERVICE(
            ERROR,
            "The package does not describe a service that OpenVMAN can deploy.",
            "Complete the descriptor as the message says.");

    private final Severity severity;
    private final String why;
    private final String remedy;

    Rule(Severity severity, String why, String remedy) {
        this.severity = severity;
        this.why = why;
        this.remedy = remedy;
    }

    /** Stable, for example {@code file-missing}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** How bad a finding usually is; the place or the target may decide otherwise. */
    public Severity severity() {
        return severity;
    }

    /** What is wrong where the rule finds something. */
    public String why() {
        return why;
    }

    public String remedy() {
        return remedy;
    }
}
