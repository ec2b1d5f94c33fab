package org.openvman.provider.hypervisor.libvirt;

import java.util.OptionalInt;

/**
 * A limit on a virtual processor in the terms of the kernel's scheduler: so many microseconds in each period.
 *
 * <p>libvirt's quota counts for each virtual processor, as our percentage does.
 */
final class ProcessorLimit {
    static final long PERIOD_MICROSECONDS = 100_000;

    private ProcessorLimit() {}

    static long quotaMicroseconds(int percent) {
        return PERIOD_MICROSECONDS * percent / 100;
    }

    /** What a quota (0 or less for none) in a period (0 for the kernel's default) allows. */
    static OptionalInt percent(long quota, long period) {
        if (quota <= 0) {
            return OptionalInt.empty();
        }
        return OptionalInt.of((int) (quota * 100 / (period > 0 ? period : PERIOD_MICROSECONDS)));
    }
}
