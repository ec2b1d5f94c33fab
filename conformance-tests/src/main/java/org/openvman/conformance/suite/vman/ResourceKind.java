package org.openvman.conformance.suite.vman;

import java.util.List;

/** CIM_ResourceAllocationSettingData.ResourceType, for what the suite asks for (DSP1044, 1045, 1047, 1050). */
enum ResourceKind {
    PROCESSOR(3, "count", List.of(3L)),
    MEMORY(4, "byte*2^20", List.of(4L)),
    DISK(17, "byte", List.of(17L, 19L, 31L, 32L)),
    ETHERNET_ADAPTER(10, "count", List.of(10L, 30L, 33L));

    private final int code;
    private final String unit;
    private final List<Long> ofPool;

    ResourceKind(int code, String unit, List<Long> ofPool) {
        this.code = code;
        this.unit = unit;
        this.ofPool = ofPool;
    }

    int code() {
        return code;
    }

    /** The programmatic unit of VirtualQuantity. */
    String unit() {
        return unit;
    }

    /** Whether pools of that ResourceType give such resources. */
    boolean isOfPool(long resourceType) {
        return ofPool.contains(resourceType);
    }
}
