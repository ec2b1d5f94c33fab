package org.openvman.provider.hypervisor;

/** What a pool holds and a device takes from it. */
public enum ResourceKind {
    PROCESSOR,
    MEMORY,
    STORAGE,
    NETWORK,
    /** Everything else that a system can have (DSP1059). */
    PERIPHERAL
}
