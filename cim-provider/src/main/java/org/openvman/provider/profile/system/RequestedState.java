package org.openvman.provider.profile.system;

import static org.openvman.provider.hypervisor.PowerAction.PAUSE;
import static org.openvman.provider.hypervisor.PowerAction.POWER_OFF;
import static org.openvman.provider.hypervisor.PowerAction.REBOOT;
import static org.openvman.provider.hypervisor.PowerAction.RESET;
import static org.openvman.provider.hypervisor.PowerAction.RESUME;
import static org.openvman.provider.hypervisor.PowerAction.SAVE;
import static org.openvman.provider.hypervisor.PowerAction.SHUT_DOWN;
import static org.openvman.provider.hypervisor.PowerAction.START;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.openvman.provider.hypervisor.PowerAction;
import org.openvman.provider.hypervisor.SystemState;

/**
 * The states that a client can request of a virtual system, and from which state each is reached by what (DSP1057,
 * virtual system state transitions).
 */
enum RequestedState {
    ENABLED(
            2,
            SystemState.ACTIVE,
            Map.of(
                    SystemState.DEFINED, List.of(START),
                    SystemState.CRASHED, List.of(START),
                    SystemState.PAUSED, List.of(RESUME),
                    SystemState.SUSPENDED, List.of(START))),
    DISABLED(
            3,
            SystemState.DEFINED,
            Map.of(
                    SystemState.ACTIVE, List.of(POWER_OFF),
                    SystemState.PAUSED, List.of(POWER_OFF),
                    SystemState.SHUTTING_DOWN, List.of(POWER_OFF),
                    SystemState.SUSPENDED, List.of(POWER_OFF))),
    // A guest that is paused or saved cannot hear the request, so it is let run first.
    SHUT_DOWN_BY_GUEST(
            4,
            SystemState.DEFINED,
            Map.of(
                    SystemState.ACTIVE, List.of(SHUT_DOWN),
                    SystemState.PAUSED, List.of(RESUME, SHUT_DOWN),
                    SystemState.SUSPENDED, List.of(START, SHUT_DOWN))),
    OFFLINE(6, SystemState.SUSPENDED, Map.of(SystemState.ACTIVE, List.of(SAVE), SystemState.PAUSED, List.of(SAVE))),
    QUIESCE(9, SystemState.PAUSED, Map.of(SystemState.ACTIVE, List.of(PAUSE))),
    REBOOT_BY_GUEST(10, SystemState.ACTIVE, Map.of(SystemState.ACTIVE, List.of(REBOOT))),
    RESET_HARD(11, SystemState.ACTIVE, Map.of(SystemState.ACTIVE, List.of(RESET)));

    private final int code;
    private final SystemState target;
    private final Map<SystemState, List<PowerAction>> ways;

    RequestedState(int code, SystemState target, Map<SystemState, List<PowerAction>> ways) {
        this.code = code;
        this.target = target;
        this.ways = ways;
    }

    /** The value in CIM_EnabledLogicalElement.RequestedState. */
    int code() {
        return code;
    }

    /** The state that the system is in when the request is fulfilled. */
    SystemState target() {
        return target;
    }

    /** Whether a guest must do it, so that nobody knows how long it takes. */
    boolean awaitsGuest() {
        return this == SHUT_DOWN_BY_GUEST;
    }

    /** Whether it is carried out by a job: the guest must do it, or memory goes to disk or comes from there. */
    boolean takesTime(SystemState from) {
        return awaitsGuest() || this == OFFLINE || (this == ENABLED && from == SystemState.SUSPENDED);
    }

    /** What the hypervisor must do; empty if the transition is not allowed from there. */
    Optional<List<PowerAction>> from(SystemState state) {
        return Optional.ofNullable(ways.get(state));
    }

    static Optional<RequestedState> ofCode(long code) {
        for (RequestedState requested : values()) {
            if (requested.code == code) {
                return Optional.of(requested);
            }
        }
        return Optional.empty();
    }

    /** Whether a host that can do that much can bring a system there, from any state. */
    boolean isPossible(Set<PowerAction> can) {
        return ways.values().stream().anyMatch(can::containsAll);
    }

    /** CIM_EnabledLogicalElement.AvailableRequestedStates, on a host that can do that much. */
    static List<Integer> availableFrom(SystemState state, Set<PowerAction> can) {
        return List.of(values()).stream()
                .filter(requested ->
                        requested.from(state).filter(can::containsAll).isPresent())
                .map(RequestedState::code)
                .toList();
    }

    /** CIM_EnabledLogicalElementCapabilities.RequestedStatesSupported. */
    static List<Integer> supported(Set<PowerAction> can) {
        return List.of(values()).stream()
                .filter(requested -> requested.isPossible(can))
                .map(RequestedState::code)
                .toList();
    }
}
