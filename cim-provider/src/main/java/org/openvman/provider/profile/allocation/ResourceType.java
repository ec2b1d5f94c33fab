package org.openvman.provider.profile.allocation;

import org.openvman.provider.hypervisor.Disk;
import org.openvman.provider.hypervisor.ResourceKind;

/** The values of ResourceType in CIM_ResourceAllocationSettingData that we use. */
public final class ResourceType {
    public static final int PROCESSOR = 3;
    public static final int MEMORY = 4;
    public static final int ETHERNET_ADAPTER = 10;
    public static final int FLOPPY = 14;
    public static final int CD = 15;
    public static final int DVD = 16;
    public static final int DISK = 17;

    private ResourceType() {}

    static int of(Disk.Type type) {
        return switch (type) {
            case DISK -> DISK;
            case CD -> CD;
            case FLOPPY -> FLOPPY;
        };
    }

    static int of(ResourceKind kind) {
        return switch (kind) {
            case PROCESSOR -> PROCESSOR;
            case MEMORY -> MEMORY;
            case STORAGE -> DISK;
            case NETWORK -> ETHERNET_ADAPTER;
        };
    }
}
