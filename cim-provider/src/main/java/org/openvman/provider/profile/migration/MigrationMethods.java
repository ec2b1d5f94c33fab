package org.openvman.provider.profile.migration;

import java.util.List;
import java.util.Optional;
import org.openvman.provider.hypervisor.Fleet;
import org.openvman.provider.hypervisor.HostInventory;
import org.openvman.provider.hypervisor.Hypervisor;
import org.openvman.provider.hypervisor.HypervisorException;
import org.openvman.provider.hypervisor.HypervisorException.Reason;
import org.openvman.provider.hypervisor.VirtualSystem;
import org.openvman.provider.job.Job;
import org.openvman.provider.job.JobEngine;
import org.openvman.provider.profile.job.JobProfile;
import org.openvman.provider.profile.system.HostProfile;
import org.openvman.provider.profile.system.VirtualSystemProfile;
import org.openvman.provider.view.MethodCall;
import org.openvman.provider.view.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The four methods of CIM_VirtualSystemMigrationService. What is refused is refused before a job begins, as far as it can be
 * known then.
 */
final class MigrationMethods {
    private static final Logger LOG = LoggerFactory.getLogger(MigrationMethods.class);
    private static final long NOT_SUPPORTED = 1;
    private static final long FAILED = 2;
    private static final long TIMEOUT = 3;
    private static final long INVALID_PARAMETER = 4;
    private static final long INVALID_STATE = 5;
    private static final long INCOMPATIBLE_PARAMETERS = 6;

    private final Fleet fleet;
    private final JobEngine jobs;
    private final JobProfile jobProfile;
    private final VirtualSystemProfile systems;

    MigrationMethods(Fleet fleet, JobEngine jobs, JobProfile jobProfile, VirtualSystemProfile systems) {
        this.fleet = fleet;
        this.jobs = jobs;
        this.jobProfile = jobProfile;
        this.systems = systems;
    }

    boolean isOfferedBy(HostInventory host) {
        return fleet.hypervisor(host.host().id()).flatMap(Hypervisor::migration).isPresent();
    }

    Outcome migrateToHost(HostInventory host, MethodCall call) {
        return migrate(host, addressed(call), call);
    }

    Outcome migrateToSystem(HostInventory host, MethodCall call) {
        Outcome outcome = migrate(host, Optional.of(call.target("DestinationSystem", HostProfile.HOST)), call);
        // DSP1081: the system keeps its identity, so that what it will be there is known before it is there.
        return outcome instanceof Outcome.JobStarted started
                ? started.with("NewComputerSystem", call.pathOf(systems.system(), system(host, call)))
                : outcome;
    }

    Outcome checkToHost(HostInventory host, MethodCall call) {
        return check(host, addressed(call), call);
    }

    Outcome checkToSystem(HostInventory host, MethodCall call) {
        return check(host, Optional.of(call.target("DestinationSystem", HostProfile.HOST)), call);
    }

    private Outcome migrate(HostInventory host, Optional<HostInventory> to, MethodCall call) {
        VirtualSystem system = system(host, call);
        Optional<Outcome.Refused> refused = refusal(to, call);
        if (refused.isPresent()) {
            return refused.get();
        }
        MigrationWork work = work(host, to.orElseThrow(), system, call);
        try {
            check(work);
        } catch (HypervisorException e) {
            return new Outcome.Refused(code(e.reason()), String.valueOf(e.getMessage()));
        }
        Job job = jobs.submit(
                call.context().principal().name(),
                call.method() + " " + system.name() + " to "
                        + work.destination().id(),
                List.of(call.pathOf(systems.system(), system)),
                work);
        return new Outcome.JobStarted(call.pathOf(jobProfile.view(), job));
    }

    /** "0 means that the check ran; the verdict is IsMigratable" (description of the method in the schema). */
    private Outcome check(HostInventory host, Optional<HostInventory> to, MethodCall call) {
        VirtualSystem system = system(host, call);
        Optional<Outcome.Refused> refused = refusal(to, call);
        if (refused.isPresent()) {
            return refused.get();
        }
        try {
            check(work(host, to.orElseThrow(), system, call));
            return Outcome.completed("IsMigratable", true);
        } catch (HypervisorException e) {
            LOG.info("{}: {}", call.method(), e.getMessage());
            return Outcome.completed("IsMigratable", false);
        }
    }

    private static void check(MigrationWork work) {
        MigrationWork.facet(work.source())
                .check(
                        work.system().id(),
                        MigrationWork.facet(work.destination()),
                        work.settings().plan());
    }

    private static Optional<Outcome.Refused> refusal(Optional<HostInventory> to, MethodCall call) {
        if (to.isEmpty()) {
            return Optional.of(new Outcome.Refused(
                    INVALID_PARAMETER,
                    "no host \"" + call.text("DestinationHost").orElse("") + "\" belongs to this endpoint"));
        }
        if (call.instance("NewSystemSettingData").isPresent()
                || !call.instances("NewResourceSettingData").isEmpty()) {
            return Optional.of(new Outcome.Refused(
                    NOT_SUPPORTED, "a system keeps its settings when it moves; change them before or afterwards"));
        }
        return Optional.empty();
    }

    private MigrationWork work(HostInventory host, HostInventory to, VirtualSystem system, MethodCall call) {
        MigrationSettings settings = call.instance("MigrationSettingData")
                .map(given -> MigrationSettings.VIEW.apply(MigrationSettings.DEFAULTS, given))
                .orElse(MigrationSettings.DEFAULTS);
        return new MigrationWork(fleet, system, hypervisor(host), hypervisor(to), settings);
    }

    private Hypervisor hypervisor(HostInventory host) {
        return fleet.hypervisor(host.host().id())
                .orElseThrow(() -> new HypervisorException(
                        Reason.NOT_FOUND, "host " + host.host().id() + " is not managed any more"));
    }

    private VirtualSystem system(HostInventory host, MethodCall call) {
        VirtualSystem system = call.target("ComputerSystem", systems.system());
        if (!system.host().equals(host.host().id())) {
            throw call.invalid(system.name() + " is on host " + system.host() + ", not on "
                    + host.host().id());
        }
        return system;
    }

    /** The host of that name, or of that identity. */
    private static Optional<HostInventory> addressed(MethodCall call) {
        String address = call.text("DestinationHost").orElseThrow(() -> call.missing("DestinationHost"));
        return call.inventory()
                .hosts()
                .filter(host -> host.host().name().equals(address)
                        || host.host().id().value().equals(address))
                .findFirst();
    }

    private static long code(Reason reason) {
        return switch (reason) {
            case UNSUPPORTED -> NOT_SUPPORTED;
            case TIMEOUT -> TIMEOUT;
            case INVALID_STATE -> INVALID_STATE;
            case INVALID, NOT_FOUND, ALREADY_EXISTS -> INCOMPATIBLE_PARAMETERS;
            case IN_USE, INSUFFICIENT_RESOURCES, UNREACHABLE, FAILED -> FAILED;
        };
    }
}
