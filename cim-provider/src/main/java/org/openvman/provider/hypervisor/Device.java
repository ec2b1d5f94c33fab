package org.openvman.provider.hypervisor;

/** A device of a virtual system, as it is configured. */
public sealed interface Device permits Processor, Memory, Disk, Nic, Peripheral {
    /** Unique in its system and stable over restarts. */
    String id();

    ResourceKind kind();
}
