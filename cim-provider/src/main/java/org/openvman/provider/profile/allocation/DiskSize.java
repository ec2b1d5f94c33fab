package org.openvman.provider.profile.allocation;

import java.util.OptionalLong;
import org.openvman.provider.hypervisor.Disk;
import org.openvman.provider.hypervisor.HypervisorException;
import org.openvman.provider.hypervisor.HypervisorException.Reason;
import org.openvman.provider.hypervisor.ResourcePool;

/** How large a new disk may be, and is if a client does not say: what the capabilities of storage pools report. */
public final class DiskSize {
    /** Sizes are whole sectors; also the smallest disk. */
    static final long STEP = 512;

    private static final long USUAL = 10L << 30;

    private DiskSize() {}

    /** The size of a disk for which a client gives neither a size nor an image. */
    public static long usual(ResourcePool pool) {
        return Math.min(USUAL, most(pool).orElse(USUAL));
    }

    /** The largest disk that a pool could ever fill; empty if the pool has no limit. */
    static OptionalLong most(ResourcePool pool) {
        return pool.capacity() == 0 ? OptionalLong.empty() : OptionalLong.of(pool.capacity() / STEP * STEP);
    }

    /**
     * The size that a client gave, in whole sectors.
     *
     * @throws HypervisorException INSUFFICIENT_RESOURCES if the pool could never fill it
     */
    public static long checked(Disk disk, ResourcePool pool) {
        long bytes = Math.addExact(disk.capacityBytes(), STEP - 1) / STEP * STEP;
        if (bytes > most(pool).orElse(Long.MAX_VALUE)) {
            throw new HypervisorException(
                    Reason.INSUFFICIENT_RESOURCES,
                    "disk " + disk.id() + " of " + bytes + " bytes is larger than storage pool \"" + pool.name()
                            + "\", which has " + pool.capacity());
        }
        return bytes;
    }
}
