package org.openvman.provider.profile.metric;

import java.time.Instant;

/**
 * A metric of an element as it is now: what a CIM_BaseMetricValue shows.
 *
 * @param taken when the sample was taken that it is computed from
 */
record MetricValue<T>(Meter<T> meter, T element, Metric metric, Instant taken, Measurement measurement) {

    /** The InstanceID: that of the metric, a slash, and the key of the element. */
    String instanceId() {
        return metric.id() + "/" + meter.key().apply(element);
    }

    String text() {
        return measurement.text(metric.unit().type());
    }
}
