/**
 * DSP1053 Base Metrics: which metrics there are, and their values, computed from samples when somebody asks.
 *
 * <p>Open {@link org.openvman.provider.profile.metric.MetricTable} for what is measured, then
 * {@link org.openvman.provider.profile.metric.MetricProfile} for how it is shown.
 */
@NullMarked
package org.openvman.provider.profile.metric;

import org.jspecify.annotations.NullMarked;
