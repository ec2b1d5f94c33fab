package org.openvman.provider.profile.metric;

import java.util.OptionalInt;

/** How values go on in time: ChangeType, TimeScope and SimpleFunction of a metric definition. */
enum Shape {
    /** Grows from the start of the element. */
    COUNTER(3, 4, 0),
    /** Goes up and down, at a moment. */
    GAUGE(4, 2, 0),
    /** Goes up and down, over the last interval. */
    INTERVAL(4, 3, 0),
    /** The mean of many samples. */
    AVERAGE(5, 3, 4),
    /** The highest of many samples. */
    MAXIMUM(5, 3, 3);

    private final int changeType;
    private final int timeScope;
    private final int function;

    Shape(int changeType, int timeScope, int function) {
        this.changeType = changeType;
        this.timeScope = timeScope;
        this.function = function;
    }

    int changeType() {
        return changeType;
    }

    int timeScope() {
        return timeScope;
    }

    /** CIM_AggregationMetricDefinition.SimpleFunction; empty for what is no aggregation. */
    OptionalInt function() {
        return function == 0 ? OptionalInt.empty() : OptionalInt.of(function);
    }

    boolean isAggregation() {
        return function != 0;
    }
}
