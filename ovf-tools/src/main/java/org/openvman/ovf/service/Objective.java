package org.openvman.ovf.service;

import java.time.Duration;
import java.util.OptionalDouble;

/**
 * A service level: in each window, this share of the values of the KPI lies between min and max.
 *
 * @param kpi a KPI of the manifest, or one that is measured from outside
 */
public record Objective(
        String kpi, OptionalDouble min, OptionalDouble max, String unit, double percentile, Duration window) {
    public Objective {
        Names.requireName("KPI name", kpi);
        Durations.requirePositive("window of the objective for '" + kpi + "'", window);
        if (min.isEmpty() && max.isEmpty()) {
            throw new IllegalArgumentException("the objective for '" + kpi + "' needs a min, a max or both");
        }
        if (min.isPresent() && max.isPresent() && min.getAsDouble() > max.getAsDouble()) {
            throw new IllegalArgumentException("the objective for '" + kpi + "' has a min above its max");
        }
        if (!(percentile > 0 && percentile <= 100)) {
            throw new IllegalArgumentException(
                    "percentile of the objective for '" + kpi + "' must be above 0 and at most 100");
        }
    }
}
