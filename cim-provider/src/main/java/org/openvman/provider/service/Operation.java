package org.openvman.provider.service;

import java.util.List;
import org.openvman.provider.service.Application.State;

/**
 * Something that is being done to a service, as the journal has it.
 *
 * @param direction forward does the steps of the plan, back undoes them
 * @param target the service as it will be in the end
 * @param reason why it was turned back; else empty
 */
record Operation(String service, Kind kind, Direction direction, DeployedService target, String reason) {

    /** Which way the steps of the plan are gone through. */
    enum Direction {
        FORWARD,
        BACK
    }

    /** What it is; with the way it goes if nothing fails, and what the service is meanwhile and afterwards. */
    enum Kind {
        DEPLOY(Direction.FORWARD, State.DEPLOYING, State.RUNNING),
        UNDEPLOY(Direction.BACK, State.UNDEPLOYING, State.BROKEN),
        ADJUST(Direction.FORWARD, State.CHANGING, State.RUNNING),
        SCALE_OUT(Direction.FORWARD, State.CHANGING, State.RUNNING),
        SCALE_IN(Direction.BACK, State.CHANGING, State.RUNNING),
        START(Direction.FORWARD, State.STARTING, State.RUNNING),
        STOP(Direction.BACK, State.STOPPING, State.STOPPED);

        private final Direction direction;
        private final State meanwhile;
        private final State afterwards;

        Kind(Direction direction, State meanwhile, State afterwards) {
            this.direction = direction;
            this.meanwhile = meanwhile;
            this.afterwards = afterwards;
        }

        Direction direction() {
            return direction;
        }

        State meanwhile() {
            return meanwhile;
        }

        State afterwards() {
            return afterwards;
        }

        /** Whether members that were ready stay so. */
        boolean keepsRunning() {
            return meanwhile == State.CHANGING;
        }

        /** States in which it may begin; the first is what the service is again when the operation is undone. */
        List<State> from() {
            return switch (this) {
                case DEPLOY -> List.of();
                case UNDEPLOY -> List.of(State.RUNNING, State.STOPPED, State.BROKEN);
                case ADJUST, SCALE_OUT, SCALE_IN -> List.of(State.RUNNING);
                case START -> List.of(State.STOPPED, State.BROKEN);
                case STOP -> List.of(State.RUNNING, State.BROKEN);
            };
        }
    }

    Operation(Kind kind, DeployedService target) {
        this(target.name(), kind, kind.direction(), target, "");
    }

    Operation turnedBack(String why) {
        return new Operation(service, kind, Direction.BACK, target, why);
    }

    /** Whether it goes back because it failed, not because that is its way. */
    boolean isRollback() {
        return direction != kind.direction();
    }
}
