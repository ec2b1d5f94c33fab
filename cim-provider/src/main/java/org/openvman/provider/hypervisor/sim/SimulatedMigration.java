package org.openvman.provider.hypervisor.sim;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.openvman.provider.hypervisor.Host;
import org.openvman.provider.hypervisor.HypervisorEvent;
import org.openvman.provider.hypervisor.HypervisorException;
import org.openvman.provider.hypervisor.HypervisorException.Reason;
import org.openvman.provider.hypervisor.Migration;
import org.openvman.provider.hypervisor.MigrationPlan;
import org.openvman.provider.hypervisor.SystemId;
import org.openvman.provider.hypervisor.SystemState;
import org.openvman.provider.hypervisor.VolumeId;

/**
 * Moves systems between simulated hosts of one process. While a live system is on its way, both hosts report it, as real
 * ones do.
 */
final class SimulatedMigration implements Migration {
    private static final int STEPS = 10;

    private final Host host;
    private final SimulatorState state;
    private final SimulatedConnection connection;
    private final SimulatedVolumes volumes;
    private final FreeMemory memory;
    private final Function<String, AdmissionRules> rules;
    private final Consumer<SystemId> gone;

    SimulatedMigration(
            Host host,
            SimulatorState state,
            SimulatedConnection connection,
            SimulatedVolumes volumes,
            FreeMemory memory,
            Function<String, AdmissionRules> rules,
            Consumer<SystemId> gone) {
        this.host = host;
        this.state = state;
        this.connection = connection;
        this.volumes = volumes;
        this.memory = memory;
        this.rules = rules;
        this.gone = gone;
    }

    @Override
    public void check(SystemId id, Migration destination, MigrationPlan plan) {
        SimulatedMigration there = other(destination);
        try (Arrival arrival = there.expect(departing(id, plan))) {
            arrival.check();
        }
    }

    @Override
    public void migrate(SystemId id, Migration destination, MigrationPlan plan, IntConsumer percent)
            throws InterruptedException {
        SimulatedMigration there = other(destination);
        MovingSystem moving = departing(id, plan);
        try (Arrival arrival = there.expect(moving)) {
            arrival.begin();
            Duration step = moving.length(plan).dividedBy(STEPS);
            for (int i = 1; i <= STEPS; i++) {
                connection.time().pause(step);
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                there.connection.call(Operation.MIGRATE_TRANSFER, moving.name(), effects -> id);
                percent.accept(100 * i / STEPS);
            }
            handOver(moving, there);
            arrival.stay();
        }
        gone.accept(id);
    }

    private MovingSystem departing(SystemId id, MigrationPlan plan) {
        String name = connection
                .inside(() -> state.system(id).map(SimulatedSystem::name))
                .orElse("");
        return connection.call(Operation.MIGRATE_OUT, name, effects -> {
            SimulatedSystem system = state.system(id)
                    .orElseThrow(() -> new HypervisorException(Reason.NOT_FOUND, "there is no system " + id));
            Migration.requireMovable(system.seenFrom(host.id(), state.snapshots(id)));
            return MovingSystem.of(system, plan, state);
        });
    }

    /** From one moment to the next it is there and not here. */
    private void handOver(MovingSystem moving, SimulatedMigration there) {
        both(there, () -> {
            boolean same =
                    state.system(moving.id()).filter(moving.system()::equals).isPresent();
            if (!same) {
                throw new HypervisorException(
                        Reason.INVALID_STATE, "system \"" + moving.name() + "\" was changed while it moved");
            }
            there.state.put(moving.system());
            there.connection.changed(new HypervisorEvent.SystemChanged(moving.id()));
            state.remove(moving.id());
            moving.writable().forEach(volume -> state.remove(volume.id()));
            moving.media().stream().map(StoredVolume::id).filter(this::isUnused).forEach(state::remove);
            connection.changed(new HypervisorEvent.SystemChanged(moving.id()));
            connection.changed(new HypervisorEvent.HostChanged());
            return moving;
        });
    }

    /** With both locks, always taken in the same order. */
    private void both(SimulatedMigration there, Supplier<MovingSystem> work) {
        boolean hereFirst = host.id().compareTo(there.host.id()) < 0;
        SimulatedConnection first = hereFirst ? connection : there.connection;
        SimulatedConnection second = hereFirst ? there.connection : connection;
        first.inside(() -> second.inside(work));
    }

    private boolean isUnused(VolumeId id) {
        return state.systems().stream().flatMap(MovingSystem::sources).noneMatch(id::equals);
    }

    private SimulatedMigration other(Migration destination) {
        if (!(destination instanceof SimulatedMigration there)) {
            throw new HypervisorException(
                    Reason.UNSUPPORTED, "a simulated system can move to a simulated host only, it has no real memory");
        }
        if (there.host.id().equals(host.id())) {
            throw new HypervisorException(Reason.INVALID, "host " + host.id() + " is where the system is already");
        }
        return there;
    }

    private Arrival expect(MovingSystem moving) {
        return new Arrival(moving);
    }

    /** A system on its way to this host; unless it stays, nothing of it is left when this is closed. */
    private final class Arrival implements AutoCloseable {
        private final MovingSystem moving;
        private final List<VolumeId> taken = new ArrayList<>();
        private boolean here;

        Arrival(MovingSystem moving) {
            this.moving = moving;
        }

        void check() {
            connection.call(Operation.MIGRATE_IN, moving.name(), effects -> {
                admit();
                return moving;
            });
        }

        void begin() {
            connection.call(Operation.MIGRATE_IN, moving.name(), effects -> {
                admit();
                if (moving.system().state().isLive()) {
                    here = true;
                    state.put(moving.system()
                            .with(SystemState.PAUSED, connection.time().now()));
                    connection.changed(new HypervisorEvent.SystemChanged(moving.id()));
                }
                return moving;
            });
        }

        void stay() {
            here = false;
            taken.clear();
        }

        private void admit() {
            state.system(moving.id()).ifPresent(there -> {
                throw new HypervisorException(
                        Reason.ALREADY_EXISTS, "system " + moving.id() + " is on host " + host.id() + " already");
            });
            state.requireFree(moving.name(), moving.id());
            moving.writable().forEach(this::take);
            moving.media().stream()
                    .filter(volume -> state.volume(volume.id()).isEmpty())
                    .forEach(this::take);
            AdmissionRules admission = rules.apply(moving.name());
            admission.check(moving.system().recorded());
            moving.system().running().ifPresent(admission::check);
            if (moving.system().state().isLive()) {
                memory.require(moving.system());
            }
        }

        private void take(StoredVolume volume) {
            volumes.take(volume);
            taken.add(volume.id());
        }

        /** The host cleans up by itself, whether or not somebody can reach it. */
        @Override
        public void close() {
            connection.inside(() -> {
                if (here) {
                    state.remove(moving.id());
                    connection.changed(new HypervisorEvent.SystemChanged(moving.id()));
                }
                if (!taken.isEmpty()) {
                    taken.forEach(state::remove);
                    connection.changed(new HypervisorEvent.HostChanged());
                }
                return moving;
            });
        }
    }
}
