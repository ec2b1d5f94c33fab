package org.openvman.provider.hypervisor.libvirt;

import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
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
import org.openvman.provider.hypervisor.VirtualSwitches;
import org.openvman.provider.hypervisor.VirtualSystem;
import org.openvman.provider.hypervisor.Volumes;

/**
 * A host that libvirt manages.
 *
 * <p>One connection is kept open and opened again when it is lost; while the host is away every call fails at once with
 * UNREACHABLE, and {@link HypervisorEvent.ConnectionRestored} tells when it is back. Systems that the host has from
 * elsewhere are read and changed like our own, and what their domain XML says that the model does not know stays.
 */
public final class LibvirtHypervisor implements Hypervisor {
    private static final Set<String> WITHOUT_SNAPSHOTS = Set.of("lxc", "xen");

    /** The drivers whose domain XML one host accepts from another. */
    private static final Set<String> WITH_MIGRATION = Set.of("qemu", "lxc", "xen", "test");

    private final HostId id;
    private final LibvirtLink link;
    private final HostReader hosts;
    private final SystemReader systems;
    private final PowerControl power;
    private final Definitions definitions;
    private final LiveChanges live;
    private final LibvirtVolumes volumes;
    private final LibvirtStoragePools storagePools;
    private final LibvirtComputePools computePools;
    private final LibvirtSwitches switches;
    private final Optional<Snapshots> snapshots;
    private final Optional<Migration> migration;
    private final StateChanges changes;
    private final SampleReader samples;
    private volatile Consumer<HypervisorEvent> listener = event -> {};

    LibvirtHypervisor(HostId id, LibvirtLink link, LibvirtUri uri, LibvirtOptions options, Clock clock) {
        this.id = id;
        this.link = link;
        this.changes = new StateChanges(clock);
        Partitions partitions = new Partitions(
                uri,
                options.partitionFolder()
                        .map(folder -> PartitionRecord.inFile(folder.resolve(id.value() + ".properties")))
                        .orElseGet(PartitionRecord::inMemory));
        this.hosts = new HostReader(id, uri, options.allowKvm(), partitions);
        this.systems = new SystemReader(id, changes, partitions);
        this.computePools = new LibvirtComputePools(link, hosts, systems, partitions);
        this.power = new PowerControl(systems, uri.driver().equals("xen"));
        this.definitions = new Definitions(hosts, partitions, options.consoleLogFolder());
        this.live = new LiveChanges(link);
        this.volumes = new LibvirtVolumes(link);
        this.switches = new LibvirtSwitches(id, link, systems);
        this.storagePools = new LibvirtStoragePools(id, link);
        this.samples = new SampleReader(clock);
        this.snapshots = WITHOUT_SNAPSHOTS.contains(uri.driver())
                ? Optional.empty()
                : Optional.of(new LibvirtSnapshots(link, uri, systems, this::change, clock));
        this.migration = WITH_MIGRATION.contains(uri.driver())
                ? Optional.of(new LibvirtMigration(id, uri, link, hosts, systems, volumes))
                : Optional.empty();
        link.onEvent(this::deliver);
        link.every(options.lookAgain(), this::lookAgain);
    }

    /**
     * Connects to a host. A host that is away is waited for in the background.
     *
     * @throws HypervisorException UNSUPPORTED if libvirt is not installed here, INVALID if it has no driver for the URI
     */
    public static LibvirtHypervisor open(HostId id, LibvirtUri uri, LibvirtOptions options, Clock clock) {
        LibvirtLink link = LibvirtLink.open(LibvirtLibrary.load(), uri, id.value());
        return new LibvirtHypervisor(id, link, uri, options, clock);
    }

    @Override
    public HostId id() {
        return id;
    }

    @Override
    public HostInventory inventory() {
        return call(connection -> {
            Host host = hosts.host(connection);
            Map<SystemId, VirtualSystem> all = systems.readAll(connection);
            Collection<VirtualSystem> values = all.values();
            return new HostInventory(host, all, hosts.pools(connection, host, values), switches.list(connection));
        });
    }

    @Override
    public List<ResourcePool> pools(HostInventory known) {
        return call(connection ->
                hosts.pools(connection, known.host(), known.systems().values()));
    }

    @Override
    public Optional<VirtualSystem> system(SystemId system) {
        return call(connection -> systems.read(connection, system));
    }

    @Override
    public void onEvent(Consumer<HypervisorEvent> listener) {
        this.listener = listener;
    }

    @Override
    public void define(SystemId system, SystemConfiguration configuration) {
        run(connection -> definitions.define(connection, system, configuration));
        changed(system);
    }

    @Override
    public void undefine(SystemId system) {
        change(system, (connection, domain) -> {
            if (domain.state().isLive()) {
                throw new HypervisorException(
                        Reason.INVALID_STATE, domain.description() + " runs: it must be off to be undefined");
            }
            domain.undefine();
            changes.forget(system);
        });
    }

    @Override
    public void power(SystemId system, PowerAction action) {
        change(system, (connection, domain) -> apply(connection, domain, action));
    }

    @Override
    public void power(SystemId system, PowerAction action, IntConsumer percent) {
        change(system, (connection, domain) -> {
            if (action != PowerAction.SAVE) {
                // libvirt tells how far a save is, and nothing of a restore.
                apply(connection, domain, action);
                return;
            }
            SaveWatch watch = SaveWatch.start(domain, percent);
            try (watch) {
                power.apply(domain, action);
            }
        });
    }

    /** What starts must fit into the pools that it is allocated from. */
    private void apply(LibvirtConnection connection, DomainHandle domain, PowerAction action) {
        if (action == PowerAction.START) {
            computePools.admit(
                    connection, domain.id(), systems.recorded(connection, domain), () -> power.apply(domain, action));
        } else {
            power.apply(domain, action);
        }
    }

