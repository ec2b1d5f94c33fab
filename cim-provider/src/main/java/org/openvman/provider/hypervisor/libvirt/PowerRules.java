package org.openvman.provider.hypervisor.libvirt;

import java.util.EnumSet;
import java.util.Set;
import org.openvman.provider.hypervisor.PowerAction;
import org.openvman.provider.hypervisor.SystemState;

/**
 * From which states an action leads somewhere, and in which there is nothing left to do.
 *
 * <p>DSP1057 (virtual system states and transitions).
 */
enum PowerRules {
    START(EnumSet.of(SystemState.DEFINED, SystemState.CRASHED, SystemState.SUSPENDED), EnumSet.of(SystemState.ACTIVE)),
    // A system that is off has nothing to shut down; a paused guest cannot hear the request.
    SHUT_DOWN(
            EnumSet.of(SystemState.ACTIVE),
            EnumSet.of(SystemState.DEFINED, SystemState.CRASHED, SystemState.SHUTTING_DOWN)),
    POWER_OFF(
            EnumSet.of(
                    SystemState.ACTIVE,
                    SystemState.PAUSED,
                    SystemState.SUSPENDED,
                    SystemState.STARTING,
                    SystemState.SHUTTING_DOWN,
                    SystemState.UNKNOWN),
            EnumSet.of(SystemState.DEFINED, SystemState.CRASHED)),
    PAUSE(EnumSet.of(SystemState.ACTIVE), EnumSet.of(SystemState.PAUSED)),
    RESUME(EnumSet.of(SystemState.PAUSED), EnumSet.of(SystemState.ACTIVE)),
    SAVE(EnumSet.of(SystemState.ACTIVE, SystemState.PAUSED), EnumSet.of(SystemState.SUSPENDED)),
    REBOOT(EnumSet.of(SystemState.ACTIVE), EnumSet.noneOf(SystemState.class)),
    RESET(EnumSet.of(SystemState.ACTIVE, SystemState.PAUSED), EnumSet.noneOf(SystemState.class));

    private final Set<SystemState> from;
    private final Set<SystemState> done;

    PowerRules(Set<SystemState> from, Set<SystemState> done) {
        this.from = from;
        this.done = done;
    }

    static PowerRules of(PowerAction action) {
        return valueOf(action.name());
    }

    boolean allowedFrom(SystemState state) {
        return from.contains(state);
    }

    boolean doneIn(SystemState state) {
        return done.contains(state);
    }
}
