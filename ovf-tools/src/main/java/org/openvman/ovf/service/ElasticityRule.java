package org.openvman.ovf.service;

import java.time.Duration;

/**
 * Adds a member when the average of a KPI over the window, per member, exceeds {@code quota * (1 + tolerance/100)},
 * and removes one below {@code quota * (1 - tolerance/100)}; the tier's {@link Instances} bound both.
 *
 * @param tolerance percent
 */
public record ElasticityRule(String tier, String kpi, Duration window, double quota, double tolerance) {
    public ElasticityRule {
        Durations.requirePositive("window of the rule for tier '" + tier + "'", window);
        if (!(quota > 0) || Double.isInfinite(quota)) {
            throw new IllegalArgumentException("quota of the rule for tier '" + tier + "' must be above 0");
        }
        if (!(tolerance >= 0 && tolerance < 100)) {
            throw new IllegalArgumentException(
                    "tolerance of the rule for tier '" + tier + "' must be at least 0 and below 100 percent");
        }
    }
}
