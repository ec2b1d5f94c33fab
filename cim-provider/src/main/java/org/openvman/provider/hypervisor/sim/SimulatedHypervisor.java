package org.openvman.provider.hypervisor.sim;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntConsumer;
import org.openvman.provider.hypervisor.ComputePools;
import org.openvman.provider.hypervisor.Device;
import org.openvman.provider.hypervisor.Disk;
import org.openvman.provider.hypervisor.GuestAccess;
import org.openvman.provider.hypervisor.Host;
import org.openvman.provider.hypervisor.HostId;
import org.openvman.provider.hypervisor.HostInventory;
import org.openvman.provider.hypervisor.Hypervisor;
import org.openvman.provider.hypervisor.HypervisorEvent;
import org.openvman.provider.hypervisor.HypervisorException;
import org.openvman.provider.hypervisor.HypervisorException.Reason;
import org.openvman.provider.hypervisor.Measurements;
import org.openvman.provider.hypervisor.Migration;
import org.openvman.provider.hypervisor.PowerAction;
import org.openvman.provider.hypervisor.ResourcePool;
import org.openvman.provider.hypervisor.Scope;
import org.openvman.provider.hypervisor.Snapshots;
import org.openvman.provider.hypervisor.StoragePools;
import org.openvman.provider.hypervisor.SystemConfiguration;
import org.openvman.provider.hypervisor.SystemId;
import org.openvman.provider.hypervisor.SystemSettings;
import org.openvman.provider.hypervisor.SystemState;
import org.openvman.provider.hypervisor.VirtualSwitches;
import org.openvman.provider.hypervisor.VirtualSystem;
import org.openvman.provider.hypervisor.VolumeId;
import org.openvman.provider.hypervisor.Volumes;

/**
 * A host that exists in memory only: what it accepts, refuses and reports is what a libvirt host accepts, refuses and
 * reports, so that clients, deployments and tests need no hardware.
 *
 * <p>The same URI, seed and time give the same host. Faults are set through {@link #faults()}. Guests that have booted
 * answer HTTP through {@link #guestAccess()}.
 */
public final class SimulatedHypervisor implements Hypervisor {
    /** How long a guest takes to shut down once it has booted. */
    static final Duration SHUTDOWN = Duration.ofSeconds(1);

    private static final int MEMORY_PARTS = 4;

    private final Host host;
    private final Duration boot;
    private final SimulatedConnection connection;
    private final SimulatorState state;
    private final SimulatedPools pools;
    private final SimulatedSwitches switches;
    private final SimulatedVolumes volumes;
    private final FreeMemory memory;
    private final SimulatedSnapshots snapshots;
    private final SimulatedGuests guests;
    private final SimulatedUse use;
    private final SimulatedMigration migration;

    /** A host that is gone when it is closed. */
    public SimulatedHypervisor(SimulatorUri uri, SimulatedTime time) {
        this(uri, time, SimulatorState.inMemory());
    }

    /** A host whose systems and volumes are in that file, and are there again when it is opened the next time. */
    public SimulatedHypervisor(SimulatorUri uri, SimulatedTime time, Path file) {
        this(uri, time, SimulatorState.inFile(file));
    }

    private SimulatedHypervisor(SimulatorUri uri, SimulatedTime time, SimulatorState state) {
        this.host = SimulatedHost.of(uri);
        this.boot = uri.boot();
        this.connection = new SimulatedConnection(host.name(), uri.latency(), time);
        this.state = state;
        this.pools = new SimulatedPools(host.id(), SimulatedHost.storageBytes(uri), state, connection);
        this.switches = new SimulatedSwitches(host.id(), state, connection);
        this.volumes = new SimulatedVolumes(host.id(), pools, state, connection);
        this.memory = new FreeMemory(host, state);
        this.snapshots = new SimulatedSnapshots(id(), state, connection, memory);
        this.guests = new SimulatedGuests(host.name(), this::guest);
        this.use = new SimulatedUse(host, time.now());
        this.migration = new SimulatedMigration(host, state, connection, volumes, memory, this::rules, guests::gone);
        if (state.isEmpty()) {
            populate(uri);
        } else {
            goOn();
        }
    }

    /** What shall go wrong. */
    public FaultRules faults() {
        return connection.faults();
    }

    /** What the guest of a system does from now on, until the endpoint is restarted. */
    public void setLoad(SystemId id, Load load) {
        connection.inside(() -> {
            find(id);
            use.reach(now(), state.systems());
            use.set(id, load);
            return id;
        });
    }

    @Override
    public HostId id() {
        return host.id();
    }

    @Override
    public HostInventory inventory() {
        return connection.call(Operation.INVENTORY, host.name(), effects -> {
            Map<SystemId, VirtualSystem> systems = new LinkedHashMap<>();
            state.systems().forEach(system -> systems.put(system.id(), seen(system)));
            return new HostInventory(host, systems, new Pools(host, pools, switches, state).list(), switches.list());
        });
    }

    @Override
    public Optional<VirtualSystem> system(SystemId id) {
        return connection.call(
                Operation.SYSTEM, id.toString(), effects -> state.system(id).map(this::seen));
    }

