package org.openvman.provider.profile.system;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    private static final Duration POLL_INTERVAL = Duration.ofMillis(100);

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
        if (timeout.isPresent() && !requested.takesTime()) {
            return new Outcome.Refused(TIMEOUT_NOT_SUPPORTED, requested + " is done at once and takes no timeout");
        }
        Optional<List<PowerAction>> actions = requested.from(system.state());
        if (actions.isEmpty()) {
            return new Outcome.Refused(
                    INVALID_STATE_TRANSITION, system.name() + " is " + system.state() + ", not to be " + requested);
        }
        Hypervisor hypervisor = fleet.hypervisorOf(system.id());
        if (!requested.takesTime()) {
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
        progress.at(10, actions + " requested");
        actions.forEach(action -> hypervisor.power(system.id(), action));
        Duration patience = timeout.orElse(SHUTDOWN_PATIENCE);
        long deadline = System.nanoTime() + patience.toNanos();
        while (stateOf(system.id()) != requested.target()) {
            if (System.nanoTime() > deadline) {
                throw new HypervisorException(
                        HypervisorException.Reason.TIMEOUT,
                        system.name() + " is still " + stateOf(system.id()) + " after " + patience.toSeconds()
                                + " s; its guest may not listen to the power button (request state 3 to turn it off)");
            }
            progress.at(50, "waiting for the guest");
            Thread.sleep(POLL_INTERVAL.toMillis());
        }
        lastRequests.put(system.id(), requested);
    }

    private SystemState stateOf(SystemId id) {
        return fleet.inventory()
                .system(id)
                .map(VirtualSystem::state)
                .orElseThrow(() -> new HypervisorException(
                        HypervisorException.Reason.NOT_FOUND, "the virtual system " + id + " is gone"));
    }
}
