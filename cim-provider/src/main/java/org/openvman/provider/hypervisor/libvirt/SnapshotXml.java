package org.openvman.provider.hypervisor.libvirt;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Snapshot XML, written. */
final class SnapshotXml {
    private SnapshotXml() {}

    /** For libvirt to take what there is. */
    static String request(String name, String notes) {
        return Xml.text(described(name, notes));
    }

    /**
     * For libvirt to know of a snapshot that is there already, inside of images, without memory.
     *
     * @param domain the recorded configuration that belongs to it
     * @param disks the targets of the disks that are part of it
     */
    static String taken(
            String name, String notes, Optional<String> parent, Instant when, String domain, Set<String> disks) {
        Element snapshot = described(name, notes);
        Dom.append(snapshot, "state").setTextContent("shutoff");
        parent.ifPresent(
                above -> Dom.append(Dom.append(snapshot, "parent"), "name").setTextContent(above));
        Dom.append(snapshot, "creationTime").setTextContent(Long.toString(when.getEpochSecond()));
        Dom.append(snapshot, "memory").setAttribute("snapshot", "no");
        Element configuration = DomainDocument.parse(domain).importedInto(snapshot.getOwnerDocument());
        Element list = Dom.append(snapshot, "disks");
        Dom.child(configuration, "devices").ifPresent(devices -> {
            for (Element device : Dom.children(devices)) {
                if (device.getTagName().equals("disk")) {
                    String target = DeviceXml.id(device);
                    Element disk = Dom.append(list, "disk");
                    disk.setAttribute("name", target);
                    disk.setAttribute("snapshot", disks.contains(target) ? "internal" : "no");
                }
            }
        });
        snapshot.appendChild(configuration);
        return Xml.text(snapshot);
    }

    private static Element described(String name, String notes) {
        Document document = Xml.builder().newDocument();
        Element snapshot = document.createElement("domainsnapshot");
        document.appendChild(snapshot);
        Dom.append(snapshot, "name").setTextContent(name);
        Dom.append(snapshot, "description").setTextContent(notes);
        return snapshot;
    }
}
