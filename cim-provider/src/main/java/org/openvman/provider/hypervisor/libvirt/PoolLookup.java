package org.openvman.provider.hypervisor.libvirt;

import org.openvman.provider.hypervisor.ResourceKind;
import org.openvman.provider.hypervisor.ResourcePool;

/** Finds the pool behind the partition that domain XML names. */
interface PoolLookup {
    /** Where there are no partitions. */
    PoolLookup PRIMORDIAL_ONLY = (kind, partition) -> ResourcePool.PRIMORDIAL;

    /** The name of the child pool of that kind, or {@link ResourcePool#PRIMORDIAL} if the partition has no limit of it. */
    String pool(ResourceKind kind, String partition);
}
