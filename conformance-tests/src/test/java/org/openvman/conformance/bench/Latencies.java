package org.openvman.conformance.bench;

import java.time.Duration;
import java.util.Arrays;

/**
 * How long single requests took, and how many there were in the time.
 *
 * @param nanos sorted
 */
record Latencies(long[] nanos, Duration elapsed) {
    Latencies {
        Arrays.sort(nanos);
    }

    double percentileMillis(double percentile) {
        int index = (int) Math.min(nanos.length - 1L, Math.round(nanos.length * percentile / 100));
        return nanos[index] / 1e6;
    }

    double perSecond() {
        return nanos.length / (elapsed.toNanos() / 1e9);
    }
}
