package org.openvman.provider.profile.service;

import org.openvman.provider.service.Application;

/** How the state of a service appears in CIM (ValueMaps of CIM_ApplicationSystem and CIM_RedundancySet). */
final class ServiceStates {
    private ServiceStates() {}

    static int enabledState(Application.State state) {
        return switch (state) {
            case RUNNING, CHANGING -> 2;
            case STOPPED -> 3;
            case STOPPING, UNDEPLOYING -> 4;
            case DEPLOYING, STARTING -> 10;
            case BROKEN -> 0;
        };
    }

    static int operationalStatus(Application.State state) {
        return switch (state) {
            case RUNNING -> 2; // OK
            case CHANGING -> 11; // In Service
            case STOPPED -> 10;
            case STOPPING, UNDEPLOYING -> 9;
            case DEPLOYING, STARTING -> 8;
            case BROKEN -> 6; // Error
        };
    }

    static int healthState(Application.State state) {
        return state == Application.State.BROKEN ? 20 : 5; // Major failure or OK
    }

    static int redundancyStatus(Application.Tier tier) {
        long ready = tier.members().stream().filter(Application.Member::ready).count();
        if (ready == 0) {
            return 5; // Overall Failure
        }
        if (ready < tier.min()) {
            return 3; // Degraded Redundancy
        }
        return ready == tier.min() ? 4 : 2; // Redundancy Lost, or Fully Redundant
    }
}