    @Override
    public void addDevice(SystemId system, Device device, Scope scope) {
        change(system, (connection, domain) -> {
            SystemConfiguration configuration = configuration(connection, domain, scope);
            if (configuration.device(device.id()).isPresent()) {
                throw new HypervisorException(
                        Reason.ALREADY_EXISTS, domain.description() + " has a device " + device.id() + " already");
            }
            if (scope == Scope.RECORDED) {
                definitions.add(connection, domain, device);
            } else {
                live.add(connection, domain, device);
            }
        });
    }

    @Override
    public void modifyDevice(SystemId system, Device device, Scope scope) {
        change(system, (connection, domain) -> {
            SystemConfiguration configuration = configuration(connection, domain, scope);
            Device before = existing(configuration, domain, device.id());
            if (scope == Scope.ACTIVE) {
                computePools.admit(
                        connection,
                        system,
                        configuration.with(device),
                        () -> live.modify(connection, domain, configuration, before, device));
            } else {
                growVolume(domain, before, device);
                definitions.modify(connection, domain, configuration, before, device);
            }
        });
    }

    /** The size of a disk is the size of its volume, of which there is one for both scopes. */
    private void growVolume(DomainHandle domain, Device before, Device after) {
        if (before instanceof Disk old
                && after instanceof Disk disk
                && old.source().equals(disk.source())
                && disk.source().isPresent()
                && old.capacityBytes() != disk.capacityBytes()) {
            DiskGrowth.check(old, disk);
            if (domain.state().isLive()) {
                throw new HypervisorException(
                        Reason.INVALID_STATE,
                        domain.description() + " runs: the size of disk " + disk.id()
                                + " is changed in its active configuration");
            }
            volumes.grow(disk.source().orElseThrow(), disk.capacityBytes());
        }
    }

    @Override
    public void removeDevice(SystemId system, String deviceId, Scope scope) {
        change(system, (connection, domain) -> {
            SystemConfiguration configuration = configuration(connection, domain, scope);
            Device device = existing(configuration, domain, deviceId);
            if (device.equals(configuration.processor()) || device.equals(configuration.memory())) {
                throw new HypervisorException(
                        Reason.UNSUPPORTED, domain.description() + " cannot be without its " + deviceId);
            }
            if (scope == Scope.RECORDED) {
                definitions.remove(connection, domain, deviceId);
            } else {
                live.remove(domain, deviceId);
            }
        });
    }

    @Override
    public void modifySettings(SystemId system, SystemSettings settings, Scope scope) {
        change(system, (connection, domain) -> {
            SystemSettings before = configuration(connection, domain, scope).settings();
            boolean renamed = !before.name().equals(settings.name());
            if (renamed && domain.state().isLive()) {
                throw new HypervisorException(
                        Reason.INVALID_STATE, domain.description() + " runs: it must be off to be renamed");
            }
            if (scope == Scope.RECORDED) {
                definitions.modify(connection, domain, settings);
            } else {
                live.modify(domain, before, settings);
            }
        });
    }

    @Override
    public Optional<Volumes> volumes() {
        return Optional.of(volumes);
    }

    @Override
    public Optional<StoragePools> storagePools() {
        return Optional.of(storagePools);
    }

    @Override
    public Optional<ComputePools> computePools() {
        return Optional.of(computePools);
    }

    @Override
    public Optional<VirtualSwitches> virtualSwitches() {
        return Optional.of(switches);
    }

    @Override
    public Optional<Measurements> measurements() {
        return Optional.of(() -> call(samples::read));
    }

    @Override
    public Optional<Snapshots> snapshots() {
        return snapshots;
    }

    @Override
    public Optional<Migration> migration() {
        return migration;
    }

    /** Guests are on a network of the host, which is this machine or one that routes to them. */
    @Override
    public Optional<GuestAccess> guestAccess() {
        return Optional.of((system, address, port) -> new InetSocketAddress(address, port));
    }

    @Override
    public void close() {
        link.close();
    }

    private SystemConfiguration configuration(LibvirtConnection connection, DomainHandle domain, Scope scope) {
        return systems.read(connection, domain)
                .configuration(scope)
                .orElseThrow(() -> new HypervisorException(
                        Reason.INVALID_STATE, domain.description() + " is off: it has no active configuration"));
    }

    private static Device existing(SystemConfiguration configuration, DomainHandle domain, String deviceId) {
        return configuration
                .device(deviceId)
                .orElseThrow(() ->
                        new HypervisorException(Reason.NOT_FOUND, domain.description() + " has no device " + deviceId));
    }

    private void change(SystemId system, BiConsumer<LibvirtConnection, DomainHandle> body) {
        run(connection -> {
            try (DomainHandle domain = connection
                    .domain(system)
                    .orElseThrow(() -> new HypervisorException(Reason.NOT_FOUND, "no system " + system))) {
                body.accept(connection, domain);
            }
        });
        changed(system);
    }

    private void run(Consumer<LibvirtConnection> body) {
        call(connection -> {
            body.accept(connection);
            return Optional.empty();
        });
    }

    private <T> T call(Function<LibvirtConnection, T> body) {
        return link.call(body);
    }

    private void deliver(HypervisorEvent event) {
        if (event instanceof HypervisorEvent.SystemChanged changed) {
            systems.changed(changed.id());
        }
        listener.accept(event);
    }

    /** libvirt has no event for every change that others can make. */
    private void lookAgain() {
        systems.distrust();
        link.report(new HypervisorEvent.HostChanged());
    }

    /** libvirt has no event for every change that we can make. */
    private void changed(SystemId system) {
        systems.changed(system);
        link.report(new HypervisorEvent.SystemChanged(system));
    }
}
