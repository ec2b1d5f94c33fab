/**
 * DSP1042 System Virtualization: the service that defines, changes and destroys virtual systems on a host.
 *
 * <p>Open {@link org.openvman.provider.profile.virtualization.SystemVirtualizationProfile} first.
 */
@NullMarked
package org.openvman.provider.profile.virtualization;

import org.jspecify.annotations.NullMarked;
