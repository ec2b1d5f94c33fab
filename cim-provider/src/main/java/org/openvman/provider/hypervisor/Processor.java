package org.openvman.provider.hypervisor;

import java.util.OptionalInt;

/**
 * The virtual processors of a system, as one setting.
 *
 * @param count how many are plugged in
 * @param maximum how many can be plugged in without a restart
 * @param weight the share relative to other systems; empty for the hypervisor's default
 * @param limitPercent the most it may use, in percent of one host processor for each virtual one; empty for no limit
 * @param pinning the processors of the host that it may run on; empty for any
 * @param pool the pool that they are allocated from, {@link ResourcePool#PRIMORDIAL} unless it is a child pool
 */
public record Processor(
        int count, int maximum, OptionalInt weight, OptionalInt limitPercent, ProcessorSet pinning, String pool)
        implements Device {
    public static final String ID = "cpu";

    public Processor {
        if (count < 1 || maximum < count) {
            throw new IllegalArgumentException(
                    "processors: " + count + " of at most " + maximum + " (at least 1, at most the maximum)");
        }
    }

    /** Processors from the primordial pool. */
    public Processor(int count, int maximum, OptionalInt weight, OptionalInt limitPercent, ProcessorSet pinning) {
        this(count, maximum, weight, limitPercent, pinning, ResourcePool.PRIMORDIAL);
    }

    /** Processors that may run anywhere. */
    public Processor(int count, int maximum, OptionalInt weight, OptionalInt limitPercent) {
        this(count, maximum, weight, limitPercent, ProcessorSet.ANY);
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
        return new Processor(changed, Math.max(maximum, changed), weight, limitPercent, pinning, pool);
    }

    public Processor withMaximum(int changed) {
        return new Processor(count, changed, weight, limitPercent, pinning, pool);
    }

    public Processor withWeight(int changed) {
        return new Processor(count, maximum, OptionalInt.of(changed), limitPercent, pinning, pool);
    }

    /** With another limit; 0 for none. */
    public Processor withLimitPercent(int changed) {
        return new Processor(
                count, maximum, weight, changed == 0 ? OptionalInt.empty() : OptionalInt.of(changed), pinning, pool);
    }

    public Processor withPinning(ProcessorSet changed) {
        return new Processor(count, maximum, weight, limitPercent, changed, pool);
    }

    public Processor withPool(String changed) {
        return new Processor(count, maximum, weight, limitPercent, pinning, changed);
    }
}
