package org.openvman.provider.hypervisor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The figures of a system that runs.
 *
 * @param system processors and memory
 * @param disks by the id of the disk
 * @param adapters by the place of the adapter among those of the active configuration, from 0
 */
public record SystemSample(Figures system, Map<String, Figures> disks, Map<Integer, Figures> adapters) {
    public SystemSample {
        disks = Map.copyOf(disks);
        adapters = Map.copyOf(adapters);
    }

    public Optional<Figures> disk(String id) {
        return Optional.ofNullable(disks.get(id));
    }

    public Optional<Figures> adapter(int place) {
        return Optional.ofNullable(adapters.get(place));
    }

    /** The figures of the system with those of all its disks and adapters. */
    public Figures total() {
        List<Figures> parts = new ArrayList<>(disks.values());
        parts.addAll(adapters.values());
        parts.add(system);
        return Figures.sum(parts);
    }
}
