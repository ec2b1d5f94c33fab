package org.openvman.provider.hypervisor.libvirt;

import java.util.Optional;
import java.util.function.BiConsumer;
import org.openvman.provider.hypervisor.HypervisorException;
import org.openvman.provider.hypervisor.HypervisorException.Reason;
import org.openvman.provider.hypervisor.Snapshot;
import org.openvman.provider.hypervisor.Snapshots;
import org.openvman.provider.hypervisor.SystemId;
import org.openvman.provider.hypervisor.SystemState;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Snapshots by libvirt: with QEMU, inside the qcow2 images of the system, memory included. */
final class LibvirtSnapshots implements Snapshots {
    private final SystemReader systems;
    private final Domains domains;

    /** How a domain is reached and, afterwards, reported as changed. */
    interface Domains {
        void change(SystemId system, BiConsumer<LibvirtConnection, DomainHandle> body);
    }

    LibvirtSnapshots(SystemReader systems, Domains domains) {
        this.systems = systems;
        this.domains = domains;
    }

    @Override
    public void create(SystemId system, String name, String notes, Snapshot.Kind kind) {
        String checked = Snapshot.checkedName(name);
        domains.change(system, (connection, domain) -> {
            Snapshots.requireKind(domain.name(), systems.state(domain), kind);
            Optional<SnapshotHandle> taken = domain.snapshot(checked);
            if (taken.isPresent()) {
                taken.get().close();
                throw new HypervisorException(
                        Reason.ALREADY_EXISTS, domain.description() + " has a snapshot \"" + checked + "\" already");
            }
            domain.createSnapshot(checked, xml(checked, notes)).close();
        });
    }

    @Override
    public void apply(SystemId system, String name) {
        domains.change(system, (connection, domain) -> {
            SystemState state = systems.state(domain);
            if (state == SystemState.SUSPENDED) {
                throw new HypervisorException(
                        Reason.INVALID_STATE,
                        domain.description() + " is saved: start it or turn it off to set it back to a snapshot");
            }
            try (SnapshotHandle snapshot = existing(domain, name)) {
                snapshot.revert();
            }
            AppliedSnapshot.write(domain, name);
        });
    }

    @Override
    public void destroy(SystemId system, String name) {
        domains.change(system, (connection, domain) -> {
            try (SnapshotHandle snapshot = existing(domain, name)) {
                snapshot.delete();
            }
        });
    }

    private static SnapshotHandle existing(DomainHandle domain, String name) {
        return domain.snapshot(name)
                .orElseThrow(() -> new HypervisorException(
                        Reason.NOT_FOUND, domain.description() + " has no snapshot \"" + name + "\""));
    }

    private static String xml(String name, String notes) {
        Document document = Xml.builder().newDocument();
        Element snapshot = document.createElement("domainsnapshot");
        document.appendChild(snapshot);
        Dom.append(snapshot, "name").setTextContent(name);
        Dom.append(snapshot, "description").setTextContent(notes);
        return Xml.text(snapshot);
    }
}
