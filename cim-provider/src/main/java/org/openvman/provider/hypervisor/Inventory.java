package org.openvman.provider.hypervisor;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * An immutable snapshot of all hosts. Reading it never waits for a host; a host that does not answer shows what was last
 * seen, with its communication lost.
 *
 * <p>A system is on one host, always. While it migrates two hosts report it; it is seen on the one that runs it, else on
 * the one that has more of it (memory, a saved image, a definition), and among equals where it was before. The other
 * report is kept aside, so that it is there at once when the first one goes.
 */
public final class Inventory {
    public static final Inventory EMPTY = new Inventory(Map.of());

    private final Map<HostId, HostInventory> reported;
    private final Map<HostId, HostInventory> hosts;
    private final Map<SystemId, HostId> hostOf;

    public Inventory(Map<HostId, HostInventory> hosts) {
        this(hosts, Map.of());
    }

    private Inventory(Map<HostId, HostInventory> reported, Map<SystemId, HostId> before) {
        this.reported = new TreeMap<>(reported);
        this.hostOf = new HashMap<>();
        Map<HostId, HostInventory> visible = new TreeMap<>(reported);
        this.reported.forEach((id, host) -> host.systems().keySet().forEach(system -> {
            HostId other = hostOf.putIfAbsent(system, id);
            if (other != null) {
                HostId loser = settle(system, other, id, before);
                visible.put(loser, visible.get(loser).with(system, Optional.empty()));
            }
        }));
        this.hosts = Collections.unmodifiableMap(visible);
    }

    /** Decides which of two hosts a system is on; returns the other one. */
    private HostId settle(SystemId system, HostId first, HostId second, Map<SystemId, HostId> before) {
        Presence here = Presence.of(system, reported.get(first));
        Presence there = Presence.of(system, reported.get(second));
        boolean moves = here == there ? second.equals(before.get(system)) : there.compareTo(here) > 0;
        hostOf.put(system, moves ? second : first);
        return moves ? first : second;
    }

    /** How much of a system is on a host that reports it; among equals, it stays where it was. */
    private enum Presence {
        /** The host is away: what it last reported may be gone. */
        REMEMBERED,
        DEFINED,
        SAVED,
        /** In memory, waiting: the end of a migration that has not been reached yet, or that has been left. */
        HELD,
        RUNNING;

        static Presence of(SystemId system, HostInventory host) {
            if (host.host().communication() == Host.Communication.LOST) {
                return REMEMBERED;
            }
            return switch (host.systems().get(system).state()) {
                case DEFINED, CRASHED, UNKNOWN -> DEFINED;
                case SUSPENDED -> SAVED;
                case PAUSED, STARTING -> HELD;
                case ACTIVE, SHUTTING_DOWN -> RUNNING;
            };
        }
    }

    public Stream<HostInventory> hosts() {
        return hosts.values().stream();
    }

    public Optional<HostInventory> host(HostId id) {
        return Optional.ofNullable(hosts.get(id));
    }

    public Stream<VirtualSystem> systems() {
        return hosts().flatMap(host -> host.systems().values().stream());
    }

    public Optional<VirtualSystem> system(SystemId id) {
        return Optional.ofNullable(hostOf.get(id))
                .flatMap(this::host)
                .map(host -> host.systems().get(id));
    }

    public Stream<ResourcePool> pools() {
        return hosts().flatMap(host -> host.pools().stream());
    }

    /** With one host's part replaced. */
    public Inventory with(HostInventory changed) {
        Map<HostId, HostInventory> copy = new TreeMap<>(reported);
        copy.put(changed.host().id(), changed);
        return new Inventory(copy, hostOf);
    }
}
