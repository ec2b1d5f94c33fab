package org.openvman.provider.hypervisor.sim;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.openvman.provider.hypervisor.Console;
import org.openvman.provider.hypervisor.HostId;
import org.openvman.provider.hypervisor.Scope;
import org.openvman.provider.hypervisor.SystemConfiguration;
import org.openvman.provider.hypervisor.SystemId;
import org.openvman.provider.hypervisor.SystemState;
import org.openvman.provider.hypervisor.VirtualSystem;

/**
 * All that a simulated host knows of one system.
 *
 * @param running the configuration in memory, or in the saved memory; empty when off
 * @param changed when the state last changed
 * @param bootedAt from when the guest answers; only of interest while running
 * @param power how often the state changed, so that a delayed shutdown can tell that it came too late
 */
record SimulatedSystem(
        SystemId id,
        SystemState state,
        SystemConfiguration recorded,
        Optional<SystemConfiguration> running,
        Instant changed,
        Instant bootedAt,
        long power) {

    private static final int MOST_TERMINALS = 4096;

    static SimulatedSystem defined(SystemId id, SystemConfiguration configuration, Instant now) {
        return new SimulatedSystem(id, SystemState.DEFINED, configuration, Optional.empty(), now, now, 0);
    }

    String name() {
        return recorded.settings().name();
    }

    SystemConfiguration current() {
        return running.orElse(recorded);
    }

    boolean answers(Instant now) {
        return (state == SystemState.ACTIVE || state == SystemState.SHUTTING_DOWN) && !now.isBefore(bootedAt);
    }

    SimulatedSystem started(Instant now, Instant ready) {
        return new SimulatedSystem(id, SystemState.ACTIVE, recorded, Optional.of(recorded), now, ready, power + 1);
    }

    /** Restarted: the guest boots again in what is in memory already. */
    SimulatedSystem restarted(Instant now, Instant ready) {
        return new SimulatedSystem(id, SystemState.ACTIVE, recorded, running, now, ready, power + 1);
    }

    SimulatedSystem off(Instant now) {
        return new SimulatedSystem(id, SystemState.DEFINED, recorded, Optional.empty(), now, bootedAt, power + 1);
    }

    SimulatedSystem with(SystemState newState, Instant now) {
        return new SimulatedSystem(id, newState, recorded, running, now, bootedAt, power + 1);
    }

    SimulatedSystem with(Scope scope, SystemConfiguration configuration) {
        return scope == Scope.RECORDED
                ? new SimulatedSystem(id, state, configuration, running, changed, bootedAt, power)
                : new SimulatedSystem(id, state, recorded, Optional.of(configuration), changed, bootedAt, power);
    }

    /** As it was in a snapshot, under the name that it has now; a guest that ran then goes on there. */
    SimulatedSystem backTo(SimulatedSystem then, Instant now) {
        UnaryOperator<SystemConfiguration> named = configuration ->
                configuration.withSettings(configuration.settings().withName(name()));
        return new SimulatedSystem(
                id, then.state, named.apply(then.recorded), then.running.map(named), now, now, power + 1);
    }

    /** With another definition; what it says of starts and stops of the host needs no restart. */
    SimulatedSystem withDefinition(SystemConfiguration changed) {
        Optional<SystemConfiguration> stillRunning = running.map(configuration ->
                configuration.withSettings(configuration.settings().withHostActionsOf(changed.settings())));
        return new SimulatedSystem(id, state, changed, stillRunning, this.changed, bootedAt, power);
    }

    /** The serial line that every system has; nobody is at its other end. */
    private Console console() {
        return Console.at(
                "serial0", Console.Protocol.SERIAL, "/dev/pts/" + Math.floorMod(id.hashCode(), MOST_TERMINALS));
    }

    VirtualSystem seenFrom(HostId host, SnapshotHistory snapshots) {
        Optional<SystemConfiguration> active = state.isLive() ? running : Optional.empty();
        List<Console> consoles = active.isPresent() ? List.of(console()) : List.of();
        return new VirtualSystem(id, host, state, recorded, active, Optional.of(changed), snapshots.tree(), consoles);
    }
}
