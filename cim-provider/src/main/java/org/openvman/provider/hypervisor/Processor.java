package org.openvman.provider.hypervisor;

import java.util.OptionalInt;

/**
 * The virtual processors of a system, as one setting.
 *
 * @param count how many are plugged in
 * @param maximum how many can be plugged in without a restart
 * @param weight the share relative to other systems; empty for the hypervisor's default
 * @param limitPercent the most it may use, in percent of one host processor for each virtual one; empty for no limit
 */
public record Processor(int count, int maximum, OptionalInt weight, OptionalInt limitPercent) implements Device {
    public static final String ID = "cpu";

    public Processor {
        if (count < 1 || maximum < count) {
            throw new IllegalArgumentException(
                    "processors: " + count + " of at most " + maximum + " (at least 1, at most the maximum)");
        }
    }

    public static Processor of(int count, int maximum) {
        return new Processor(count, maximum, OptionalInt.empty(), OptionalInt.empty());
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public ResourceKind kind() {
        return ResourceKind.PROCESSOR;
    }

    public Processor withCount(int changed) {
        return new Processor(changed, Math.max(maximum, changed), weight, limitPercent);
    }

    public Processor withMaximum(int changed) {
        return new Processor(count, changed, weight, limitPercent);
    }

    public Processor withWeight(int changed) {
        return new Processor(count, maximum, OptionalInt.of(changed), limitPercent);
    }

    public Processor withLimitPercent(int changed) {
        return new Processor(count, maximum, weight, OptionalInt.of(changed));
    }
}