    private VirtualSystem seen(SimulatedSystem system) {
        return system.seenFrom(host.id(), state.snapshots(system.id()));
    }

    @Override
    public List<ResourcePool> pools(HostInventory known) {
        return connection.call(
                Operation.INVENTORY, host.name(), effects -> new Pools(host, pools, switches, state).list());
    }

    @Override
    public void onEvent(Consumer<HypervisorEvent> listener) {
        connection.onEvent(listener);
    }

    @Override
    public void define(SystemId id, SystemConfiguration configuration) {
        String name = configuration.settings().name();
        connection.call(Operation.DEFINE, name, effects -> {
            state.system(id).ifPresent(there -> {
                throw new HypervisorException(
                        Reason.ALREADY_EXISTS, "system " + id + " exists already, as \"" + there.name() + "\"");
            });
            state.requireFree(name, id);
            rules(name).check(configuration);
            return change(SimulatedSystem.defined(id, typed(configuration), now()));
        });
    }

    @Override
    public void undefine(SystemId id) {
        connection.call(Operation.UNDEFINE, nameOf(id), effects -> {
            SimulatedSystem system = find(id);
            if (system.state().isLive()) {
                throw new HypervisorException(
                        Reason.INVALID_STATE, "system \"" + system.name() + "\" is " + system.state() + ", not off");
            }
            state.remove(id);
            use.forget(id);
            guests.gone(id);
            connection.changed(new HypervisorEvent.SystemChanged(id));
            connection.changed(new HypervisorEvent.HostChanged());
            return id;
        });
    }

    @Override
    public void power(SystemId id, PowerAction action) {
        connection.call(Operation.POWER, nameOf(id), effects -> {
            SimulatedSystem system = find(id);
            Instant now = now();
            new PowerTransitions(now, now.plus(boot)).apply(system, action).ifPresent(after -> {
                if (action == PowerAction.SHUT_DOWN && effects.contains(new FaultRule.Effect.IgnoreShutdown())) {
                    return;
                }
                if (action == PowerAction.START) {
                    memory.require(after);
                }
                change(after);
                if (after.state() == SystemState.SHUTTING_DOWN) {
                    awaitOff(after);
                }
            });
            return id;
        });
    }

    /** Memory goes to disk and comes back in four parts, each as slow as the host. */
    @Override
    public void power(SystemId id, PowerAction action, IntConsumer percent) {
        boolean moves = action == PowerAction.SAVE
                || (action == PowerAction.START
                        && connection
                                .inside(() -> state.system(id))
                                .filter(system -> system.state() == SystemState.SUSPENDED)
                                .isPresent());
        for (int part = 1; moves && part <= MEMORY_PARTS; part++) {
            connection.time().pause(connection.latency());
            percent.accept(100 * part / MEMORY_PARTS);
        }
        power(id, action);
    }

    @Override
    public void addDevice(SystemId id, Device device, Scope scope) {
        reconfigure(Operation.ADD_DEVICE, id, scope, changes -> {
            rules(changes.system()).check(device);
            return changes.add(device);
        });
    }

    @Override
    public void modifyDevice(SystemId id, Device device, Scope scope) {
        reconfigure(Operation.MODIFY_DEVICE, id, scope, changes -> {
            rules(changes.system()).check(device);
            return changes.modify(device);
        });
    }

    @Override
    public void removeDevice(SystemId id, String deviceId, Scope scope) {
        reconfigure(Operation.REMOVE_DEVICE, id, scope, changes -> changes.remove(deviceId));
    }

    @Override
    public void modifySettings(SystemId id, SystemSettings settings, Scope scope) {
        connection.call(Operation.MODIFY_SETTINGS, nameOf(id), effects -> {
            SimulatedSystem system = find(id);
            SystemConfiguration before = configuration(system, scope);
            if (!settings.name().equals(system.name())) {
                if (system.running().isPresent()) {
                    throw new HypervisorException(
                            Reason.INVALID_STATE,
                            "system \"" + system.name() + "\" is " + system.state() + " and keeps its name");
                }
                state.requireFree(settings.name(), id);
            }
            SystemConfiguration after = before.withSettings(settings);
            rules(system.name()).checkBoot(after);
            if (scope == Scope.ACTIVE) {
                refuseLiveChange(system, before.settings(), settings);
                return change(system.with(scope, after));
            }
            return change(system.withDefinition(after));
        });
    }

    @Override
    public Optional<Volumes> volumes() {
        return Optional.of(volumes);
    }

    @Override
    public Optional<StoragePools> storagePools() {
        return Optional.of(pools);
    }

    @Override
    public Optional<ComputePools> computePools() {
        return Optional.of(new SimulatedComputePools(host, state, connection));
    }

    @Override
    public Optional<VirtualSwitches> virtualSwitches() {
        return Optional.of(switches);
    }

    @Override
    public Optional<Snapshots> snapshots() {
        return Optional.of(snapshots);
    }

    @Override
    public Optional<Migration> migration() {
        return Optional.of(migration);
    }

    @Override
    public Optional<GuestAccess> guestAccess() {
        return Optional.of(guests);
    }

