package org.openvman.provider.hypervisor.libvirt;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.libvirt.jna.DomainPointer;
import org.libvirt.jna.SizeT;
import org.libvirt.jna.virDomainBlockStats;
import org.libvirt.jna.virDomainInfo;
import org.libvirt.jna.virDomainInterfaceStats;
import org.libvirt.jna.virDomainMemoryStats;
import org.openvman.provider.hypervisor.Figure;
import org.openvman.provider.hypervisor.Figures;
import org.openvman.provider.hypervisor.SystemSample;

/**
 * What one system uses, by the calls that are older than {@code virConnectGetAllDomainStats} and know less: for drivers
 * that have no bulk call. What such a driver does not tell is left out.
 */
final class SingleLoad {
    private static final long BYTES_PER_KIBIBYTE = 1024;
    private static final int MEMORY_STATS = 16; // more than libvirt has

    /** virDomainMemoryStatTags */
    private static final int ACTUAL_BALLOON = 6;

    private static final int RSS = 7;

    private final NativeLibvirt functions;
    private final DomainPointer domain;

    SingleLoad(NativeLibvirt functions, DomainPointer domain) {
        this.functions = functions;
        this.domain = domain;
    }

    /**
     * @param live the XML of the domain as it runs, which says what libvirt calls its devices
     */
    SystemSample read(XmlElement live) {
        Map<Figure, Long> system = new HashMap<>();
        virDomainInfo info = new virDomainInfo();
        if (functions.virDomainGetInfo(domain, info) == 0) {
            system.put(Figure.CPU_TIME, info.cpuTime);
            system.put(Figure.PROCESSORS, (long) info.nrVirtCpu);
            system.put(Figure.MEMORY, info.memory.longValue() * BYTES_PER_KIBIBYTE);
        }
        readMemory(system);
        Map<String, Figures> disks = new HashMap<>();
        for (String target : targets(live, "disk")) {
            disks.put(target, disk(target));
        }
        Map<Integer, Figures> adapters = new HashMap<>();
        List<String> interfaces = targets(live, "interface");
        for (int i = 0; i < interfaces.size(); i++) {
            adapters.put(i, adapter(interfaces.get(i)));
        }
        return new SystemSample(new Figures(system), disks, adapters);
    }

    /** What the host calls the devices; an empty text for one that has no name there. */
    private static List<String> targets(XmlElement live, String kind) {
        return live.child("devices").stream()
                .flatMap(devices -> devices.children(kind))
                .map(device -> device.child("target")
                        .map(target -> target.attributeOr("dev", ""))
                        .orElse(""))
                .toList();
    }

    private void readMemory(Map<Figure, Long> system) {
        virDomainMemoryStats[] stats = (virDomainMemoryStats[]) new virDomainMemoryStats().toArray(MEMORY_STATS);
        int count = functions.virDomainMemoryStats(domain, stats, MEMORY_STATS, 0);
        for (int i = 0; i < count; i++) {
            if (stats[i].tag == ACTUAL_BALLOON) {
                system.put(Figure.MEMORY, stats[i].val * BYTES_PER_KIBIBYTE);
            } else if (stats[i].tag == RSS) {
                system.put(Figure.MEMORY_RESIDENT, stats[i].val * BYTES_PER_KIBIBYTE);
            }
        }
    }

    private Figures disk(String target) {
        virDomainBlockStats stats = new virDomainBlockStats();
        if (functions.virDomainBlockStats(domain, target, stats, new SizeT(stats.size())) != 0) {
            return Figures.NONE;
        }
        return told(Map.of(
                Figure.READ_OPERATIONS, stats.rd_req,
                Figure.READ_BYTES, stats.rd_bytes,
                Figure.WRITE_OPERATIONS, stats.wr_req,
                Figure.WRITE_BYTES, stats.wr_bytes));
    }

    private Figures adapter(String target) {
        virDomainInterfaceStats stats = new virDomainInterfaceStats();
        if (target.isEmpty()
                || functions.virDomainInterfaceStats(domain, target, stats, new SizeT(stats.size())) != 0) {
            return Figures.NONE;
        }
        return told(Map.of(
                Figure.RECEIVED_BYTES, stats.rx_bytes,
                Figure.RECEIVED_PACKETS, stats.rx_packets,
                Figure.TRANSMITTED_BYTES, stats.tx_bytes,
                Figure.TRANSMITTED_PACKETS, stats.tx_packets));
    }

    /** Without what the driver does not know, which libvirt tells as -1. */
    private static Figures told(Map<Figure, Long> figures) {
        Map<Figure, Long> known = new HashMap<>(figures);
        known.values().removeIf(value -> value < 0);
        return new Figures(known);
    }
}
