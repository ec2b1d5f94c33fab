package org.openvman.provider.hypervisor.libvirt;

import java.util.Optional;
import java.util.function.IntConsumer;
import org.openvman.provider.hypervisor.HostId;
import org.openvman.provider.hypervisor.HypervisorEvent;
import org.openvman.provider.hypervisor.HypervisorException;
import org.openvman.provider.hypervisor.HypervisorException.Reason;
import org.openvman.provider.hypervisor.Migration;
import org.openvman.provider.hypervisor.MigrationPlan;
import org.openvman.provider.hypervisor.MigrationPlan.Transport;
import org.openvman.provider.hypervisor.SystemId;
import org.openvman.provider.hypervisor.VirtualSystem;

/**
 * Migration between two hosts of libvirt, managed from here: this process holds a connection to each of them, and they need
 * none to each other but for the memory and the disks of a live system.
 */
final class LibvirtMigration implements Migration {
    private final HostId id;
    private final LibvirtUri uri;
    private final LibvirtLink link;
    private final HostReader hosts;
    private final SystemReader systems;
    private final LibvirtVolumes volumes;

    LibvirtMigration(
            HostId id,
            LibvirtUri uri,
            LibvirtLink link,
            HostReader hosts,
            SystemReader systems,
            LibvirtVolumes volumes) {
        this.id = id;
        this.uri = uri;
        this.link = link;
        this.hosts = hosts;
        this.systems = systems;
        this.volumes = volumes;
    }

    @Override
    public void check(SystemId system, Migration destination, MigrationPlan plan) {
        LibvirtMigration there = other(destination);
        VirtualSystem moving = movable(system, there, plan);
        storage(moving, there, plan).check();
    }

    @Override
    public void migrate(SystemId system, Migration destination, MigrationPlan plan, IntConsumer percent)
            throws InterruptedException {
        LibvirtMigration there = other(destination);
        VirtualSystem moving = movable(system, there, plan);
        MovingVolumes storage = storage(moving, there, plan);
        storage.check();
        boolean arrived = false;
        try (DomainHandle domain = link.connection()
                .domain(system)
                .orElseThrow(() -> new HypervisorException(Reason.NOT_FOUND, "no system " + system))) {
            boolean startsWithHost = domain.startsWithHost();
            if (moving.state().isLive()) {
                storage.makeForHypervisor();
                moveLive(domain, there, plan, storage, percent);
            } else {
                storage.copyAll();
                move(domain, there, storage);
            }
            arrived = true;
            percent.accept(100);
            there.startWithHost(system, startsWithHost);
        } catch (HypervisorException e) {
            throw new HypervisorException(
                    e.reason(),
                    "system \"" + moving.name() + "\" did not move to " + there.id + ": " + e.getMessage(),
                    e);
        } finally {
            new Whereabouts(system, link, there.link, storage, arrived).settle();
            link.report(new HypervisorEvent.SystemChanged(system));
            there.link.report(new HypervisorEvent.SystemChanged(system));
        }
    }

    private VirtualSystem movable(SystemId system, LibvirtMigration there, MigrationPlan plan) {
        VirtualSystem moving = systems.read(link.connection(), system)
                .orElseThrow(() -> new HypervisorException(Reason.NOT_FOUND, "no system " + system));
        Migration.requireMovable(moving);
        if (moving.state().isLive() && !uri.driver().equals("qemu")) {
            throw new HypervisorException(
                    Reason.UNSUPPORTED, "the driver " + uri.driver() + " moves only systems that are off");
        }
        if (plan.transport() == Transport.IPC && !isLocalTo(there)) {
            throw new HypervisorException(
                    Reason.INVALID, "hosts " + id + " and " + there.id + " are not both on this machine");
        }
        there.requireRoomFor(moving);
        return moving;
    }

