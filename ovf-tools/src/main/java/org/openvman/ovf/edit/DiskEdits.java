package org.openvman.ovf.edit;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.openvman.ovf.model.ByteSize;
import org.openvman.ovf.model.DiskSection;
import org.openvman.ovf.model.ProgrammaticUnits;
import org.openvman.ovf.model.ResourceType;
import org.openvman.ovf.model.XmlElement;

/** Virtual disks: the Disk, the drive that a system has for it, and the image it is made from. */
final class DiskEdits {
    private static final List<ResourceType> CONTROLLERS =
            List.of(ResourceType.SCSI_CONTROLLER, ResourceType.OTHER_STORAGE, ResourceType.IDE_CONTROLLER);
    private static final int IDE_PLACES = 2;

    private DiskEdits() {}

    /** {@code [SYSTEM=]SIZE}: an empty disk. */
    static Edit add(String text) {
        Argument argument = Argument.optional(text);
        ByteSize size = ByteSize.parse(argument.after());
        return session -> attach(session, argument.before(), size, Map.of());
    }

    /** {@code [SYSTEM=]IMAGE}: a disk made from an image, which goes into the package. */
    static Edit addImage(String text) {
        Argument argument = Argument.optional(text);
        return session -> {
            Path path = Path.of(argument.after());
            ImageHeader header = ImageHeader.readWhole(path);
            String id = FileEdits.add(session, path);
            attach(session, argument.before(), header.capacity(), Map.of("fileRef", id, "format", header.format()));
        };
    }

    private static void attach(EditSession session, String systemId, ByteSize size, Map<String, String> attributes) {
        List<LocatedElement> systems = session.document().systems(systemId);
        if (systems.size() != 1) {
            throw new EditException("a disk belongs to one system; say which");
        }
        String diskId = FileEdits.freeId(
                "vmdisk", session.document().descriptor().disks().map(DiskSection.Disk::id));
        declare(session, diskId, size, attributes);
        String id = systems.get(0).attribute("id");
        Items items = new Items(session.document().systems(id).get(0));
        Optional<LocatedElement> free = controller(items);
        String controllerId = free.map(Items::instanceId).orElseGet(items::freeInstanceId);
        if (free.isEmpty()) {
            session.change(patches -> items.add(
                    patches,
                    Map.of(
                            "Address", "0",
                            "ElementName", "Disk controller",
                            "InstanceID", controllerId,
                            "ResourceSubType", Families.usualController(items.family()),
                            "ResourceType", "6")));
        }
        Items now = new Items(session.document().systems(id).get(0));
        Stream<LocatedElement> neighbours =
                now.all().filter(item -> item.settingText("Parent").equals(controllerId));
        Map<String, String> drive = Map.of(
                "AddressOnParent",
                Items.freeAddress(neighbours),
                "ElementName",
                "Disk " + diskId,
                "HostResource",
                "ovf:/disk/" + diskId,
                "InstanceID",
                now.freeInstanceId(),
                "Parent",
                controllerId,
                "ResourceType",
                "17");
        session.change(patches -> now.add(patches, drive));
    }

    private static void declare(EditSession session, String diskId, ByteSize size, Map<String, String> attributes) {
        EditableDocument document = session.document();
        Optional<LocatedElement> section = document.section("DiskSection");
        LocatedElement parent = section.orElse(document.root());
        int exponent = size.binaryExponent();
        XmlElement disk = XmlElement.of(EditableDocument.name(parent, "Disk"))
                .with(document.attribute("capacity"), Long.toString(size.bytes() >> exponent))
                .with(document.attribute("capacityAllocationUnits"), ProgrammaticUnits.ofExponent(exponent))
                .with(document.attribute("diskId"), diskId);
        for (Map.Entry<String, String> attribute : new LinkedHashMap<>(attributes).entrySet()) {
            disk = disk.with(document.attribute(attribute.getKey()), attribute.getValue());
        }
        XmlElement made = disk;
        session.change(patches -> {
            if (section.isPresent()) {
                patches.append(section.get(), made);
            } else {
                XmlElement newSection = document.newSection(document.root(), "DiskSection", "Virtual disks");
                patches.insertAfter(document.section("References").orElse(document.top()), newSection.with(made));
            }
        });
    }

