package org.openvman.provider.profile.system;

import java.util.List;
import org.openvman.provider.hypervisor.SystemState;

/** How the state of a virtual system appears in CIM (DSP1057, state model; ValueMaps of CIM_EnabledLogicalElement). */
final class SystemStates {
    private SystemStates() {}

    static int enabledState(SystemState state) {
        return switch (state) {
            case ACTIVE -> 2;
            case DEFINED, CRASHED -> 3;
            case SHUTTING_DOWN -> 4;
            case SUSPENDED -> 6; // Enabled but Offline
            case PAUSED -> 9; // Quiesce
            case STARTING -> 10;
            case UNKNOWN -> 0;
        };
    }

    /** CIM_ManagedSystemElement.OperationalStatus. */
    static List<Integer> operationalStatus(SystemState state) {
        return switch (state) {
            case ACTIVE, PAUSED -> List.of(2); // OK
            case DEFINED -> List.of(15); // Dormant
            case SUSPENDED -> List.of(10); // Stopped
            case STARTING -> List.of(8);
            case SHUTTING_DOWN -> List.of(9); // Stopping
            case CRASHED -> List.of(6); // Error
            case UNKNOWN -> List.of(13); // Lost Communication
        };
    }

    /** CIM_ManagedSystemElement.HealthState. */
    static int healthState(SystemState state) {
        return switch (state) {
            case CRASHED -> 25; // Critical failure
            case UNKNOWN -> 0;
            case ACTIVE, PAUSED, DEFINED, SUSPENDED, STARTING, SHUTTING_DOWN -> 5; // OK
        };
    }
}
