package org.openvman.provider.profile.snapshot;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.openvman.provider.hypervisor.Fleet;
import org.openvman.provider.hypervisor.HostInventory;
import org.openvman.provider.hypervisor.Hypervisor;
import org.openvman.provider.hypervisor.HypervisorException;
import org.openvman.provider.hypervisor.HypervisorException.Reason;
import org.openvman.provider.hypervisor.Snapshot;
import org.openvman.provider.hypervisor.SnapshotTree;
import org.openvman.provider.hypervisor.Snapshots;
import org.openvman.provider.hypervisor.SystemState;
import org.openvman.provider.hypervisor.VirtualSystem;
import org.openvman.provider.job.Job;
import org.openvman.provider.job.JobEngine;
import org.openvman.provider.job.JobWork;
import org.openvman.provider.profile.job.JobProfile;
import org.openvman.provider.profile.system.VirtualSystemProfile;
import org.openvman.provider.view.ClassView;
import org.openvman.provider.view.MethodCall;
import org.openvman.provider.view.Outcome;
import org.openvman.schema.cim.CimInstance;
import org.openvman.schema.cim.CimPath;

/** The methods of CIM_VirtualSystemSnapshotService; each checks what it is asked for, then goes on as a job. */
final class SnapshotMethods {
    private static final long INVALID_STATE = 5;
    private static final long INVALID_TYPE = 6;

    private final Fleet fleet;
    private final JobEngine jobs;
    private final JobProfile jobProfile;
    private final VirtualSystemProfile systems;
    private final ClassView<SystemSnapshot> view;

    SnapshotMethods(
            Fleet fleet,
            JobEngine jobs,
            JobProfile jobProfile,
            VirtualSystemProfile systems,
            ClassView<SystemSnapshot> view) {
        this.fleet = fleet;
        this.jobs = jobs;
        this.jobProfile = jobProfile;
        this.systems = systems;
        this.view = view;
    }

    /** The facet of a host, if it has one. */
    Optional<Snapshots> of(HostInventory host) {
        return fleet.hypervisor(host.host().id()).flatMap(Hypervisor::snapshots);
    }

    /** The types that a system can have now. */
    List<Integer> typesOf(VirtualSystem system) {
        return SnapshotType.codes(fleet.hypervisor(system.host())
                .flatMap(Hypervisor::snapshots)
                .map(snapshots -> snapshots.kindsOf(system))
                .orElse(Set.of()));
    }

    Outcome createSnapshot(HostInventory host, MethodCall call) {
        VirtualSystem system = onHost(host, call.target("AffectedSystem", systems.system()), call);
        long code = call.number("SnapshotType").orElseThrow(() -> call.missing("SnapshotType"));
        Optional<SnapshotType> type = SnapshotType.ofCode(code);
        if (type.isEmpty()) {
            return new Outcome.Refused(INVALID_TYPE, code + " is no type of snapshot; 2 is full, 3 the disks alone");
        }
        Snapshot.Kind kind = type.get().kind();
        Snapshots snapshots = facet(host);
        try {
            snapshots.requireKind(system, kind);
        } catch (HypervisorException e) {
            return new Outcome.Refused(INVALID_STATE, String.valueOf(e.getMessage()));
        }
        Optional<CimInstance> settings = call.instance("SnapshotSettings");
        String name = Snapshot.checkedName(
                settings.flatMap(given -> given.string("ElementName")).orElseGet(() -> freeName(system.snapshots())));
        String notes = settings.flatMap(given -> given.string("Description")).orElse("");
        CimPath path = call.pathOf(systems.system(), system);
        return start(call, "CreateSnapshot \"" + name + "\" of " + system.name(), path, progress -> {
            progress.at(10, "taking the snapshot");
            snapshots.create(system.id(), name, notes, kind);
            VirtualSystem now = call.inventory().system(system.id()).orElse(system);
            SystemSnapshot taken = SystemSnapshot.of(now, Optional.of(name))
                    .orElseThrow(() -> new HypervisorException(
                            Reason.FAILED, "snapshot \"" + name + "\" was taken, and is gone already"));
            progress.affects(List.of(path, call.pathOf(view, taken)));
        });
    }

    Outcome applySnapshot(HostInventory host, MethodCall call) {
        SystemSnapshot target = call.target("Snapshot", view);
        VirtualSystem system = onHost(host, target.system(), call);
        if (system.state() == SystemState.SUSPENDED) {
            return new Outcome.Refused(
                    INVALID_STATE, system.name() + " is saved; start it or turn it off to set it back to a snapshot");
        }
        Snapshots snapshots = facet(host);
        String name = target.snapshot().name();
        return start(
                call,
                "ApplySnapshot \"" + name + "\" to " + system.name(),
                call.pathOf(systems.system(), system),
                progress -> {
                    progress.at(10, "setting the system back");
                    snapshots.apply(system.id(), name);
                });
    }

    Outcome destroySnapshot(HostInventory host, MethodCall call) {
        SystemSnapshot target = call.target("AffectedSnapshot", view);
        VirtualSystem system = onHost(host, target.system(), call);
        Snapshots snapshots = facet(host);
        String name = target.snapshot().name();
        return start(
                call,
                "DestroySnapshot \"" + name + "\" of " + system.name(),
                call.pathOf(systems.system(), system),
                progress -> {
                    progress.at(10, "removing the snapshot");
                    snapshots.destroy(system.id(), name);
                });
    }

    private Outcome start(MethodCall call, String name, CimPath affected, JobWork work) {
        Job job = jobs.submit(call.context().principal().name(), name, List.of(affected), work);
        return new Outcome.JobStarted(call.pathOf(jobProfile.view(), job));
    }

    private Snapshots facet(HostInventory host) {
        return of(host).orElseThrow(() -> new HypervisorException(
                Reason.UNSUPPORTED, "host " + host.host().id() + " takes no snapshots"));
    }

    private static VirtualSystem onHost(HostInventory host, VirtualSystem system, MethodCall call) {
        if (!system.host().equals(host.host().id())) {
            throw call.invalid(system.name() + " is on host " + system.host() + ", not on "
                    + host.host().id());
        }
        return system;
    }

    private static String freeName(SnapshotTree tree) {
        return IntStream.iterate(tree.all().size() + 1, number -> number + 1)
                .mapToObj(number -> "snapshot-" + number)
                .filter(name -> tree.find(name).isEmpty())
                .findFirst()
                .orElseThrow();
    }
}
