package org.openvman.ovf.service;

import java.time.Duration;

/**
 * A key performance indicator that members of a tier report, or the service as a whole.
 *
 * @param tier empty for the whole service
 * @param frequency how often a value is expected
 */
public record Kpi(String name, String tier, String unit, Duration frequency) {
    public Kpi {
        Names.requireName("KPI name", name);
        Durations.requirePositive("frequency of KPI '" + name + "'", frequency);
    }
}
