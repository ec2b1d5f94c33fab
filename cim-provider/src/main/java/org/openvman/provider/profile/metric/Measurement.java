package org.openvman.provider.profile.metric;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Optional;

/**
 * A computed value.
 *
 * @param over the interval that it is about; empty for a moment or the time since the start
 */
record Measurement(BigDecimal value, Optional<Duration> over) {
    private static final int DIGITS = 3;

    static Measurement of(long value) {
        return new Measurement(BigDecimal.valueOf(value), Optional.empty());
    }

    static Measurement of(double value, Duration over) {
        return new Measurement(BigDecimal.valueOf(value), Optional.of(over));
    }

    /** CIM_BaseMetricValue.MetricValue in the type that the definition declares. */
    String text(Unit.DataType type) {
        return switch (type) {
            case UINT64 -> value.setScale(0, RoundingMode.HALF_UP).toPlainString();
            case REAL64 -> value.setScale(DIGITS, RoundingMode.HALF_UP).toPlainString();
        };
    }
}
