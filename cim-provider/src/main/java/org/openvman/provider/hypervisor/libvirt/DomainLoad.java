package org.openvman.provider.hypervisor.libvirt;

import java.util.HashMap;
import java.util.Map;
import org.openvman.provider.hypervisor.Figure;
import org.openvman.provider.hypervisor.Figures;
import org.openvman.provider.hypervisor.SystemSample;

/** Which of libvirt's statistics of a domain ({@code virsh domstats}) is which figure. */
final class DomainLoad {
    private static final long BYTES_PER_KIBIBYTE = 1024;

    private static final Map<String, Figure> SYSTEM = Map.of(
            "cpu.time", Figure.CPU_TIME,
            "cpu.user", Figure.CPU_USER_TIME,
            "cpu.system", Figure.CPU_KERNEL_TIME,
            "vcpu.current", Figure.PROCESSORS);
    private static final Map<String, Figure> MEMORY_IN_KIBIBYTES = Map.of(
            "balloon.current", Figure.MEMORY,
            "balloon.rss", Figure.MEMORY_RESIDENT);
    private static final Map<String, Figure> DISK = Map.of(
            "rd.reqs", Figure.READ_OPERATIONS,
            "rd.bytes", Figure.READ_BYTES,
            "rd.times", Figure.READ_TIME,
            "wr.reqs", Figure.WRITE_OPERATIONS,
            "wr.bytes", Figure.WRITE_BYTES,
            "wr.times", Figure.WRITE_TIME);
    private static final Map<String, Figure> ADAPTER = Map.of(
            "rx.bytes", Figure.RECEIVED_BYTES,
            "rx.pkts", Figure.RECEIVED_PACKETS,
            "tx.bytes", Figure.TRANSMITTED_BYTES,
            "tx.pkts", Figure.TRANSMITTED_PACKETS);

    private DomainLoad() {}

    /**
     * @param values numbers are Long, texts String
     */
    static SystemSample of(Map<String, Object> values) {
        Figures system = figures(values, "", SYSTEM, 1);
        Figures memory = figures(values, "", MEMORY_IN_KIBIBYTES, BYTES_PER_KIBIBYTE);
        for (Map.Entry<Figure, Long> figure : memory.values().entrySet()) {
            system = system.with(figure.getKey(), figure.getValue());
        }
        long processors = number(values, "vcpu.maximum");
        if (processors > 0 && has(values, "vcpu.", processors, ".time")) {
            system = system.with(Figure.CPU_READY_TIME, ready(values, processors));
        }
        Map<String, Figures> disks = new HashMap<>();
        for (long i = 0; i < number(values, "block.count"); i++) {
            if (values.get("block." + i + ".name") instanceof String name) {
                disks.put(name, figures(values, "block." + i + ".", DISK, 1));
            }
        }
        Map<Integer, Figures> adapters = new HashMap<>();
        for (int i = 0; i < number(values, "net.count"); i++) {
            adapters.put(i, figures(values, "net." + i + ".", ADAPTER, 1));
        }
        return new SystemSample(system, disks, adapters);
    }

    /**
     * How long virtual processors waited for one of the host's. libvirt has it twice, as {@code delay} (from schedstat)
     * and as {@code wait} (from the scheduler's debug output, off by default): the one that says more.
     */
    private static long ready(Map<String, Object> values, long processors) {
        long sum = 0;
        for (long i = 0; i < processors; i++) {
            sum += Math.max(number(values, "vcpu." + i + ".delay"), number(values, "vcpu." + i + ".wait"));
        }
        return sum;
    }

    private static boolean has(Map<String, Object> values, String prefix, long count, String suffix) {
        for (long i = 0; i < count; i++) {
            if (values.containsKey(prefix + i + suffix)) {
                return true;
            }
        }
        return false;
    }

    private static Figures figures(Map<String, Object> values, String prefix, Map<String, Figure> names, long factor) {
        Map<Figure, Long> figures = new HashMap<>();
        names.forEach((name, figure) -> {
            if (values.get(prefix + name) instanceof Long value) {
                figures.put(figure, value * factor);
            }
        });
        return new Figures(figures);
    }

    private static long number(Map<String, Object> values, String name) {
        return values.get(name) instanceof Long value ? value : 0;
    }
}
