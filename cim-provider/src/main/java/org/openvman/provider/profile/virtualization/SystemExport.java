package org.openvman.provider.profile.virtualization;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.openvman.provider.hypervisor.Fleet;
import org.openvman.provider.hypervisor.HostInventory;
import org.openvman.provider.hypervisor.HypervisorException;
import org.openvman.provider.hypervisor.HypervisorException.Reason;
import org.openvman.provider.hypervisor.SystemState;
import org.openvman.provider.hypervisor.VirtualSystem;
import org.openvman.provider.hypervisor.VolumeFormat;
import org.openvman.provider.job.Job;
import org.openvman.provider.job.JobEngine;
import org.openvman.provider.operation.CimException;
import org.openvman.provider.operation.CimStatus;
import org.openvman.provider.packages.PackageFolder;
import org.openvman.provider.profile.system.VirtualSystemProfile;
import org.openvman.provider.view.MethodCall;
import org.openvman.provider.view.Outcome;

/** ExportSystem of our management service: checks what it is asked for, then goes on as an {@link ExportWork}. */
public final class SystemExport {
    private final Fleet fleet;
    private final VirtualSystemProfile systems;
    private final JobEngine jobs;
    private final PackageFolder packages;

    public SystemExport(Fleet fleet, VirtualSystemProfile systems, JobEngine jobs, PackageFolder packages) {
        this.fleet = fleet;
        this.systems = systems;
        this.jobs = jobs;
        this.packages = packages;
    }

    Outcome exportSystem(HostInventory host, MethodCall call) {
        VirtualSystem system = call.target("AffectedSystem", systems.system());
        if (!system.host().equals(host.host().id())) {
            throw call.invalid(system.name() + " is on host " + system.host() + ", not on "
                    + host.host().id());
        }
        Path target = target(call);
        Optional<VolumeFormat> format = call.text("ImageFormat").map(text -> format(text, call));
        requireOff(system);
        ExportWork work = new ExportWork(system, fleet.hypervisorOf(system.id()), format, target);
        work.check();
        Job job = jobs.submit(
                call.context().principal().name(),
                "ExportSystem " + system.name() + " to " + target.getFileName(),
                List.of(call.pathOf(systems.system(), system)),
                work);
        return new Outcome.JobStarted(call.pathOf(systems.jobs().view(), job));
    }

    /** Refuses a system whose disks may change under the export, or whose memory belongs to them. */
    static void requireOff(VirtualSystem system) {
        if (system.state() == SystemState.SUSPENDED) {
            throw new HypervisorException(
                    Reason.INVALID_STATE,
                    system.name() + " is saved, and its disks make no sense without its memory: "
                            + "start it and shut it down before it is exported");
        }
        if (system.state() != SystemState.DEFINED && system.state() != SystemState.CRASHED) {
            throw new HypervisorException(
                    Reason.INVALID_STATE,
                    system.name() + " is " + system.state().name().toLowerCase(Locale.ROOT)
                            + ", and writes to its disks: shut it down before it is exported");
        }
    }

    private Path target(MethodCall call) {
        String uri = call.text("URI").orElseThrow(() -> call.missing("URI"));
        Path target;
        try {
            target = packages.place(PackageFolder.name(uri));
        } catch (IllegalArgumentException e) {
            throw call.invalid(String.valueOf(e.getMessage()));
        }
        if (!target.toString().endsWith(".ova")) {
            throw call.invalid("the package is an archive, call it NAME.ova, not \"" + target.getFileName() + "\"");
        }
        if (Files.exists(target)) {
            throw new CimException(
                    CimStatus.ALREADY_EXISTS,
                    "there is a package \"" + target.getFileName() + "\" already; delete it, or choose another name");
        }
        return target;
    }

    private static VolumeFormat format(String text, MethodCall call) {
        return switch (text) {
            case "raw" -> VolumeFormat.RAW;
            case "qcow2" -> VolumeFormat.QCOW2;
            default ->
                throw call.invalid("ImageFormat \"" + text + "\": disks are exported as raw or qcow2; "
                        + "ovf convert --disk-format makes others of them");
        };
    }
}
