package org.openvman.provider.hypervisor.libvirt;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openvman.provider.hypervisor.Disk;
import org.openvman.provider.hypervisor.HypervisorException;
import org.openvman.provider.hypervisor.HypervisorException.Reason;
import org.openvman.provider.hypervisor.SystemId;
import org.openvman.provider.hypervisor.VolumeId;

/**
 * A snapshot of the disks of a system that runs, inside of their images like all the others: no files come into being that
 * could be left over, the disks stay the volumes that they are, and libvirt applies and destroys it as one that was taken
 * when the system was off.
 *
 * <p>QEMU takes it, then libvirt is told (docs/adr/0012). If libvirtd is lost between the two, it is removed when libvirtd is back.
 */
final class LiveDiskSnapshot {
    private static final int KNOWN = LibvirtFlags.SNAPSHOT_CREATE_REDEFINE;
    private static final int CURRENT = KNOWN | LibvirtFlags.SNAPSHOT_CREATE_CURRENT;

    private final LibvirtLink link;
    private final DomainHandle domain;
    private final String name;
    private final String xml;
    private final Map<String, String> nodes;

    LiveDiskSnapshot(LibvirtLink link, DomainHandle domain, String name, String notes, Instant now) {
        this.link = link;
        this.domain = domain;
        this.name = name;
        String recorded = domain.xml(LibvirtFlags.XML_INACTIVE | LibvirtFlags.XML_SECURE);
        this.nodes = nodes(domain, recorded);
        this.xml = SnapshotXml.taken(name, notes, domain.currentSnapshot(), now, recorded, nodes.keySet());
    }

    /** The images in use, by the target of the disk; one that only the next start or only the present has, is left out. */
    private static Map<String, String> nodes(DomainHandle domain, String recorded) {
        Map<String, String> byPath = new BlockMonitor(domain).nodes();
        Set<String> inUse = written(domain.xml(0)).map(Disk::id).collect(Collectors.toSet());
        Map<String, String> byTarget = new LinkedHashMap<>();
        written(recorded).filter(disk -> inUse.contains(disk.id())).forEach(disk -> {
            String node = disk.source().map(VolumeId::name).map(byPath::get).orElse(null);
            if (node == null) {
                throw new HypervisorException(
                        Reason.UNSUPPORTED,
                        domain.description() + ": its hypervisor does not know the image of disk " + disk.id());
            }
            byTarget.put(disk.id(), node);
        });
        return byTarget;
    }

    private static Stream<Disk> written(String xml) {
        return DomainReader.XML_ALONE.read(XmlElement.parse(xml), false).disks().stream()
                .filter(disk -> disk.type() == Disk.Type.DISK && !disk.readOnly());
    }

    void take() {
        BlockMonitor monitor = new BlockMonitor(domain);
        SystemId id = domain.id();
        try {
            monitor.snapshot(nodes.values(), name);
        } catch (HypervisorException e) {
            removeWhenBack(id, e);
            throw e;
        }
        try {
            domain.createSnapshot(name, xml, CURRENT).close();
        } catch (HypervisorException e) {
            if (!removeWhenBack(id, e)) {
                monitor.deleteSnapshot(nodes.values(), name);
            }
            throw e;
        }
    }

    /** Only if libvirt has not come to know of it: then it is whole. */
    private boolean removeWhenBack(SystemId id, HypervisorException failure) {
        boolean lost = link.lostBy(failure);
        if (lost) {
            link.whenBack(() -> link.connection().domain(id).ifPresent(this::removeUnlessKnown));
        }
        return lost;
    }

    private void removeUnlessKnown(DomainHandle back) {
        try (back) {
            Optional<SnapshotHandle> known = back.snapshot(name);
            if (known.isPresent()) {
                known.get().close();
                return;
            }
            // libvirt removes what it knows, from images in use or not, and minds none where it is not.
            try (SnapshotHandle snapshot = back.createSnapshot(name, xml, KNOWN)) {
                snapshot.delete();
            }
        }
    }
}
