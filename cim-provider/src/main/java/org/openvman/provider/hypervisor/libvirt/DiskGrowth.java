package org.openvman.provider.hypervisor.libvirt;

import org.openvman.provider.hypervisor.Disk;
import org.openvman.provider.hypervisor.HypervisorException;
import org.openvman.provider.hypervisor.HypervisorException.Reason;

/** The rule for a disk's size: it grows, because what is cut off is lost. */
final class DiskGrowth {
    private DiskGrowth() {}

    static void check(Disk before, Disk after) {
        if (after.capacityBytes() < before.capacityBytes()) {
            throw new HypervisorException(
                    Reason.INVALID,
                    "disk " + after.id() + " has " + before.capacityBytes() + " bytes and cannot shrink to "
                            + after.capacityBytes());
        }
    }
}
