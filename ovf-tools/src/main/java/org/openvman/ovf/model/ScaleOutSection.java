package org.openvman.ovf.model;

import java.util.List;
import java.util.OptionalInt;

/** How many instances of a system may exist (DSP0243 2.0, ScaleOutSection). */
public record ScaleOutSection(String info, String id, String description, List<InstanceCount> counts, Location at)
        implements Section {

    /**
     * Bounds, for one configuration or for all.
     *
     * @param initial the attribute {@code default}
     * @param maximum absent for no bound
     * @param configuration id of the deployment configuration it holds for; empty for all
     */
    public record InstanceCount(int minimum, int initial, OptionalInt maximum, String configuration, Location at) {}

    public ScaleOutSection {
        counts = List.copyOf(counts);
    }
}
