/**
 * Samples of all hosts, taken at intervals and kept for ten minutes at most; knows no CIM.
 *
 * <p>Open {@link org.openvman.provider.metric.Sampler} first, then {@link org.openvman.provider.metric.History}, which is
 * what it keeps of a host.
 */
@NullMarked
package org.openvman.provider.metric;

import org.jspecify.annotations.NullMarked;
