package org.openvman.provider.hypervisor.libvirt;

import java.util.Optional;
import java.util.OptionalInt;
import org.openvman.provider.hypervisor.Disk;
import org.openvman.provider.hypervisor.HypervisorException;
import org.openvman.provider.hypervisor.HypervisorException.Reason;
import org.openvman.provider.hypervisor.MacAddress;
import org.openvman.provider.hypervisor.Nic;
import org.openvman.provider.hypervisor.VolumeFormat;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** The device elements of domain XML: made from records, and changed where a record differs. */
final class DeviceXml {
    private DeviceXml() {}

    /** The id that the model gives to an element's device; empty if it is none of ours. */
    static String id(Element element) {
        return switch (element.getTagName()) {
            case "disk" ->
                Dom.child(element, "target")
                        .map(target -> target.getAttribute("dev"))
                        .orElse("");
            case "filesystem" ->
                Dom.child(element, "target")
                        .map(target -> target.getAttribute("dir"))
                        .filter(folder -> folder.startsWith("/"))
                        .orElse("");
            case "interface" ->
                Dom.child(element, "mac")
                        .map(mac ->
                                new Nic(new MacAddress(mac.getAttribute("address")), Nic.Attachment.OTHER, "", "").id())
                        .orElse("");
            default -> PeripheralXml.id(element);
        };
    }

    static Element disk(Document document, Disk disk, Optional<DiskSource> source) {
        Element element = document.createElement("disk");
        Element driver = Dom.append(element, "driver");
        setFormat(driver, disk);
        Element target = Dom.append(element, "target");
        target.setAttribute("dev", disk.id());
        setKind(element, target, disk);
        setSource(element, source);
        setReadOnly(element, disk.readOnly());
        DiskTuningXml.write(element, Disk.Tuning.NONE, disk.tuning());
        return element;
    }

    /** What a container has instead of a disk: a tree of files, of which the first is its root. */
    static Element filesystem(Document document, Disk disk, Optional<DiskSource> source) {
        Element element = document.createElement("filesystem");
        element.setAttribute("type", "mount");
        if (!disk.id().startsWith("/")) {
            throw new HypervisorException(
                    Reason.UNSUPPORTED,
                    "disk " + disk.id() + ": a container has file systems instead of disks; their ids are the folders"
                            + " where it sees them, \"/\" for its root");
        }
        Dom.append(element, "source").setAttribute("dir", folder(disk, source));
        Dom.append(element, "target").setAttribute("dir", disk.id());
        setReadOnly(element, disk.readOnly());
        return element;
    }

    private static String folder(Disk disk, Optional<DiskSource> source) {
        return source.flatMap(DiskSource::folder)
                .orElseThrow(() -> new HypervisorException(
                        Reason.UNSUPPORTED,
                        "file system " + disk.id() + " of a container needs a folder of the host (a path, or a volume"
                                + " that is a directory), not an image"));
    }

    static Element nic(Document document, Nic nic) {
        Element element = document.createElement("interface");
        Dom.append(element, "mac").setAttribute("address", nic.mac().text());
        setConnection(element, nic);
        setModel(element, nic.model());
        setVlan(element, nic.vlan());
        BandwidthXml.write(element, nic.bandwidth());
        return element;
    }

    static void change(Element element, Disk before, Disk after, Optional<DiskSource> source) {
        if (element.getTagName().equals("filesystem")) {
            Element folder = Dom.childOrNew(element, "source");
            folder.setAttribute("dir", folder(after, source));
            setReadOnly(element, after.readOnly());
            return;
        }
        if (!before.source().equals(after.source()) || before.format() != after.format()) {
            setFormat(Dom.childOrNew(element, "driver"), after);
            // What libvirt found out about the old content.
            Dom.removeChildren(element, "backingStore");
            Dom.removeChildren(element, "mirror");
            setSource(element, source);
        }
        if (before.type() != after.type() || before.bus() != after.bus()) {
            setKind(element, Dom.childOrNew(element, "target"), after);
            Dom.removeChildren(element, "address");
        }
        setReadOnly(element, after.readOnly());
        DiskTuningXml.write(element, before.tuning(), after.tuning());
    }

    static void change(Element element, Nic before, Nic after) {
        if (before.attachment() != after.attachment() || !before.connection().equals(after.connection())) {
            Dom.removeChildren(element, "source");
            setConnection(element, after);
        }
        if (!before.model().equals(after.model())) {
            setModel(element, after.model());
            Dom.removeChildren(element, "address");
        }
        if (!before.vlan().equals(after.vlan())) {
            setVlan(element, after.vlan());
        }
        if (!before.bandwidth().equals(after.bandwidth())) {
            BandwidthXml.write(element, after.bandwidth());
        }
    }

    /** On an adapter or a network. */
    static void setVlan(Element element, OptionalInt vlan) {
        Dom.removeChildren(element, "vlan");
        vlan.ifPresent(
                number -> Dom.append(Dom.append(element, "vlan"), "tag").setAttribute("id", Integer.toString(number)));
    }

    /** Xen's own driver would serve an image of any format as a raw one. */
    private static void setFormat(Element driver, Disk disk) {
        driver.setAttribute("type", disk.format().text());
        if (disk.bus() == Disk.Bus.XEN) {
            Dom.setOrRemoveAttribute(
                    driver, "name", disk.format() == VolumeFormat.RAW ? Optional.empty() : Optional.of("qemu"));
        }
    }

    private static void setKind(Element element, Element target, Disk disk) {
        element.setAttribute(
                "device",
                switch (disk.type()) {
                    case DISK -> "disk";
                    case CD -> "cdrom";
                    case FLOPPY -> "floppy";
                });
        Dom.setOrRemoveAttribute(
                target,
                "bus",
                disk.bus() == Disk.Bus.OTHER
                        ? Optional.empty()
                        : Optional.of(disk.bus().text()));
    }

    private static void setSource(Element element, Optional<DiskSource> source) {
        Dom.removeChildren(element, "source");
        element.setAttribute("type", source.map(DiskSource::type).orElse("file"));
        source.ifPresent(present -> {
            Element child = element.getOwnerDocument().createElement("source");
            present.attributes().forEach(child::setAttribute);
            element.insertBefore(child, Dom.childOrNew(element, "target"));
        });
    }

    private static void setReadOnly(Element element, boolean readOnly) {
        if (readOnly) {
            Dom.childOrNew(element, "readonly");
        } else {
            Dom.removeChildren(element, "readonly");
        }
    }

    private static void setConnection(Element element, Nic nic) {
        switch (nic.attachment()) {
            case NETWORK -> connect(element, "network", nic.connection());
            case BRIDGE -> connect(element, "bridge", nic.connection());
            case USER -> element.setAttribute("type", "user");
            case OTHER ->
                throw new HypervisorException(
                        Reason.UNSUPPORTED,
                        "network adapter " + nic.id() + ": only networks, bridges and user networking");
        }
    }

    private static void connect(Element element, String type, String name) {
        element.setAttribute("type", type);
        Dom.append(element, "source").setAttribute(type, name);
    }

    private static void setModel(Element element, String model) {
        if (model.isEmpty()) {
            Dom.removeChildren(element, "model");
        } else {
            Dom.childOrNew(element, "model").setAttribute("type", model);
        }
    }
}
