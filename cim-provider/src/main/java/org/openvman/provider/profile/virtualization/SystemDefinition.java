package org.openvman.provider.profile.virtualization;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.openvman.provider.hypervisor.Disk;
import org.openvman.provider.hypervisor.Fleet;
import org.openvman.provider.hypervisor.HostInventory;
import org.openvman.provider.hypervisor.Hypervisor;
import org.openvman.provider.hypervisor.HypervisorException;
import org.openvman.provider.hypervisor.Memory;
import org.openvman.provider.hypervisor.PowerAction;
import org.openvman.provider.hypervisor.Processor;
import org.openvman.provider.hypervisor.SystemConfiguration;
import org.openvman.provider.hypervisor.SystemId;
import org.openvman.provider.hypervisor.SystemSettings;
import org.openvman.provider.hypervisor.SystemState;
import org.openvman.provider.hypervisor.VirtualSystem;
import org.openvman.provider.hypervisor.VolumeId;
import org.openvman.provider.job.Job;
import org.openvman.provider.job.JobEngine;
import org.openvman.provider.operation.CimException;
import org.openvman.provider.operation.CimStatus;
import org.openvman.provider.profile.allocation.NewDevice;
import org.openvman.provider.profile.system.SystemSettingView;
import org.openvman.provider.profile.system.VirtualSystemProfile;
import org.openvman.provider.view.MethodCall;
import org.openvman.provider.view.Outcome;
import org.openvman.schema.cim.CimInstance;
import org.openvman.schema.cim.CimPath;

/**
 * DefineSystem and DestroySystem of CIM_VirtualSystemManagementService. A definition that fails leaves nothing behind,
 * not even the disks that it had made.
 */
public final class SystemDefinition {
    private static final long DEFAULT_MEMORY_BYTES = 512L << 20;

    private final Fleet fleet;
    private final VirtualSystemProfile systems;
    private final NewDevice newDevice;
    private final JobEngine jobs;
    private final Supplier<UUID> uuids;

    public SystemDefinition(
            Fleet fleet, VirtualSystemProfile systems, NewDevice newDevice, JobEngine jobs, Supplier<UUID> uuids) {
        this.fleet = fleet;
        this.systems = systems;
        this.newDevice = newDevice;
        this.jobs = jobs;
        this.uuids = uuids;
    }

    Outcome defineSystem(HostInventory host, MethodCall call) {
        SystemId id = new SystemId(uuids.get());
        Optional<ReferenceConfiguration> reference = call.reference("ReferenceConfiguration")
                .map(path -> new ReferenceConfiguration(call.resolve(path, systems.settings())));
        SystemConfiguration configuration =
                reference.map(original -> original.forSystem(id, newDevice)).orElseGet(() -> minimal(host, id));
        Optional<CimInstance> settings = call.instance("SystemSettings");
        if (settings.isPresent()) {
            configuration = configuration.withSettings(
                    SystemSettingView.SETTINGS.apply(configuration.settings(), settings.get()));
        }
        Map<String, String> pools = new HashMap<>();
        for (CimInstance setting : call.instances("ResourceSettings")) {
            SystemConfiguration before = configuration;
            configuration = reference.isPresent()
                    ? ReferenceConfiguration.laidOver(configuration, setting, newDevice)
                    : configuration.with(newDevice.from(setting, configuration));
            pools.putAll(NewVolumes.pools(setting, before, configuration));
        }
        SystemConfiguration wanted = configuration;
        List<Disk> shared =
                reference.map(original -> original.sharedDisks(wanted)).orElse(List.of());
        if (shared.isEmpty()) {
            return Outcome.completed("ResultingSystem", define(host, call, id, wanted, pools, shared, progress -> {}));
        }
        reference.orElseThrow().requireCopyable(host.host().id(), shared);
        Job job = jobs.submit(
                call.context().principal().name(),
                "DefineSystem " + wanted.settings().name(),
                List.of(),
                progress -> progress.affects(List.of(define(
                        host,
                        call,
                        id,
                        wanted,
                        pools,
                        shared,
                        copied -> progress.at(90 * copied / shared.size(), "copying")))));
        return new Outcome.JobStarted(call.pathOf(systems.jobs().view(), job));
    }

    private CimPath define(
            HostInventory host,
            MethodCall call,
            SystemId id,
            SystemConfiguration wanted,
            Map<String, String> pools,
            List<Disk> shared,
            IntConsumer copied) {
        SystemConfiguration configuration = wanted;
        Hypervisor hypervisor = hypervisor(host);
        try (NewVolumes made = new NewVolumes(hypervisor, host, id, pools)) {
            for (int i = 0; i < shared.size(); i++) {
                copied.accept(i);
                configuration = configuration.with(made.copied(shared.get(i)));
            }
            configuration = made.forEmptyDisks(configuration);
            hypervisor.define(id, configuration);
            made.keep();
        }
        return call.pathOf(
                systems.system(),
                call.inventory()
                        .system(id)
                        .orElseThrow(() -> new HypervisorException(
                                HypervisorException.Reason.FAILED, "the system was defined, and is gone already")));
    }

    /** The name of a system that its client gives none. */
    static String usualName(SystemId id) {
        return "vs-" + id.toString().substring(0, 8);
    }

    private static SystemConfiguration minimal(HostInventory host, SystemId id) {
        return new SystemConfiguration(
                SystemSettings.named(usualName(id)).withType(host.host().systemType()),
                Processor.of(1, 1),
                new Memory(DEFAULT_MEMORY_BYTES, DEFAULT_MEMORY_BYTES),
                List.of(),
                List.of());
    }

    Outcome destroySystem(HostInventory host, MethodCall call) {
        VirtualSystem system = call.target("AffectedSystem", systems.system());
        if (!system.host().equals(host.host().id())) {
            throw new CimException(
                    CimStatus.INVALID_PARAMETER,
                    system.name() + " is on host " + system.host() + ", not on "
                            + host.host().id());
        }
        Hypervisor hypervisor = hypervisor(host);
        // "If the system is active it is deactivated first" (description of the method in the schema).
        if (system.state().isLive() || system.state() == SystemState.SUSPENDED) {
            hypervisor.power(system.id(), PowerAction.POWER_OFF);
        }
        try {
            hypervisor.undefine(system.id());
        } catch (HypervisorException e) {
            if (e.leavesDoubt()) {
                deleteOwnVolumes(hypervisor, system);
            }
            throw e;
        }
        deleteOwnVolumes(hypervisor, system);
        return Outcome.completed();
    }

    /**
     * Returns to the pool what DefineSystem took from it; disks that a client brought stay, and so do all if the system is
     * there still.
     */
    private static void deleteOwnVolumes(Hypervisor hypervisor, VirtualSystem system) {
        List<VolumeId> own = Stream.of(system.recorded(), system.current())
                .flatMap(configuration -> configuration.disks().stream())
                .flatMap(disk -> disk.source().stream())
                .filter(source -> NewVolumes.isMadeFor(system.id(), source))
                .distinct()
                .toList();
        hypervisor.volumes().ifPresent(volumes -> volumes.deleteSoon(own));
    }

    private Hypervisor hypervisor(HostInventory host) {
        return fleet.hypervisor(host.host().id())
                .orElseThrow(() -> new CimException(
                        CimStatus.NOT_FOUND, "host " + host.host().id() + " is not managed any more"));
    }
}
