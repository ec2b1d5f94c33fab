package org.openvman.provider.hypervisor.libvirt;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads virNodeCPUStats and virNodeMemoryStats, which look alike: char field[80], 8 bytes of value. */
final class NodeStats {
    /** VIR_NODE_CPU_STATS_ALL_CPUS, VIR_NODE_MEMORY_STATS_ALL_CELLS */
    static final int ALL = -1;

    private static final int FIELD = 80;
    private static final int SIZE = 88;

    private NodeStats() {}

    /** virNodeGetCPUStats or virNodeGetMemoryStats. */
    interface Call {
        int fill(@Nullable Pointer parameters, IntByReference count);
    }

    /** The values by their names; empty if the driver does not tell. */
    static Map<String, Long> read(Call call) {
        IntByReference count = new IntByReference(0);
        if (call.fill(null, count) < 0 || count.getValue() == 0) {
            return Map.of();
        }
        try (Memory parameters = new Memory((long) SIZE * count.getValue())) {
            if (call.fill(parameters, count) < 0) {
                return Map.of();
            }
            Map<String, Long> values = new HashMap<>();
            for (int i = 0; i < count.getValue(); i++) {
                long offset = (long) SIZE * i;
                values.put(parameters.getString(offset), parameters.getLong(offset + FIELD));
            }
            return values;
        }
    }
}