    /** A controller with room; IDE has two places. */
    private static Optional<LocatedElement> controller(Items items) {
        return CONTROLLERS.stream()
                .flatMap(items::of)
                .filter(controller -> !Items.is(controller, ResourceType.IDE_CONTROLLER)
                        || items.on(controller).count() < IDE_PLACES)
                .findFirst();
    }

    /** {@code DISK=SIZE}. */
    static Edit resize(String text) {
        Argument argument = Argument.pair(text, "DISK=SIZE");
        ByteSize size = ByteSize.parse(argument.after());
        return session -> {
            EditableDocument document = session.document();
            LocatedElement disk = disk(document, argument.before());
            String written = disk.attribute("capacityAllocationUnits");
            String units = written.isEmpty() ? "byte" : written;
            Optional<ByteSize> old = ProgrammaticUnits.size(disk.attribute("capacity"), units);
            if (old.isPresent()
                    && size.compareTo(old.get()) < 0
                    && !disk.attribute("fileRef").isEmpty()) {
                throw new EditException("disk '" + argument.before() + "' is made from an image of " + old.get()
                        + " and cannot become smaller than that");
            }
            Optional<String> count = HardwareEdits.wholeUnits(size, units);
            session.change(patches -> {
                int exponent = size.binaryExponent();
                String capacity = count.orElse(Long.toString(size.bytes() >> exponent));
                patches.setAttribute(disk, document.attributeOf(disk, "capacity"), capacity);
                if (count.isEmpty()) {
                    patches.setAttribute(
                            disk,
                            document.attributeOf(disk, "capacityAllocationUnits"),
                            ProgrammaticUnits.ofExponent(exponent));
                }
            });
            if (!disk.attribute("fileRef").isEmpty()) {
                session.note(
                        "the image of disk '" + argument.before() + "' stays as it is; deployment enlarges the disk");
            }
        };
    }

    /** The Disk, the drives that refer to it, and its image when nothing else uses that. */
    static Edit remove(String id) {
        return session -> {
            LocatedElement disk = disk(session.document(), id);
            String file = disk.attribute("fileRef");
            boolean isParent = session.document()
                    .descriptor()
                    .disks()
                    .anyMatch(other -> other.parentRef().equals(id));
            if (isParent) {
                throw new EditException("disk '" + id + "' is the parent of another; remove that first");
            }
            session.change(patches -> {
                patches.remove(disk);
                session.document()
                        .root()
                        .all()
                        .filter(element ->
                                element.element().name().getLocalPart().equals("HostResource")
                                        && refersTo(element.element().text(), id))
                        .flatMap(resource -> resource.parent().stream())
                        .forEach(patches::remove);
            });
            if (!file.isEmpty() && FileEdits.user(session.document(), file).isEmpty()) {
                session.document()
                        .descriptor()
                        .file(file)
                        .ifPresent(found -> FileEdits.removeUnchecked(session, found));
            }
        };
    }

    private static boolean refersTo(String hostResource, String diskId) {
        return hostResource.strip().replaceFirst("^(?:ovf:)?/{1,2}", "").equals("disk/" + diskId);
    }

    private static LocatedElement disk(EditableDocument document, String id) {
        return document.root()
                .children("DiskSection")
                .flatMap(section -> section.children("Disk"))
                .filter(disk -> disk.attribute("diskId").equals(id))
                .findFirst()
                .orElseThrow(() -> new EditException("no disk '" + id + "'; there is: "
                        + String.join(
                                ", ",
                                document.descriptor()
                                        .disks()
                                        .map(DiskSection.Disk::id)
                                        .toList())));
    }
}
