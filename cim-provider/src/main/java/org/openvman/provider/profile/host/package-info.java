/**
 * What a host is made of: processors (DSP1022), memory and NUMA nodes (DSP1026), network ports, software (DSP1023) and its
 * power state (DSP1027).
 *
 * <p>Open {@link org.openvman.provider.profile.host.HostProcessorProfile} first; the host itself is in
 * {@link org.openvman.provider.profile.system.HostProfile}.
 */
@NullMarked
package org.openvman.provider.profile.host;

import org.jspecify.annotations.NullMarked;