    @Override
    public Optional<Measurements> measurements() {
        return Optional.of(
                () -> connection.call(Operation.SAMPLE, host.name(), effects -> use.sample(now(), state.systems())));
    }

    @Override
    public void close() {
        connection.close();
        connection.time().close();
        guests.close();
        connection.inside(() -> {
            state.close();
            return host;
        });
    }

    private void reconfigure(
            Operation operation, SystemId id, Scope scope, Function<DeviceChanges, SystemConfiguration> edit) {
        connection.call(operation, nameOf(id), effects -> {
            SimulatedSystem system = find(id);
            SystemConfiguration before = configuration(system, scope);
            SystemConfiguration after = edit.apply(new DeviceChanges(system.name(), scope, before));
            if (scope == Scope.ACTIVE && !after.memory().equals(before.memory())) {
                memory.require(id, after);
            }
            return change(system.with(scope, after));
        });
    }

    private SystemConfiguration configuration(SimulatedSystem system, Scope scope) {
        if (scope == Scope.RECORDED) {
            return system.recorded();
        }
        return system.running()
                .filter(running -> system.state().isLive())
                .orElseThrow(() -> new HypervisorException(
                        Reason.INVALID_STATE,
                        "system \"" + system.name() + "\" is " + system.state()
                                + ", there is no active configuration"));
    }

    private SimulatedSystem change(SimulatedSystem system) {
        use.reach(now(), state.systems());
        state.put(system);
        connection.changed(new HypervisorEvent.SystemChanged(system.id()));
        return system;
    }

    private static void refuseLiveChange(SimulatedSystem system, SystemSettings before, SystemSettings after) {
        if (!before.automatic().equals(after.automatic()) || !before.boot().equals(after.boot())) {
            throw new HypervisorException(
                    Reason.UNSUPPORTED,
                    "system \"" + system.name()
                            + "\" runs: its automatic actions, firmware and boot order are changed in"
                            + " its recorded configuration");
        }
    }

    /** Goes off when the guest is done, unless something else happened in between. */
    private void awaitOff(SimulatedSystem system) {
        Instant now = now();
        // Before it has booted, a guest does not hear the power button; here it hears it late.
        Instant off = (system.bootedAt().isAfter(now) ? system.bootedAt() : now).plus(SHUTDOWN);
        connection
                .time()
                .after(
                        Duration.between(now, off),
                        () -> connection.inside(() -> state.system(system.id())
                                .filter(then -> then.power() == system.power())
                                .map(then -> change(then.off(now())))));
    }

    private AdmissionRules rules(String system) {
        return new AdmissionRules(system, state.shares(host), this::volumeExists, switches::exists);
    }

    private boolean volumeExists(VolumeId id) {
        return id.isPath()
                ? state.volumes().stream()
                        .anyMatch(stored -> stored.volume().path().equals(id.name()))
                : state.volume(id).isPresent();
    }

    private SimulatedSystem find(SystemId id) {
        return state.system(id)
                .orElseThrow(() -> new HypervisorException(Reason.NOT_FOUND, "there is no system " + id));
    }

    private String nameOf(SystemId id) {
        return connection
                .inside(() -> state.system(id).map(SimulatedSystem::name))
                .orElse("");
    }

    private Instant now() {
        return connection.time().now();
    }

    private static SystemConfiguration typed(SystemConfiguration configuration) {
        SystemSettings settings = configuration.settings();
        return settings.type().equals(SystemSettings.named(settings.name()).type())
                ? configuration.withSettings(settings.withType(SimulatedHost.SYSTEM_TYPE))
                : configuration;
    }

    private Optional<SimulatedGuest> guest(SystemId id) {
        Optional<SimulatedGuest> guest = connection.inside(() -> state.system(id)
                .filter(system -> system.answers(now()))
                .map(system -> new SimulatedGuest(system.name(), system.current(), environment(system.current()))));
        boolean silent = guest.stream()
                .flatMap(answering -> faults().met(Operation.GUEST_ANSWER, answering.name()).stream())
                .anyMatch(FaultRule.Effect.StaySilent.class::isInstance);
        return silent ? Optional.empty() : guest;
    }

    /** What is on the first CD that the guest has in a drive. */
    private Optional<byte[]> environment(SystemConfiguration configuration) {
        return configuration.disks().stream()
                .filter(disk -> disk.type() == Disk.Type.CD)
                .flatMap(disk -> disk.source().stream())
                .flatMap(source -> state.volume(source).stream())
                .flatMap(volume -> volume.content().stream())
                .findFirst();
    }

    private void populate(SimulatorUri uri) {
        List<SystemGenerator.Generated> generated =
                new SystemGenerator(uri.seed(), host.id(), now()).generate(uri.systems());
        state.put(
                generated.stream().map(SystemGenerator.Generated::system).toList(),
                generated.stream().map(SystemGenerator.Generated::disk).toList());
    }

    /** After a restart of the endpoint: guests that were shutting down get there. */
    private void goOn() {
        state.systems().stream()
                .filter(system -> system.state() == SystemState.SHUTTING_DOWN)
                .forEach(this::awaitOff);
    }
}
