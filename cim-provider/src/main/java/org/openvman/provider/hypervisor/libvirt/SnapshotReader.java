package org.openvman.provider.hypervisor.libvirt;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.openvman.provider.hypervisor.Snapshot;
import org.openvman.provider.hypervisor.SnapshotTree;
import org.openvman.provider.hypervisor.SystemState;

/** Reads the snapshots of a domain. */
record SnapshotReader(DomainReader domains) {

    /**
     * The snapshots of a domain that has some.
     *
     * @param definition the domain's own recorded XML, where {@link AppliedSnapshot} is kept
     */
    SnapshotTree read(DomainHandle domain, XmlElement definition, boolean startsWithHost) {
        List<Snapshot> all = new ArrayList<>();
        for (SnapshotHandle handle : domain.snapshots()) {
            try (handle) {
                all.add(snapshot(handle, startsWithHost));
            }
        }
        all.sort(Comparator.comparing(Snapshot::created).thenComparing(Snapshot::name));
        SnapshotTree tree = new SnapshotTree(all, domain.currentSnapshot(), Optional.empty());
        // libvirt keeps the mark of a snapshot that has been destroyed since.
        Optional<String> applied =
                AppliedSnapshot.read(definition).flatMap(tree::find).map(Snapshot::name);
        return new SnapshotTree(all, tree.current(), applied);
    }

    private Snapshot snapshot(SnapshotHandle handle, boolean startsWithHost) {
        XmlElement xml = XmlElement.parse(handle.xml());
        return new Snapshot(
                handle.name(),
                xml.textOf("description"),
                xml.child("parent", "name").map(XmlElement::text),
                Instant.ofEpochSecond(Long.parseLong(xml.textOf("creationTime"))),
                state(xml.textOf("state")),
                domains.read(xml.child("domain").orElse(xml), startsWithHost));
    }

    /** The words of virDomainSnapshotState; those that are not listed hold no memory. */
    private static SystemState state(String text) {
        return switch (text) {
            case "running" -> SystemState.ACTIVE;
            case "paused" -> SystemState.PAUSED;
            case "crashed" -> SystemState.CRASHED;
            default -> SystemState.DEFINED;
        };
    }
}
