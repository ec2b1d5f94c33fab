package org.openvman.provider.hypervisor;

/** What a pool holds and a device takes from it. */
public enum ResourceKind {
    PROCESSOR,
    MEMORY,
    STORAGE,
    NETWORK,
    /** Storage adapters (DSP1049) by their kind, of which each has a pool of its own. */
    IDE_CONTROLLER,
    SCSI_CONTROLLER,
    /** Everything else that a system can have (DSP1059). */
    PERIPHERAL
}
