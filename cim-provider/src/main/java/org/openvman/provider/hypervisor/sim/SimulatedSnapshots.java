package org.openvman.provider.hypervisor.sim;

import java.util.Set;
import java.util.function.Consumer;
import org.openvman.provider.hypervisor.HostId;
import org.openvman.provider.hypervisor.HypervisorEvent;
import org.openvman.provider.hypervisor.HypervisorException;
import org.openvman.provider.hypervisor.HypervisorException.Reason;
import org.openvman.provider.hypervisor.Snapshot;
import org.openvman.provider.hypervisor.Snapshots;
import org.openvman.provider.hypervisor.SystemId;
import org.openvman.provider.hypervisor.SystemState;
import org.openvman.provider.hypervisor.VirtualSystem;

/** Snapshots of simulated systems. Volumes have no content that changes, so that a snapshot is the system itself. */
final class SimulatedSnapshots implements Snapshots {
    private final HostId host;
    private final SimulatorState state;
    private final SimulatedConnection connection;
    private final FreeMemory memory;

    SimulatedSnapshots(HostId host, SimulatorState state, SimulatedConnection connection, FreeMemory memory) {
        this.host = host;
        this.state = state;
        this.connection = connection;
        this.memory = memory;
    }

    @Override
    public Set<Snapshot.Kind> kindsOf(VirtualSystem system) {
        return Snapshots.kindsIn(system.state());
    }

    /** What the snapshot has of the system: without its memory, it is one that is off. */
    private SimulatedSystem held(SimulatedSystem system, Snapshot.Kind kind) {
        boolean memory = kind == Snapshot.Kind.FULL || !system.state().isLive();
        return memory ? system : system.off(connection.time().now());
    }

    @Override
    public void create(SystemId id, String name, String notes, Snapshot.Kind kind) {
        String checked = Snapshot.checkedName(name);
        change(Operation.SNAPSHOT_CREATE, id, system -> {
            requireKind(system.seenFrom(host, state.snapshots(id)), kind);
            SnapshotHistory history = state.snapshots(id);
            if (history.find(checked).isPresent()) {
                throw new HypervisorException(
                        Reason.ALREADY_EXISTS,
                        "system \"" + system.name() + "\" has a snapshot \"" + checked + "\" already");
            }
            state.put(
                    system,
                    history.taken(new SimulatedSnapshot(
                            checked, notes, history.current(), connection.time().now(), held(system, kind))));
        });
    }

    @Override
    public void apply(SystemId id, String name) {
        change(Operation.SNAPSHOT_APPLY, id, system -> {
            if (system.state() == SystemState.SUSPENDED) {
                throw new HypervisorException(
                        Reason.INVALID_STATE,
                        "system \"" + system.name()
                                + "\" is saved: start it or turn it off to set it back to a snapshot");
            }
            SimulatedSnapshot snapshot = existing(system, name);
            SimulatedSystem after =
                    system.backTo(snapshot.system(), connection.time().now());
            if (after.state().isLive()) {
                memory.require(after);
            }
            state.put(after, state.snapshots(id).applied(snapshot));
        });
    }

    @Override
    public void destroy(SystemId id, String name) {
        change(Operation.SNAPSHOT_DESTROY, id, system -> {
            state.put(system, state.snapshots(id).without(existing(system, name)));
        });
    }

    private void change(Operation operation, SystemId id, Consumer<SimulatedSystem> work) {
        String name = connection
                .inside(() -> state.system(id).map(SimulatedSystem::name))
                .orElse("");
        connection.call(operation, name, effects -> {
            work.accept(state.system(id)
                    .orElseThrow(() -> new HypervisorException(Reason.NOT_FOUND, "there is no system " + id)));
            connection.changed(new HypervisorEvent.SystemChanged(id));
            return id;
        });
    }

    private SimulatedSnapshot existing(SimulatedSystem system, String name) {
        return state.snapshots(system.id())
                .find(name)
                .orElseThrow(() -> new HypervisorException(
                        Reason.NOT_FOUND, "system \"" + system.name() + "\" has no snapshot \"" + name + "\""));
    }
}
