package org.openvman.provider.hypervisor.libvirt;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.openvman.provider.hypervisor.Figure;
import org.openvman.provider.hypervisor.Figures;
import org.openvman.provider.hypervisor.HostSample;
import org.openvman.provider.hypervisor.SystemId;
import org.openvman.provider.hypervisor.SystemSample;

/**
 * Samples a host: one call for all domains, and two for its processors and for its memory.
 *
 * <p>A driver that has no bulk call (LXC in libvirt 9) tells of the host only.
 */
final class SampleReader {
    private static final long BYTES_PER_KIBIBYTE = 1024;

    private final Clock clock;

    SampleReader(Clock clock) {
        this.clock = clock;
    }

    HostSample read(LibvirtConnection connection) {
        Map<SystemId, SystemSample> systems = connection.domainLoads().orElse(Map.of());
        Instant taken = clock.instant();
        return new HostSample(taken, host(connection.processorStats(), connection.memoryStats()), systems);
    }

    private static Figures host(Map<String, Long> processors, Map<String, Long> memory) {
        Map<Figure, Long> figures = new HashMap<>();
        put(figures, Figure.CPU_USER_TIME, processors, "user", 1);
        put(figures, Figure.CPU_KERNEL_TIME, processors, "kernel", 1);
        if (processors.containsKey("user") && processors.containsKey("kernel")) {
            figures.put(Figure.CPU_TIME, processors.getOrDefault("user", 0L) + processors.getOrDefault("kernel", 0L));
        }
        if (processors.containsKey("idle")) {
            figures.put(
                    Figure.CPU_IDLE_TIME, processors.getOrDefault("idle", 0L) + processors.getOrDefault("iowait", 0L));
        }
        put(figures, Figure.MEMORY, memory, "total", BYTES_PER_KIBIBYTE);
        put(figures, Figure.MEMORY_FREE, memory, "free", BYTES_PER_KIBIBYTE);
        return new Figures(figures);
    }

    private static void put(
            Map<Figure, Long> figures, Figure figure, Map<String, Long> values, String name, long factor) {
        Long value = values.get(name);
        if (value != null) {
            figures.put(figure, value * factor);
        }
    }
}
