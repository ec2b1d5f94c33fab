package org.openvman.provider.hypervisor.libvirt;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.openvman.provider.hypervisor.Figure;
import org.openvman.provider.hypervisor.Figures;
import org.openvman.provider.hypervisor.HostSample;
import org.openvman.provider.hypervisor.HypervisorException;
import org.openvman.provider.hypervisor.SystemId;
import org.openvman.provider.hypervisor.SystemSample;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Samples a host: one call for all domains, and two for its processors and for its memory. A driver that has no bulk
 * call (LXC and Xen in libvirt 9) is asked for one system after the other.
 */
final class SampleReader {
    private static final long BYTES_PER_KIBIBYTE = 1024;

    private static final Logger LOG = LoggerFactory.getLogger(SampleReader.class);

    private final Clock clock;

    SampleReader(Clock clock) {
        this.clock = clock;
    }

    HostSample read(LibvirtConnection connection) {
        Map<SystemId, SystemSample> systems = connection.domainLoads().orElseGet(() -> oneByOne(connection));
        Instant taken = clock.instant();
        return new HostSample(taken, host(connection.processorStats(), connection.memoryStats()), systems);
    }

    private static Map<SystemId, SystemSample> oneByOne(LibvirtConnection connection) {
        Map<SystemId, SystemSample> systems = new HashMap<>();
        for (DomainHandle domain : connection.domains(LibvirtFlags.LIST_ACTIVE)) {
            try (domain) {
                systems.put(domain.id(), domain.load());
            } catch (HypervisorException e) {
                // It may have stopped since it was listed.
                if (e.reason() == HypervisorException.Reason.UNREACHABLE) {
                    throw e;
                }
                LOG.debug("{} is not measured: {}", domain.description(), e.getMessage());
            }
        }
        return systems;
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
