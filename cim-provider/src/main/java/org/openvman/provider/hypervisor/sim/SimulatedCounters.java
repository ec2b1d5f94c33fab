package org.openvman.provider.hypervisor.sim;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.openvman.provider.hypervisor.Disk;
import org.openvman.provider.hypervisor.Figure;
import org.openvman.provider.hypervisor.Figures;
import org.openvman.provider.hypervisor.SystemConfiguration;
import org.openvman.provider.hypervisor.SystemSample;

/** What one simulated system has used since it was started. */
final class SimulatedCounters {
    private static final double NANOS = 1e9;
    private static final double READ_NANOS = 250_000;
    private static final double WRITE_NANOS = 900_000;

    private double processorNanos;
    private double readyNanos;
    private double diskOperations;
    private double packets;

    /**
     * Some time passes.
     *
     * @param granted the part of the processors that it wants and gets; the rest it waits for
     */
    void pass(double seconds, Load load, int processors, double granted) {
        double wanted = seconds * NANOS * processors * load.processorPercent() / 100;
        processorNanos += wanted * granted;
        readyNanos += wanted * (1 - granted);
        diskOperations += seconds * load.diskOperations();
        packets += seconds * load.packets();
    }

    double processorNanos() {
        return processorNanos;
    }

    SystemSample sample(SystemConfiguration running) {
        Figures system = Figures.NONE
                .with(Figure.CPU_TIME, Math.round(processorNanos))
                .with(Figure.CPU_USER_TIME, Math.round(processorNanos * 0.8))
                .with(Figure.CPU_KERNEL_TIME, Math.round(processorNanos * 0.2))
                .with(Figure.CPU_READY_TIME, Math.round(readyNanos))
                .with(Figure.PROCESSORS, running.processor().count())
                .with(Figure.MEMORY, running.memory().bytes())
                .with(Figure.MEMORY_RESIDENT, running.memory().bytes() / 4 * 3);
        List<String> disks = new ArrayList<>();
        running.disks().stream().filter(disk -> disk.type() == Disk.Type.DISK).forEach(disk -> disks.add(disk.id()));
        Map<String, Figures> ofDisks = new HashMap<>();
        disks.forEach(disk -> ofDisks.put(disk, disk(diskOperations / disks.size())));
        Map<Integer, Figures> ofAdapters = new HashMap<>();
        int adapters = running.nics().size();
        for (int place = 0; place < adapters; place++) {
            ofAdapters.put(place, adapter(packets / adapters));
        }
        return new SystemSample(system, ofDisks, ofAdapters);
    }

    private static Figures disk(double operations) {
        double reads = operations * 2 / 3;
        double writes = operations - reads;
        return Figures.NONE
                .with(Figure.READ_OPERATIONS, (long) reads)
                .with(Figure.READ_BYTES, (long) reads * Load.BYTES_PER_OPERATION)
                .with(Figure.READ_TIME, (long) (Math.floor(reads) * READ_NANOS))
                .with(Figure.WRITE_OPERATIONS, (long) writes)
                .with(Figure.WRITE_BYTES, (long) writes * Load.BYTES_PER_OPERATION)
                .with(Figure.WRITE_TIME, (long) (Math.floor(writes) * WRITE_NANOS));
    }

    private static Figures adapter(double packets) {
        long each = (long) (packets / 2);
        return Figures.NONE
                .with(Figure.RECEIVED_PACKETS, each)
                .with(Figure.RECEIVED_BYTES, each * Load.BYTES_PER_PACKET)
                .with(Figure.TRANSMITTED_PACKETS, each)
                .with(Figure.TRANSMITTED_BYTES, each * Load.BYTES_PER_PACKET);
    }
}
