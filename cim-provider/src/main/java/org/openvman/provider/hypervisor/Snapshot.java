package org.openvman.provider.hypervisor;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a virtual system was at one moment, kept so that it can be that again (DSP1042, virtual system snapshots).
 *
 * @param name tells it from the other snapshots of its system
 * @param notes what people wrote about it; may be empty
 * @param parent the snapshot that the system came from when this one was taken
 * @param state the system's state when it was taken; a live one means that memory is part of it
 * @param configuration the system's configuration when it was taken
 */
public record Snapshot(
        String name,
        String notes,
        Optional<String> parent,
        Instant created,
        SystemState state,
        SystemConfiguration configuration) {

    private static final Pattern NAME = Pattern.compile("[^/.\\p{Cntrl}][^/\\p{Cntrl}]{0,127}");

    /** What a snapshot holds besides the configuration. */
    public enum Kind {
        /** Everything that there is: the disks, and the memory of a system that is live. */
        FULL,
        /** The disks alone. */
        DISK
    }

    /**
     * A name as it can be, if it can.
     *
     * @throws HypervisorException INVALID
     */
    public static String checkedName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new HypervisorException(
                    HypervisorException.Reason.INVALID,
                    "not a name for a snapshot: \"" + name + "\" (1 to 128 characters, no slash, no dot at the start)");
        }
        return name;
    }

    public Kind kind() {
        return state.isLive() ? Kind.FULL : Kind.DISK;
    }

    public Snapshot withParent(Optional<String> changed) {
        return new Snapshot(name, notes, changed, created, state, configuration);
    }
}
