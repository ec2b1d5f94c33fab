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
 */
public final class Inventory {
    public static final Inventory EMPTY = new Inventory(Map.of());

    private final Map<HostId, HostInventory> hosts;
    private final Map<SystemId, HostId> hostOf;

    public Inventory(Map<HostId, HostInventory> hosts) {
        this.hosts = Collections.unmodifiableMap(new TreeMap<>(hosts));
        this.hostOf = new HashMap<>();
        this.hosts.forEach((id, host) -> host.systems().keySet().forEach(system -> hostOf.put(system, id)));
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
        Map<HostId, HostInventory> copy = new TreeMap<>(hosts);
        copy.put(changed.host().id(), changed);
        return new Inventory(copy);
    }
}
