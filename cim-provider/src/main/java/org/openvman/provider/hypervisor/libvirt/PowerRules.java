package org.openvman.provider.hypervisor.libvirt;

import static org.openvman.provider.hypervisor.SystemState.ACTIVE;
import static org.openvman.provider.hypervisor.SystemState.CRASHED;
import static org.openvman.provider.hypervisor.SystemState.DEFINED;
import static org.openvman.provider.hypervisor.SystemState.PAUSED;
import static org.openvman.provider.hypervisor.SystemState.SHUTTING_DOWN;
import static org.openvman.provider.hypervisor.SystemState.STARTING;
import static org.openvman.provider.hypervisor.SystemState.SUSPENDED;
import static org.openvman.provider.hypervisor.SystemState.UNKNOWN;

import java.util.Set;
import org.openvman.provider.hypervisor.PowerAction;
import org.openvman.provider.hypervisor.SystemState;

/**
 * Where an action may be asked for (DSP1057, virtual system states and transitions).
 *
 * @param from the states from which it leads somewhere
 * @param done the states in which there is nothing left to do
 */
record PowerRules(Set<SystemState> from, Set<SystemState> done) {
    private static final PowerRules START = new PowerRules(Set.of(DEFINED, CRASHED, SUSPENDED), Set.of(ACTIVE));

    /** A system that is off has nothing to shut down; a paused guest cannot hear the request. */
    private static final PowerRules SHUT_DOWN = new PowerRules(Set.of(ACTIVE), Set.of(DEFINED, CRASHED, SHUTTING_DOWN));

    private static final PowerRules POWER_OFF = new PowerRules(
            Set.of(ACTIVE, PAUSED, SUSPENDED, STARTING, SHUTTING_DOWN, UNKNOWN), Set.of(DEFINED, CRASHED));
    private static final PowerRules PAUSE = new PowerRules(Set.of(ACTIVE), Set.of(PAUSED));
    private static final PowerRules RESUME = new PowerRules(Set.of(PAUSED), Set.of(ACTIVE));
    private static final PowerRules SAVE = new PowerRules(Set.of(ACTIVE, PAUSED), Set.of(SUSPENDED));
    private static final PowerRules REBOOT = new PowerRules(Set.of(ACTIVE), Set.of());
    private static final PowerRules RESET = new PowerRules(Set.of(ACTIVE, PAUSED), Set.of());

    static PowerRules of(PowerAction action) {
        return switch (action) {
            case START -> START;
            case SHUT_DOWN -> SHUT_DOWN;
            case POWER_OFF -> POWER_OFF;
            case PAUSE -> PAUSE;
            case RESUME -> RESUME;
            case SAVE -> SAVE;
            case REBOOT -> REBOOT;
            case RESET -> RESET;
        };
    }

    boolean allowedFrom(SystemState state) {
        return from.contains(state);
    }

    boolean doneIn(SystemState state) {
        return done.contains(state);
    }
}
