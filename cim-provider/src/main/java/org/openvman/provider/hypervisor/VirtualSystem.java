package org.openvman.provider.hypervisor;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A virtual system as its host reports it.
 *
 * @param active the configuration that runs now; empty while the system is off or saved
 * @param lastStateChange when the endpoint saw the state change; empty if it never did
 * @param snapshots what it can be set back to
 * @param consoles where it can be seen and typed at now; none while it does not run
 */
public record VirtualSystem(
        SystemId id,
        HostId host,
        SystemState state,
        SystemConfiguration recorded,
        Optional<SystemConfiguration> active,
        Optional<Instant> lastStateChange,
        SnapshotTree snapshots,
        List<Console> consoles) {

    public VirtualSystem {
        consoles = List.copyOf(consoles);
    }

    /** The configuration that describes the system as it is now (DSP1057, state configuration). */
    public SystemConfiguration current() {
        return active.orElse(recorded);
    }

    public Optional<SystemConfiguration> configuration(Scope scope) {
        return scope == Scope.RECORDED ? Optional.of(recorded) : active;
    }

    /** Whether what runs is configured otherwise than the next start will make it. */
    public boolean restartPending() {
        return active.filter(now ->
                        !now.with(now.memory().settledAs(recorded.memory())).equals(recorded))
                .isPresent();
    }

    public String name() {
        return current().settings().name();
    }

    /** What was last seen of a system whose host does not answer. */
    VirtualSystem unknown() {
        return new VirtualSystem(id, host, SystemState.UNKNOWN, recorded, active, lastStateChange, snapshots, consoles);
    }

    public VirtualSystem withState(SystemState newState, Instant when) {
        return new VirtualSystem(id, host, newState, recorded, active, Optional.of(when), snapshots, consoles);
    }

    public VirtualSystem withLastStateChange(Optional<Instant> when) {
        return new VirtualSystem(id, host, state, recorded, active, when, snapshots, consoles);
    }
}
