/**
 * Devices, their allocation settings and the pools they come from: DSP1041 and DSP1059, with the processor (DSP1044),
 * memory (DSP1045), storage (DSP1047), storage adapter (DSP1049) and Ethernet port (DSP1050) profiles.
 *
 * <p>Open {@link org.openvman.provider.profile.allocation.DeviceProfile} first; {@link
 * org.openvman.provider.profile.allocation.AllocationSettings} says how a setting is read and written.
 */
@NullMarked
package org.openvman.provider.profile.allocation;

import org.jspecify.annotations.NullMarked;
