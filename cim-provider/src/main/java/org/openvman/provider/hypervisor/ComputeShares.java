package org.openvman.provider.hypervisor;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.openvman.provider.hypervisor.HypervisorException.Reason;

/**
 * How processors and memory of a host are divided among its pools, and what that leaves (DSP1041, pool hierarchy): the
 * primordial pool has reserved what its child pools have, and what systems take that are in none of them.
 *
 * @param processors the child pools of processors with their capacity, in percent of a processor
 * @param memory the child pools of memory with their capacity, in bytes
 */
public record ComputeShares(Host host, Map<String, Long> processors, Map<String, Long> memory) {

    public ComputeShares {
        processors = Map.copyOf(processors);
        memory = Map.copyOf(memory);
    }

    public boolean has(ResourceKind kind, String name) {
        return children(kind).containsKey(name);
    }

    /**
     * All pools of both kinds.
     *
     * @param live what runs; what is off takes nothing
     */
    public List<ResourcePool> pools(Collection<SystemConfiguration> live) {
        List<ResourcePool> pools = new ArrayList<>();
        for (ResourceKind kind : List.of(ResourceKind.PROCESSOR, ResourceKind.MEMORY)) {
            pools.add(new ResourcePool(
                    host.id(),
                    kind,
                    ResourcePool.PRIMORDIAL,
                    capacity(kind),
                    given(kind) + taken(kind, ResourcePool.PRIMORDIAL, live)));
            new TreeMap<>(children(kind))
                    .forEach((name, capacity) ->
                            pools.add(new ResourcePool(host.id(), kind, name, capacity, taken(kind, name, live))));
        }
        return pools;
    }

    /** What a pool that exists has left for a child or a system; never less than nothing. */
    public long free(ResourceKind kind, String name, Collection<SystemConfiguration> live) {
        return pools(live).stream()
                .filter(pool -> pool.kind() == kind && pool.name().equals(name))
                .mapToLong(ResourcePool::free)
                .findFirst()
                .orElse(0);
    }

    /**
     * Refuses another size of a child pool, or a new one.
     *
     * @throws HypervisorException INSUFFICIENT_RESOURCES if its parent has less to give, IN_USE if its systems have more
     */
    public void requireSize(ResourceKind kind, String name, long wanted, Collection<SystemConfiguration> live) {
        // Processors are shared by time: systems outside the child pools leave them all that these need.
        long besides = kind == ResourceKind.PROCESSOR ? 0 : taken(kind, ResourcePool.PRIMORDIAL, live);
        long most = capacity(kind) - given(kind) + children(kind).getOrDefault(name, 0L) - besides;
        if (wanted > most) {
            throw new HypervisorException(
                    Reason.INSUFFICIENT_RESOURCES,
                    "pool \"" + name + "\" of " + wanted + " " + unit(kind) + ": host " + host.id() + " has "
                            + Math.max(0, most) + " to give");
        }
        long taken = taken(kind, name, live);
        if (kind == ResourceKind.MEMORY && taken > wanted) {
            throw new HypervisorException(
                    Reason.IN_USE,
                    "pool \"" + name + "\" cannot have " + wanted + " bytes: its systems have " + taken + " of it");
        }
    }

    /**
     * Refuses a system that shall run, or shall have more memory while it runs, where its child pools have no room for it.
     *
     * @param others what else runs
     * @throws HypervisorException INSUFFICIENT_RESOURCES
     */
    public void requireRoom(SystemConfiguration wanting, Collection<SystemConfiguration> others) {
        String name = wanting.settings().name();
        String processorPool = wanting.processor().pool();
        long together = processors.getOrDefault(processorPool, Long.MAX_VALUE);
        OptionalInt limit = wanting.processor().limitPercent();
        if (limit.isPresent() && limit.getAsInt() > together) {
            throw new HypervisorException(
                    Reason.INSUFFICIENT_RESOURCES,
                    "system \"" + name + "\" has a limit of " + limit.getAsInt()
                            + " percent for each of its processors, its pool \"" + processorPool + "\" has " + together
                            + " percent altogether");
        }
        String memoryPool = wanting.memory().pool();
        if (has(ResourceKind.MEMORY, memoryPool)) {
            long free = free(ResourceKind.MEMORY, memoryPool, others);
            if (wanting.memory().bytes() > free) {
                throw new HypervisorException(
                        Reason.INSUFFICIENT_RESOURCES,
                        "system \"" + name + "\" needs " + wanting.memory().bytes() + " bytes of memory, its pool \""
                                + memoryPool + "\" has " + free + " free");
            }
        }
    }

    /** Refuses pools that are not there. */
    public void requirePools(String system, Device device) {
        String pool = pool(device);
        if (!pool.equals(ResourcePool.PRIMORDIAL) && !has(device.kind(), pool)) {
            throw new HypervisorException(
                    Reason.NOT_FOUND,
                    "system \"" + system + "\": host " + host.id() + " has no pool \"" + pool + "\" of "
                            + (device.kind() == ResourceKind.PROCESSOR ? "processors" : "memory"));
        }
    }

    private static String pool(Device device) {
        return device instanceof Processor processor
                ? processor.pool()
                : device instanceof Memory memory ? memory.pool() : ResourcePool.PRIMORDIAL;
    }

    private long capacity(ResourceKind kind) {
        return kind == ResourceKind.PROCESSOR
                ? (long) ResourcePool.PROCESSOR_PERCENT * host.cpu().threads()
                : host.memoryBytes();
    }

    private Map<String, Long> children(ResourceKind kind) {
        return kind == ResourceKind.PROCESSOR ? processors : memory;
    }

    private long given(ResourceKind kind) {
        return children(kind).values().stream().mapToLong(Long::longValue).sum();
    }

    /** What systems take; one whose pool is gone takes it from the parent. */
    private long taken(ResourceKind kind, String name, Collection<SystemConfiguration> live) {
        return live.stream()
                .filter(configuration -> {
                    String named = pool(device(kind, configuration));
                    return (has(kind, named) ? named : ResourcePool.PRIMORDIAL).equals(name);
                })
                .mapToLong(configuration -> kind == ResourceKind.PROCESSOR
                        ? (long) ResourcePool.PROCESSOR_PERCENT
                                * configuration.processor().count()
                        : configuration.memory().bytes())
                .sum();
    }

    private static Device device(ResourceKind kind, SystemConfiguration configuration) {
        return kind == ResourceKind.PROCESSOR ? configuration.processor() : configuration.memory();
    }

    private static String unit(ResourceKind kind) {
        return kind == ResourceKind.PROCESSOR ? "percent of a processor" : "bytes";
    }
}
