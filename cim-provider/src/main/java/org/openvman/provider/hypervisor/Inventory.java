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
    private final Map<SystemId, VirtualSystem> systems = new HashMap<>();

    public Inventory(Map<HostId, HostInventory> hosts) {
        this(hosts, Map.of());
    }

    private Inventory(Map<HostId, HostInventory> reported, Map<SystemId, VirtualSystem> before) {
        this.reported = new TreeMap<>(reported);
        Map<HostId, HostInventory> visible = new TreeMap<>(reported);
        for (HostInventory host : this.reported.values()) {
            for (VirtualSystem system : host.systems().values()) {
                VirtualSystem other = systems.putIfAbsent(system.id(), system);
                if (other != null) {
                    boolean moves = isRather(system, other, Optional.ofNullable(before.get(system.id())));
                    systems.put(system.id(), moves ? system : other);
                    HostId hiding = moves ? other.host() : system.host();
                    visible.computeIfPresent(hiding, (id, seen) -> seen.with(system.id(), Optional.empty()));
                }
            }
        }
        this.hosts = Collections.unmodifiableMap(visible);
    }

    /** Whether a system is rather what the second host says of it than what the first one says. */
    private static boolean isRather(VirtualSystem second, VirtualSystem first, Optional<VirtualSystem> before) {
        int more = Presence.of(second.state()).compareTo(Presence.of(first.state()));
        return more > 0 || more == 0 && before.map(VirtualSystem::host).equals(Optional.of(second.host()));
    }

    /** How much of a system is on a host that reports it. */
    private enum Presence {
        /** The host is away: what it last reported may be gone. */
        REMEMBERED,
        DEFINED,
        SAVED,
        /** In memory, waiting: the end of a migration that has not been reached yet, or that has been left. */
        HELD,
        RUNNING;

        static Presence of(SystemState state) {
            return switch (state) {
                case UNKNOWN -> REMEMBERED;
                case DEFINED, CRASHED -> DEFINED;
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
        return Optional.ofNullable(systems.get(id));
    }

    public Stream<ResourcePool> pools() {
        return hosts().flatMap(host -> host.pools().stream());
    }

    /** With one host's part replaced. */
    public Inventory with(HostInventory changed) {
        Map<HostId, HostInventory> copy = new TreeMap<>(reported);
        copy.put(changed.host().id(), changed);
        return new Inventory(copy, systems);
    }
}
