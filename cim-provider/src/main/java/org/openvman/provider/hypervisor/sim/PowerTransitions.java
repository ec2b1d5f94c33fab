package org.openvman.provider.hypervisor.sim;

import java.time.Instant;
import java.util.Optional;
import org.openvman.provider.hypervisor.HypervisorException;
import org.openvman.provider.hypervisor.HypervisorException.Reason;
import org.openvman.provider.hypervisor.PowerAction;
import org.openvman.provider.hypervisor.SystemState;

/**
 * What each power action does in each state, as a libvirt host does it (DSP1057, virtual system state transitions).
 *
 * @param now when it happens
 * @param ready when a guest that boots now will answer
 */
record PowerTransitions(Instant now, Instant ready) {

    /**
     * The system afterwards; empty if it is in the wanted state already.
     *
     * @throws HypervisorException INVALID_STATE if there is no way from here to there
     */
    Optional<SimulatedSystem> apply(SimulatedSystem system, PowerAction action) {
        SystemState state = system.state();
        return switch (action) {
            case START ->
                switch (state) {
                    case DEFINED, CRASHED -> Optional.of(system.started(now, ready));
                    // The guest goes on where it was saved; it need not boot.
                    case SUSPENDED -> Optional.of(system.with(SystemState.ACTIVE, now));
                    case ACTIVE, STARTING -> Optional.empty();
                    case PAUSED, SHUTTING_DOWN, UNKNOWN -> throw refused(system, action);
                };
            case SHUT_DOWN ->
                switch (state) {
                    case ACTIVE, STARTING -> Optional.of(system.with(SystemState.SHUTTING_DOWN, now));
                    case SHUTTING_DOWN, DEFINED, CRASHED -> Optional.empty();
                    case PAUSED, SUSPENDED, UNKNOWN -> throw refused(system, action);
                };
            case POWER_OFF ->
                switch (state) {
                    case ACTIVE, STARTING, PAUSED, SHUTTING_DOWN, SUSPENDED -> Optional.of(system.off(now));
                    case DEFINED, CRASHED -> Optional.empty();
                    case UNKNOWN -> throw refused(system, action);
                };
            case PAUSE ->
                switch (state) {
                    case ACTIVE, STARTING, SHUTTING_DOWN -> Optional.of(system.with(SystemState.PAUSED, now));
                    case PAUSED -> Optional.empty();
                    case DEFINED, CRASHED, SUSPENDED, UNKNOWN -> throw refused(system, action);
                };
            case RESUME ->
                switch (state) {
                    case PAUSED -> Optional.of(system.with(SystemState.ACTIVE, now));
                    case ACTIVE, STARTING -> Optional.empty();
                    case DEFINED, CRASHED, SUSPENDED, SHUTTING_DOWN, UNKNOWN -> throw refused(system, action);
                };
            case SAVE ->
                switch (state) {
                    case ACTIVE, STARTING, PAUSED -> Optional.of(system.with(SystemState.SUSPENDED, now));
                    case SUSPENDED -> Optional.empty();
                    case DEFINED, CRASHED, SHUTTING_DOWN, UNKNOWN -> throw refused(system, action);
                };
            case REBOOT ->
                switch (state) {
                    case ACTIVE, STARTING -> Optional.of(system.restarted(now, ready));
                    case PAUSED, DEFINED, CRASHED, SUSPENDED, SHUTTING_DOWN, UNKNOWN -> throw refused(system, action);
                };
            case RESET ->
                switch (state) {
                    case ACTIVE, STARTING, SHUTTING_DOWN, PAUSED -> Optional.of(system.restarted(now, ready));
                    case DEFINED, CRASHED, SUSPENDED, UNKNOWN -> throw refused(system, action);
                };
        };
    }

    private static HypervisorException refused(SimulatedSystem system, PowerAction action) {
        return new HypervisorException(
                Reason.INVALID_STATE,
                "system \"" + system.name() + "\" is " + system.state() + ", no " + action + " from there");
    }
}
