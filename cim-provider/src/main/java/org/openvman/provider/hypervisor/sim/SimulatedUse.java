package org.openvman.provider.hypervisor.sim;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.openvman.provider.hypervisor.Figure;
import org.openvman.provider.hypervisor.Figures;
import org.openvman.provider.hypervisor.Host;
import org.openvman.provider.hypervisor.HostSample;
import org.openvman.provider.hypervisor.SystemId;
import org.openvman.provider.hypervisor.SystemSample;
import org.openvman.provider.hypervisor.SystemState;

/**
 * What the systems of a simulated host use of it. Between two changes everybody's load is constant, so that it is enough
 * to add up when something changes, or somebody asks. If all together want more than the host has, each gets the same
 * part of what it wants. Guarded by the lock of the host.
 */
final class SimulatedUse {
    private static final double NANOS = 1e9;

    private final Host host;
    private final Instant booted;
    private final Map<SystemId, Load> loads = new HashMap<>();
    private final Map<SystemId, SimulatedCounters> counters = new HashMap<>();
    private double hostNanos;
    private Instant reached;

    SimulatedUse(Host host, Instant booted) {
        this.host = host;
        this.booted = booted;
        this.reached = booted;
    }

    /** Time goes on until now, with the systems as they were; to be called before any of them changes. */
    void reach(Instant now, Collection<SimulatedSystem> systems) {
        double seconds = Math.max(0, Duration.between(reached, now).toNanos() / NANOS);
        reached = now;
        counters.keySet()
                .retainAll(systems.stream()
                        .filter(system -> system.state().isLive())
                        .map(SimulatedSystem::id)
                        .toList());
        double wanted = 0;
        List<SimulatedSystem> running = systems.stream()
                .filter(system -> system.state().isLive() && system.state() != SystemState.PAUSED)
                .toList();
        for (SimulatedSystem system : running) {
            wanted += system.current().processor().count() * loadOf(system.id()).processorPercent() / 100.0;
        }
        double granted = wanted <= host.cpu().threads() ? 1 : host.cpu().threads() / wanted;
        for (SimulatedSystem system : running) {
            counters.computeIfAbsent(system.id(), id -> new SimulatedCounters())
                    .pass(
                            seconds,
                            loadOf(system.id()),
                            system.current().processor().count(),
                            granted);
        }
        hostNanos += seconds * NANOS * wanted * granted;
    }

    /** From now on; {@link #reach} comes first. */
    void set(SystemId id, Load load) {
        loads.put(id, load);
    }

    void forget(SystemId id) {
        loads.remove(id);
        counters.remove(id);
    }

    private Load loadOf(SystemId id) {
        Load load = loads.get(id);
        return load == null ? Load.usualOf(id) : load;
    }

    HostSample sample(Instant now, Collection<SimulatedSystem> systems) {
        reach(now, systems);
        Map<SystemId, SystemSample> samples = new HashMap<>();
        long memory = 0;
        for (SimulatedSystem system : systems) {
            if (system.state().isLive()) {
                memory += system.current().memory().bytes();
                samples.put(
                        system.id(),
                        counters.computeIfAbsent(system.id(), id -> new SimulatedCounters())
                                .sample(system.current()));
            }
        }
        double available =
                Duration.between(booted, now).toNanos() * (double) host.cpu().threads();
        Figures figures = Figures.NONE
                .with(Figure.CPU_TIME, Math.round(hostNanos))
                .with(Figure.CPU_USER_TIME, Math.round(hostNanos * 0.9))
                .with(Figure.CPU_KERNEL_TIME, Math.round(hostNanos * 0.1))
                .with(Figure.CPU_IDLE_TIME, Math.round(Math.max(0, available - hostNanos)))
                .with(Figure.PROCESSORS, host.cpu().threads())
                .with(Figure.MEMORY, host.memoryBytes())
                .with(Figure.MEMORY_FREE, Math.max(0, host.memoryBytes() - memory));
        return new HostSample(now, figures, samples);
    }
}