    private void requireRoomFor(VirtualSystem moving) {
        LibvirtConnection connection = link.connection();
        refuse(connection.domain(moving.id()), moving.id().toString());
        refuse(connection.domain(moving.name()), moving.name());
        moving.current().nics().forEach(nic -> Definitions.checkNetwork(connection, nic));
        hosts.requirePools(connection, moving.current());
        long most = hosts.memoryBytes(connection);
        long wanted = moving.current().memory().maximumBytes();
        if (wanted > most) {
            throw new HypervisorException(
                    Reason.INSUFFICIENT_RESOURCES, wanted + " bytes of memory wanted, host " + id + " has " + most);
        }
    }

    private void refuse(Optional<DomainHandle> taken, String what) {
        taken.ifPresent(domain -> {
            try (domain) {
                throw new HypervisorException(
                        Reason.ALREADY_EXISTS, "host " + id + " has a system \"" + what + "\" already");
            }
        });
    }

    private MovingVolumes storage(VirtualSystem moving, LibvirtMigration there, MigrationPlan plan) {
        return plan.copyStorage()
                ? new MovingVolumes(moving, volumes, there.volumes)
                : MovingVolumes.none(moving, volumes, there.volumes);
    }

    private void moveLive(
            DomainHandle domain, LibvirtMigration there, MigrationPlan plan, MovingVolumes storage, IntConsumer percent)
            throws InterruptedException {
        boolean local = plan.transport() != Transport.TCP && isLocalTo(there);
        int flags = LibvirtFlags.MIGRATE_PERSIST_DEST | LibvirtFlags.MIGRATE_UNDEFINE_SOURCE;
        flags |= plan.live() ? LibvirtFlags.MIGRATE_LIVE : 0;
        flags |= storage.isEmpty() ? 0 : LibvirtFlags.MIGRATE_NON_SHARED_DISK;
        // Two hypervisors of one kernel share its page cache, so that none of them reads what is stale.
        flags |= local ? LibvirtFlags.MIGRATE_UNSAFE : 0;
        int chosen = flags;
        LibvirtConnection target = there.link.connection();
        try (LocalSockets sockets = LocalSockets.create();
                TypedParameters parameters = new TypedParameters()) {
            if (local) {
                parameters.with("migrate_uri", sockets.memory()).with("disks_uri", sockets.disks());
            } else {
                // Else the other host says itself where it is: its migration_host, or its name.
                there.uri.hostForOthers().ifPresent(host -> parameters.with("migrate_uri", "tcp://" + host));
            }
            plan.bandwidthMebibytes().ifPresent(limit -> parameters.with("bandwidth", limit));
            parameters.with("destination_xml", relocated(domain, LibvirtFlags.XML_MIGRATABLE, storage));
            parameters.with("persistent_xml", relocated(domain, LibvirtFlags.XML_INACTIVE, storage));
            new MigrationCall(domain, percent, () -> there.link.has(target) && target.isAlive())
                    .run(() -> domain.migrateTo(target, parameters, chosen).close());
        }
    }

    private void move(DomainHandle domain, LibvirtMigration there, MovingVolumes storage) {
        String definition = relocated(domain, LibvirtFlags.XML_INACTIVE, storage);
        there.link.connection().define(domain.name(), definition).close();
        domain.undefine();
    }

    private static String relocated(DomainHandle domain, int flags, MovingVolumes storage) {
        return DomainDocument.parse(domain.xml(flags | LibvirtFlags.XML_SECURE))
                .relocate(storage.paths())
                .text();
    }

    /** libvirt keeps it beside the definition, so that it does not move by itself. */
    private void startWithHost(SystemId system, boolean start) {
        if (start) {
            link.connection().domain(system).ifPresent(domain -> {
                try (domain) {
                    domain.setStartsWithHost(true);
                }
            });
        }
    }

    private boolean isLocalTo(LibvirtMigration there) {
        return uri.isLocal() && there.uri.isLocal();
    }

    private LibvirtMigration other(Migration destination) {
        if (!(destination instanceof LibvirtMigration there)
                || !there.uri.driver().equals(uri.driver())) {
            throw new HypervisorException(
                    Reason.UNSUPPORTED,
                    "a system of " + uri.driver() + " can move to hosts of " + uri.driver() + " only");
        }
        if (there.id.equals(id)) {
            throw new HypervisorException(Reason.INVALID, "host " + id + " is where the system is already");
        }
        return there;
    }
}
