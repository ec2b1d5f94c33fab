package org.openvman.provider.hypervisor;

/** What a pool holds and a device takes from it. */
public enum ResourceKind {
    PROCESSOR,
    MEMORY,
    STORAGE,
    NETWORK
}
