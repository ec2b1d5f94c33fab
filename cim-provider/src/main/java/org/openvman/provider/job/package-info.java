/**
 * Work that outlives the request that asked for it (DSP1103): what it is doing, how far it is, how it ended.
 *
 * <p>Open {@link org.openvman.provider.job.JobEngine} first.
 */
@NullMarked
package org.openvman.provider.job;

import org.jspecify.annotations.NullMarked;
