package org.openvman.provider.hypervisor.libvirt;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.openvman.provider.hypervisor.AutomaticActions.StartupAction;
import org.openvman.provider.hypervisor.Disk;
import org.openvman.provider.hypervisor.HostId;
import org.openvman.provider.hypervisor.HypervisorException;
import org.openvman.provider.hypervisor.HypervisorException.Reason;
import org.openvman.provider.hypervisor.SnapshotTree;
import org.openvman.provider.hypervisor.SystemConfiguration;
import org.openvman.provider.hypervisor.SystemId;
import org.openvman.provider.hypervisor.SystemState;
import org.openvman.provider.hypervisor.VirtualSystem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads systems, one or all. */
final class SystemReader {
    private static final Logger LOG = LoggerFactory.getLogger(SystemReader.class);

    private final HostId host;
    private final StateChanges changes;
    private final PoolLookup pools;
    private final KnownSystems known = new KnownSystems();

    SystemReader(HostId host, StateChanges changes, PoolLookup pools) {
        this.host = host;
        this.pools = pools;
        this.changes = changes;
    }

    Optional<VirtualSystem> read(LibvirtConnection connection, SystemId id) {
        Optional<DomainHandle> found = connection.domain(id);
        if (found.isEmpty()) {
            forget(id);
            return Optional.empty();
        }
        try (DomainHandle domain = found.orElseThrow()) {
            return Optional.of(read(connection, domain));
        } catch (HypervisorException e) {
            if (e.reason() == Reason.NOT_FOUND) {
                forget(id);
                return Optional.empty();
            }
            throw e;
        }
    }

    private void forget(SystemId id) {
        changes.forget(id);
        known.forget(id);
    }

    VirtualSystem read(LibvirtConnection connection, DomainHandle domain) {
        return read(
                domain,
                domain.state(),
                domain.hasSavedImage(),
                domain.startsWithHost(),
                domain.hasSnapshots(),
                new DomainReader(new VolumeQueries(connection), pools));
    }

    /** What a system starts with, read only if it is not known already. */
    SystemConfiguration recorded(LibvirtConnection connection, DomainHandle domain) {
        return known.find(connection, domain.id())
                .orElseGet(() -> read(connection, domain))
                .recorded();
    }

    /** What a system is doing, without the rest. */
    SystemState state(DomainHandle domain) {
        SystemState state = domain.state().toSystemState(domain.hasSavedImage());
        changes.observe(domain.id(), state);
        return state;
    }

    /** Takes note that a system is not as it was. */
    void changed(SystemId id) {
        known.forget(id);
    }

    /** Reads everything itself the next time, also what libvirt told nobody. */
    void distrust() {
        known.forgetAll();
    }

    /**
     * All systems; one that has not changed since it was last read is not read again. One that goes away meanwhile, or
     * whose configuration cannot be read, is left out.
     */
    Map<SystemId, VirtualSystem> readAll(LibvirtConnection connection) {
        Set<SystemId> saved = connection.domainIds(LibvirtFlags.LIST_MANAGEDSAVE);
        Set<SystemId> automatic = connection.domainIds(LibvirtFlags.LIST_AUTOSTART);
        Set<SystemId> withSnapshots = connection.domainIds(LibvirtFlags.LIST_HAS_SNAPSHOT);
        Map<SystemId, VirtualSystem> systems = new HashMap<>();
        try (VolumeIndex volumes = new VolumeIndex(connection)) {
            DomainReader reader = new DomainReader(volumes, pools);
            states(connection).forEach((domain, state) -> {
                try (domain) {
                    SystemId id = domain.id();
                    SystemState now = state.toSystemState(saved.contains(id));
                    boolean startsWithHost = automatic.contains(id);
                    boolean hasSnapshots = withSnapshots.contains(id);
                    systems.put(
                            id,
                            known.find(connection, id)
                                    .filter(before -> isSame(before, now, startsWithHost, hasSnapshots))
                                    .orElseGet(() -> read(
                                            domain, state, saved.contains(id), startsWithHost, hasSnapshots, reader)));
                } catch (HypervisorException e) {
                    if (e.reason() == Reason.UNREACHABLE) {
                        throw e;
                    }
                    LOG.warn("{} is left out: {}", domain.description(), e.getMessage());
                }
            });
        }
        changes.retain(systems.keySet());
        known.retain(systems.keySet());
        return systems;
    }

    private static boolean isSame(
            VirtualSystem before, SystemState state, boolean startsWithHost, boolean hasSnapshots) {
        return before.state() == state
                && before.snapshots().isEmpty() != hasSnapshots
                && (before.recorded().settings().automatic().startup() == StartupAction.ALWAYS) == startsWithHost;
    }

    private static Map<DomainHandle, DomainState> states(LibvirtConnection connection) {
        return connection.domainStates().orElseGet(() -> {
            Map<DomainHandle, DomainState> states = new HashMap<>();
            connection.domains(0).forEach(domain -> states.put(domain, domain.state()));
            return states;
        });
    }

    private VirtualSystem read(
            DomainHandle domain,
            DomainState state,
            boolean saved,
            boolean startsWithHost,
            boolean hasSnapshots,
            DomainReader reader) {
        SystemId id = domain.id();
        SystemState systemState = state.toSystemState(saved);
        XmlElement definition = XmlElement.parse(domain.xml(LibvirtFlags.XML_INACTIVE));
        SystemConfiguration recorded = reader.read(definition, startsWithHost);
        Optional<XmlElement> live =
                systemState.isLive() ? Optional.of(XmlElement.parse(domain.xml(0))) : Optional.empty();
        Optional<SystemConfiguration> active = live.map(xml -> reader.read(xml, startsWithHost));
        VirtualSystem system = new VirtualSystem(
                id,
                host,
                systemState,
                measured(domain, recorded),
                active.map(configuration -> measured(domain, configuration)),
                changes.observe(id, systemState),
                hasSnapshots ? new SnapshotReader(reader).read(domain, definition, startsWithHost) : SnapshotTree.NONE,
                live.map(ConsoleReader::read).orElse(List.of()));
        known.keep(system);
        return system;
    }

    /** With the capacities of disks that are in no pool, which only the domain can tell. */
    private static SystemConfiguration measured(DomainHandle domain, SystemConfiguration configuration) {
        SystemConfiguration result = configuration;
        for (Disk disk : configuration.disks()) {
            if (disk.capacityBytes() == 0 && disk.source().isPresent() && disk.bus() != Disk.Bus.OTHER) {
                result = result.with(disk.withCapacityBytes(domain.blockCapacity(disk.id())));
            }
        }
        return result;
    }
}
