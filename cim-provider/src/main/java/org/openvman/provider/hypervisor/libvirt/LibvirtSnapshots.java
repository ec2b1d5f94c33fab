package org.openvman.provider.hypervisor.libvirt;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.openvman.provider.hypervisor.Boot;
import org.openvman.provider.hypervisor.Disk;
import org.openvman.provider.hypervisor.HypervisorException;
import org.openvman.provider.hypervisor.HypervisorException.Reason;
import org.openvman.provider.hypervisor.Snapshot;
import org.openvman.provider.hypervisor.Snapshots;
import org.openvman.provider.hypervisor.SystemConfiguration;
import org.openvman.provider.hypervisor.SystemId;
import org.openvman.provider.hypervisor.SystemState;
import org.openvman.provider.hypervisor.VirtualSystem;
import org.openvman.provider.hypervisor.VolumeFormat;

/** Snapshots by libvirt: with QEMU, inside the qcow2 images of the system, memory included if it is wanted. */
final class LibvirtSnapshots implements Snapshots {
    private final LibvirtLink link;
    private final boolean qemu;
    private final boolean asksQemu;
    private final SystemReader systems;
    private final Domains domains;
    private final Clock clock;

    /** How a domain is reached and, afterwards, reported as changed. */
    interface Domains {
        void change(SystemId system, BiConsumer<LibvirtConnection, DomainHandle> body);
    }

    LibvirtSnapshots(LibvirtLink link, LibvirtUri uri, SystemReader systems, Domains domains, Clock clock) {
        this.link = link;
        this.qemu = uri.driver().equals("qemu");
        this.asksQemu = qemu && LibvirtLibrary.qemu().isPresent();
        this.systems = systems;
        this.domains = domains;
        this.clock = clock;
    }

    /** QEMU keeps snapshots in qcow2 images only, and none of the variables of UEFI firmware. */
    @Override
    public Set<Snapshot.Kind> kindsOf(VirtualSystem system) {
        Set<Snapshot.Kind> kinds = Snapshots.kindsIn(system.state());
        if (kinds.isEmpty() || qemu && !hasImages(system)) {
            return Set.of();
        }
        boolean withoutMemory = !system.state().isLive() || asksQemu;
        return withoutMemory ? kinds : Set.of(Snapshot.Kind.FULL);
    }

    private static boolean hasImages(VirtualSystem system) {
        SystemConfiguration current = system.current();
        List<Disk> written = current.disks().stream()
                .filter(disk -> disk.type() == Disk.Type.DISK && !disk.readOnly())
                .toList();
        boolean enough = !written.isEmpty() || !system.state().isLive();
        return enough
                && written.stream().allMatch(disk -> disk.format() == VolumeFormat.QCOW2)
                && !current.settings().boot().firmware().equals(Optional.of(Boot.Firmware.UEFI));
    }

    @Override
    public void create(SystemId system, String name, String notes, Snapshot.Kind kind) {
        String checked = Snapshot.checkedName(name);
        domains.change(system, (connection, domain) -> {
            VirtualSystem now = systems.read(connection, domain);
            requireKind(now, kind);
            Optional<SnapshotHandle> taken = domain.snapshot(checked);
            if (taken.isPresent()) {
                taken.get().close();
                throw new HypervisorException(
                        Reason.ALREADY_EXISTS, domain.description() + " has a snapshot \"" + checked + "\" already");
            }
            if (kind == Snapshot.Kind.DISK && now.state().isLive()) {
                new LiveDiskSnapshot(link, domain, checked, notes, clock.instant()).take();
            } else {
                domain.createSnapshot(checked, SnapshotXml.request(checked, notes), 0)
                        .close();
            }
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
}
