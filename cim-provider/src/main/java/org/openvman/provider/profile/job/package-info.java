/** Jobs as DMTF sees them: DSP1103 (Job Control). Open {@link org.openvman.provider.profile.job.JobProfile}. */
@NullMarked
package org.openvman.provider.profile.job;

import org.jspecify.annotations.NullMarked;
