package org.openvman.conformance.suite.vman;

import static org.openvman.conformance.suite.vman.SystemState.ACTIVE;
import static org.openvman.conformance.suite.vman.SystemState.DEFINED;
import static org.openvman.conformance.suite.vman.SystemState.PAUSED;
import static org.openvman.conformance.suite.vman.SystemState.SUSPENDED;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * What can be requested of a virtual system, where it leads, and from where it is allowed (DSP1057, virtual system state
 * transitions).
 */
enum Requested {
    ENABLED(2, ACTIVE, EnumSet.of(DEFINED, PAUSED, SUSPENDED), EnumSet.noneOf(SystemState.class)),
    DISABLED(3, DEFINED, EnumSet.of(ACTIVE, PAUSED, SUSPENDED), EnumSet.noneOf(SystemState.class)),
    SHUT_DOWN(4, DEFINED, EnumSet.of(ACTIVE, PAUSED, SUSPENDED), EnumSet.noneOf(SystemState.class)),
    OFFLINE(6, SUSPENDED, EnumSet.of(ACTIVE, PAUSED), EnumSet.noneOf(SystemState.class)),
    QUIESCE(9, PAUSED, EnumSet.of(ACTIVE), EnumSet.noneOf(SystemState.class)),
    // Implementations differ on a paused system; the documents that we know do not decide.
    REBOOT(10, ACTIVE, EnumSet.of(ACTIVE), EnumSet.of(PAUSED)),
    RESET(11, ACTIVE, EnumSet.of(ACTIVE), EnumSet.of(PAUSED));

    private final int code;
    private final SystemState target;
    private final Set<SystemState> allowed;
    private final Set<SystemState> undecided;

    Requested(int code, SystemState target, Set<SystemState> allowed, Set<SystemState> undecided) {
        this.code = code;
        this.target = target;
        this.allowed = allowed;
        this.undecided = undecided;
    }

    /** The value of the parameter RequestedState. */
    int code() {
        return code;
    }

    SystemState target() {
        return target;
    }

    boolean isAllowedFrom(SystemState state) {
        return allowed.contains(state);
    }

    /** Whether both a refusal and success are right. */
    boolean isUndecidedFrom(SystemState state) {
        return undecided.contains(state);
    }

    /** Whether the guest takes part, by its code; one that is paused would not come up for what is requested next. */
    static boolean asksTheGuest(long code) {
        return code == SHUT_DOWN.code || code == OFFLINE.code || code == QUIESCE.code || code == REBOOT.code;
    }

    /** Whether a guest comes up, by its code. */
    static boolean starts(long code) {
        return code == ENABLED.code || code == REBOOT.code || code == RESET.code;
    }

    /** For ids: {@code shut-down}. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
