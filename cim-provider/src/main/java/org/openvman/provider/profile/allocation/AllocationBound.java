package org.openvman.provider.profile.allocation;

import java.util.Locale;
import java.util.OptionalLong;
import org.openvman.provider.hypervisor.HostInventory;
import org.openvman.provider.hypervisor.ResourcePool;

/**
 * One of the settings that say what may be asked of a pool: its default, smallest, largest quantity, and the step between
 * them (DSP1043, allocation capabilities).
 */
record AllocationBound(HostInventory host, ResourcePool pool, Kind kind) {
    private static final long MEBIBYTE = 1L << 20;
    private static final long DEFAULT_MEMORY = 512;

    /** Which bound, with the values of CIM_SettingsDefineCapabilities.ValueRole and ValueRange that mark it. */
    enum Kind {
        DEFAULT(0, 0),
        MINIMUM(3, 1),
        MAXIMUM(3, 2),
        INCREMENT(3, 3);

        private final int valueRole;
        private final int valueRange;

        Kind(int valueRole, int valueRange) {
            this.valueRole = valueRole;
            this.valueRange = valueRange;
        }

        int valueRole() {
            return valueRole;
        }

        int valueRange() {
            return valueRange;
        }

        String text() {
            return name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);
        }
    }

    /** The quantity in the unit of the pool's kind; empty if there is no such bound. */
    OptionalLong quantity() {
        return switch (pool.kind()) {
            case PROCESSOR -> OptionalLong.of(kind == Kind.MAXIMUM ? host.host().maximumProcessors() : 1);
            case MEMORY ->
                OptionalLong.of(
                        switch (kind) {
                            case DEFAULT -> DEFAULT_MEMORY;
                            case MINIMUM, INCREMENT -> 1;
                            case MAXIMUM -> pool.capacity() / MEBIBYTE;
                        });
            case STORAGE ->
                switch (kind) {
                    case DEFAULT -> OptionalLong.of(DiskSize.usual(pool));
                    case MINIMUM, INCREMENT -> OptionalLong.of(DiskSize.STEP);
                    case MAXIMUM -> DiskSize.most(pool);
                };
            case NETWORK, IDE_CONTROLLER, SCSI_CONTROLLER, PERIPHERAL -> OptionalLong.of(1);
        };
    }

    String unit() {
        return switch (pool.kind()) {
            case PROCESSOR, NETWORK, IDE_CONTROLLER, SCSI_CONTROLLER, PERIPHERAL -> "count";
            case MEMORY -> ByteUnit.MEBIBYTE;
            case STORAGE -> ByteUnit.BYTE;
        };
    }
}
