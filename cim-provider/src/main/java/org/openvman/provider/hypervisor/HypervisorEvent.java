package org.openvman.provider.hypervisor;

/** Something changed on a host; says what to read again, not what it is now. */
public sealed interface HypervisorEvent {
    /** A system was defined, changed, changed state or went away. */
    record SystemChanged(SystemId id) implements HypervisorEvent {}

    /** Pools, networks or the host itself changed. */
    record HostChanged() implements HypervisorEvent {}

    /** The host does not answer any more. */
    record ConnectionLost(String reason) implements HypervisorEvent {}

    /** The host answers again; everything may have changed. */
    record ConnectionRestored() implements HypervisorEvent {}
}
