package org.openvman.provider.hypervisor.libvirt;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.openvman.provider.hypervisor.ComputePools;
import org.openvman.provider.hypervisor.ComputeShares;
import org.openvman.provider.hypervisor.HypervisorEvent;
import org.openvman.provider.hypervisor.HypervisorException;
import org.openvman.provider.hypervisor.HypervisorException.Reason;
import org.openvman.provider.hypervisor.ResourceKind;
import org.openvman.provider.hypervisor.ResourcePool;
import org.openvman.provider.hypervisor.SystemConfiguration;
import org.openvman.provider.hypervisor.SystemId;
import org.openvman.provider.hypervisor.VirtualSystem;

/** Child pools of processors and memory as partitions, and what fits into them. */
final class LibvirtComputePools implements ComputePools {
    private final LibvirtLink link;
    private final HostReader hosts;
    private final SystemReader systems;
    private final Partitions partitions;

    LibvirtComputePools(LibvirtLink link, HostReader hosts, SystemReader systems, Partitions partitions) {
        this.link = link;
        this.hosts = hosts;
        this.systems = systems;
        this.partitions = partitions;
    }

    @Override
    public Optional<String> obstacle() {
        return partitions.obstacle();
    }

    @Override
    public synchronized ResourcePool create(ResourceKind kind, String name, long capacity) {
        ComputePools.requireSensible(kind, name, capacity);
        LibvirtConnection connection = link.connection();
        Collection<VirtualSystem> all = systems.readAll(connection).values();
        ComputeShares shares = shares(connection);
        if (shares.has(kind, name)) {
            throw new HypervisorException(Reason.ALREADY_EXISTS, "there is a pool \"" + name + "\" already");
        }
        // A partition that gets a second limit: what is in it would change its pool while it is there.
        requireUnused(name, all, ResourceKind.PROCESSOR, ResourceKind.MEMORY);
        shares.requireSize(kind, name, capacity, live(all.stream()));
        partitions.limit(kind, name, capacity);
        link.report(new HypervisorEvent.HostChanged());
        return new ResourcePool(hosts.host(connection).id(), kind, name, capacity, 0);
    }

    @Override
    public synchronized void resize(ResourceKind kind, String name, long capacity) {
        ComputePools.requireSensible(kind, name, capacity);
        LibvirtConnection connection = link.connection();
        existing(connection, kind, name)
                .requireSize(kind, name, capacity, live(systems.readAll(connection).values().stream()));
        partitions.limit(kind, name, capacity);
        link.report(new HypervisorEvent.HostChanged());
    }

    @Override
    public synchronized void delete(ResourceKind kind, String name) {
        LibvirtConnection connection = link.connection();
        existing(connection, kind, name);
        requireUnused(name, systems.readAll(connection).values(), kind);
        partitions.remove(kind, name);
        link.report(new HypervisorEvent.HostChanged());
    }

    /** Starts a system, or gives it more, if the child pools that it is allocated from have room for it. */
    void admit(LibvirtConnection connection, SystemId id, SystemConfiguration wanting, Runnable change) {
        if (wanting.processor().pool().equals(ResourcePool.PRIMORDIAL)
                && wanting.memory().pool().equals(ResourcePool.PRIMORDIAL)) {
            change.run();
            return;
        }
        // One after the other: two that fit each for itself may not fit together.
        synchronized (this) {
            shares(connection)
                    .requireRoom(
                            wanting,
                            live(systems.readAll(connection).values().stream()
                                    .filter(system -> !system.id().equals(id))));
            change.run();
        }
    }

    private ComputeShares shares(LibvirtConnection connection) {
        return partitions.shares(hosts.host(connection));
    }

    private ComputeShares existing(LibvirtConnection connection, ResourceKind kind, String name) {
        ComputeShares shares = shares(connection);
        if (!shares.has(kind, name)) {
            throw new HypervisorException(Reason.NOT_FOUND, "there is no pool \"" + name + "\"");
        }
        return shares;
    }

    private static List<SystemConfiguration> live(Stream<VirtualSystem> systems) {
        return systems.filter(system -> system.state().isLive())
                .flatMap(system -> system.active().stream())
                .toList();
    }

    private static void requireUnused(String name, Collection<VirtualSystem> all, ResourceKind... kinds) {
        for (VirtualSystem system : all) {
            boolean uses = Stream.concat(Stream.of(system.recorded()), system.active().stream())
                    .anyMatch(configuration -> Stream.of(kinds)
                            .anyMatch(kind -> (kind == ResourceKind.PROCESSOR
                                            ? configuration.processor().pool()
                                            : configuration.memory().pool())
                                    .equals(name)));
            if (uses) {
                throw new HypervisorException(
                        Reason.IN_USE,
                        "pool \"" + name + "\" is what system \"" + system.name() + "\" is allocated from");
            }
        }
    }
}
