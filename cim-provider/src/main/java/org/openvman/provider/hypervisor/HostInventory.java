package org.openvman.provider.hypervisor;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Everything one host reported at one time. */
public record HostInventory(
        Host host, Map<SystemId, VirtualSystem> systems, List<ResourcePool> pools, List<VirtualSwitch> switches) {

    public HostInventory {
        systems = java.util.Collections.unmodifiableMap(new TreeMap<>(systems));
        pools = List.copyOf(pools);
        switches = List.copyOf(switches);
    }

    /** Of a host without switches. */
    public HostInventory(Host host, Map<SystemId, VirtualSystem> systems, List<ResourcePool> pools) {
        this(host, systems, pools, List.of());
    }

    public Optional<ResourcePool> pool(ResourceKind kind, String name) {
        return pools.stream()
                .filter(pool -> pool.kind() == kind && pool.name().equals(name))
                .findFirst();
    }

    /** The pool that stands for all the host has of a kind. */
    public Optional<ResourcePool> primordial(ResourceKind kind) {
        return pool(kind, ResourcePool.PRIMORDIAL);
    }

    /** With the system changed, or without it if it is gone. */
    public HostInventory with(SystemId id, Optional<VirtualSystem> changed) {
        Map<SystemId, VirtualSystem> copy = new TreeMap<>(systems);
        changed.ifPresentOrElse(system -> copy.put(id, system), () -> copy.remove(id));
        return new HostInventory(host, copy, pools, switches);
    }

    public HostInventory with(List<ResourcePool> changed) {
        return new HostInventory(host, systems, changed, switches);
    }

    /** What was last seen of a host that does not answer any more: all is kept, but no state is known. */
    public HostInventory lost() {
        Map<SystemId, VirtualSystem> stale = new TreeMap<>(systems);
        stale.replaceAll((id, system) -> system.unknown());
        return new HostInventory(host.with(Host.Communication.LOST), stale, pools, switches);
    }
}
