/**
 * Hosts and their virtual systems as DMTF sees them: DSP1042 (System Virtualization) and DSP1057 (Virtual System).
 *
 * <p>Open {@link org.openvman.provider.profile.system.VirtualSystemProfile} for what a system is and does, {@link
 * org.openvman.provider.profile.system.SystemVirtualizationProfile} for the service that defines and changes systems.
 */
@NullMarked
package org.openvman.provider.profile.system;

import org.jspecify.annotations.NullMarked;
