package org.openvman.provider.profile.system;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.openvman.provider.hypervisor.Fleet;
import org.openvman.provider.hypervisor.Hypervisor;
import org.openvman.provider.hypervisor.HypervisorException;
import org.openvman.provider.hypervisor.PowerAction;
import org.openvman.provider.hypervisor.SystemId;
import org.openvman.provider.hypervisor.SystemState;
import org.openvman.provider.hypervisor.VirtualSystem;
import org.openvman.provider.job.Job;
import org.openvman.provider.job.JobEngine;
import org.openvman.provider.job.JobProgress;
import org.openvman.provider.profile.job.JobProfile;
import org.openvman.provider.view.MethodCall;
import org.openvman.provider.view.Outcome;
import org.openvman.schema.cim.CimPath;

/** RequestStateChange of a virtual system (DSP1057; return codes of CIM_EnabledLogicalElement.RequestStateChange). */
final class StateChange {
    private static final long NOT_SUPPORTED = 1;
    private static final long INVALID_PARAMETER = 5;
    private static final long INVALID_STATE_TRANSITION = 4097;
    private static final long TIMEOUT_NOT_SUPPORTED = 4098;

    /** How long a guest may take to shut down when the client sets no limit. */
    private static final Duration SHUTDOWN_PATIENCE = Duration.ofMinutes(5);

    /** PercentComplete when the hypervisor has the request, when a guest is awaited, and when the memory is moved. */
    private static final int REQUESTED = 10;

    private static final int WAITING = 50;
    private static final int ARRIVED = 90;

    /** How long events of a change that has happened may be on their way. */
    private static final Duration EVENT_PATIENCE = Duration.ofSeconds(30);

    /** DSP1057 knows these requests; no backend of ours has a state for them. */
    private static final List<Long> TEST_AND_DEFER = List.of(7L, 8L);

    private final Fleet fleet;
    private final JobEngine jobs;
    private final JobProfile jobProfile;
    private final Map<SystemId, RequestedState> lastRequests = new ConcurrentHashMap<>();

    StateChange(Fleet fleet, JobEngine jobs, JobProfile jobProfile) {
        this.fleet = fleet;
        this.jobs = jobs;
        this.jobProfile = jobProfile;
    }

    /** The last request that was carried out for the system by this endpoint. */
    Optional<RequestedState> lastRequest(SystemId system) {
        return Optional.ofNullable(lastRequests.get(system));
    }

    Outcome request(VirtualSystem system, CimPath path, MethodCall call) {
        long code = call.number("RequestedState").orElseThrow(() -> call.missing("RequestedState"));
        if (TEST_AND_DEFER.contains(code)) {
            return new Outcome.Refused(NOT_SUPPORTED, "no hypervisor knows the state " + code);
        }
        Optional<RequestedState> known = RequestedState.ofCode(code);
        if (known.isEmpty()) {
            return new Outcome.Refused(INVALID_PARAMETER, code + " is no state that can be requested");
        }
        RequestedState requested = known.get();
        Optional<Duration> timeout = call.interval("TimeoutPeriod");
        if (timeout.isPresent() && !requested.awaitsGuest()) {
            return new Outcome.Refused(
                    TIMEOUT_NOT_SUPPORTED, requested + " is the hypervisor's work, which cannot be limited in time");
        }
        Set<PowerAction> can = fleet.inventory()
                .host(system.host())
                .map(host -> host.host().powerActions())
                .orElse(Set.of());
        if (!requested.isPossible(can)) {
            return new Outcome.Refused(
                    NOT_SUPPORTED, "host \"" + system.host() + "\" cannot bring a system to " + requested);
        }
        Optional<List<PowerAction>> actions = requested.from(system.state());
        if (actions.isEmpty()) {
            return new Outcome.Refused(
                    INVALID_STATE_TRANSITION, system.name() + " is " + system.state() + ", not to be " + requested);
        }
        Hypervisor hypervisor = fleet.hypervisorOf(system.id());
        if (!requested.takesTime(system.state())) {
            actions.get().forEach(action -> hypervisor.power(system.id(), action));
            lastRequests.put(system.id(), requested);
            return Outcome.completed();
        }
        Job job = jobs.submit(
                call.context().principal().name(),
                "RequestStateChange " + requested + " of " + system.name(),
                List.of(path),
                progress -> carryOut(hypervisor, system, requested, actions.get(), timeout, progress));
        return new Outcome.JobStarted(call.pathOf(jobProfile.view(), job));
    }

    private void carryOut(
            Hypervisor hypervisor,
            VirtualSystem system,
            RequestedState requested,
            List<PowerAction> actions,
            Optional<Duration> timeout,
            JobProgress progress)
            throws InterruptedException {
        SystemId id = system.id();
        for (PowerAction action : actions) {
            String doing = word(action) + " " + system.name();
            progress.at(REQUESTED, doing);
            hypervisor.power(
                    id, action, percent -> progress.at(REQUESTED + percent * (ARRIVED - REQUESTED) / 100, doing));
        }
        progress.at(
                requested.awaitsGuest() ? WAITING : ARRIVED,
                requested.awaitsGuest() ? "waiting for the guest" : "looking at the result");
        Duration patience = requested.awaitsGuest() ? timeout.orElse(SHUTDOWN_PATIENCE) : EVENT_PATIENCE;
        boolean arrived = fleet.await(inventory -> hasEnded(requested, inventory.system(id)), patience);
        SystemState now = stateOf(id);
        if (now == SystemState.UNKNOWN) {
            throw new HypervisorException(
                    HypervisorException.Reason.UNREACHABLE,
                    "host \"" + system.host() + "\" does not answer: nobody knows whether " + system.name()
                            + " has changed its state; look at it when the host is back");
        }
        if (!arrived) {
            throw new HypervisorException(
                    HypervisorException.Reason.TIMEOUT,
                    requested.awaitsGuest() ? silence(system, now, patience) : late(system, now, patience));
        }
        if (now == SystemState.CRASHED) {
            throw new HypervisorException(HypervisorException.Reason.FAILED, system.name() + " crashed meanwhile");
        }
        lastRequests.put(id, requested);
    }

    /** It is where it should be, or where it cannot get there any more from. */
    private static boolean hasEnded(RequestedState requested, Optional<VirtualSystem> system) {
        return system.isEmpty()
                || system.get().state() == requested.target()
                || system.get().state() == SystemState.CRASHED;
    }

    private static String silence(VirtualSystem system, SystemState now, Duration patience) {
        return "the guest of " + system.name() + " did not answer the request to shut down within " + seconds(patience)
                + "; the system is " + now + " and goes on (request state 3 to turn it off)";
    }

    private static String late(VirtualSystem system, SystemState now, Duration patience) {
        return system.name() + " is still " + now + " " + seconds(patience) + " after the hypervisor said it was done";
    }

    private static String seconds(Duration duration) {
        return duration.toMillis() % 1000 == 0 ? duration.toSeconds() + " s" : duration.toMillis() + " ms";
    }

    private static String word(PowerAction action) {
        return switch (action) {
            case SAVE -> "saving";
            case START -> "starting";
            case RESUME -> "resuming";
            case SHUT_DOWN -> "shutting down";
            case POWER_OFF -> "turning off";
            case PAUSE -> "pausing";
            case REBOOT -> "restarting";
            case RESET -> "resetting";
        };
    }

    private SystemState stateOf(SystemId id) {
        return fleet.inventory()
                .system(id)
                .map(VirtualSystem::state)
                .orElseThrow(() -> new HypervisorException(
                        HypervisorException.Reason.NOT_FOUND, "the virtual system " + id + " is gone"));
    }
}
