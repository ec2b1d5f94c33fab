package org.openvman.provider.hypervisor.sim;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.openvman.provider.hypervisor.Disk;
import org.openvman.provider.hypervisor.MigrationPlan;
import org.openvman.provider.hypervisor.SystemConfiguration;
import org.openvman.provider.hypervisor.SystemId;
import org.openvman.provider.hypervisor.VolumeId;

/**
 * What travels when a simulated system moves.
 *
 * @param writable the volumes that it alone can write to: they move with it
 * @param media the volumes that it only reads: copied where they are missing
 */
record MovingSystem(SimulatedSystem system, List<StoredVolume> writable, List<StoredVolume> media) {
    /** What a network of ten gigabits carries. */
    private static final long BYTES_PER_SECOND = 1L << 30;

    static MovingSystem of(SimulatedSystem system, MigrationPlan plan, SimulatorState state) {
        return plan.copyStorage()
                ? new MovingSystem(system, volumes(system, state, false), volumes(system, state, true))
                : new MovingSystem(system, List.of(), List.of());
    }

    private static List<StoredVolume> volumes(SimulatedSystem system, SimulatorState state, boolean readOnly) {
        return disks(system)
                .filter(disk -> isMedium(disk) == readOnly)
                .flatMap(disk -> disk.source().stream())
                .distinct()
                .flatMap(id -> state.volume(id).stream())
                .toList();
    }

    static Stream<VolumeId> sources(SimulatedSystem system) {
        return disks(system).flatMap(disk -> disk.source().stream());
    }

    private static Stream<Disk> disks(SimulatedSystem system) {
        return Stream.concat(Stream.of(system.recorded()), system.running().stream())
                .map(SystemConfiguration::disks)
                .flatMap(Collection::stream);
    }

    private static boolean isMedium(Disk disk) {
        return disk.readOnly() || disk.type() == Disk.Type.CD;
    }

    SystemId id() {
        return system.id();
    }

    String name() {
        return system.name();
    }

    /** How long it is on its way. */
    Duration length(MigrationPlan plan) {
        long memory = system.state().isLive() ? system.current().memory().bytes() : 0;
        long stored = Stream.concat(writable.stream(), media.stream())
                .mapToLong(volume -> volume.volume().allocationBytes())
                .sum();
        long rate = plan.bandwidthMebibytes().stream()
                .mapToLong(mebibytes -> (long) mebibytes << 20)
                .findFirst()
                .orElse(BYTES_PER_SECOND);
        return Duration.ofMillis(1000 * (memory + stored) / rate);
    }
}
