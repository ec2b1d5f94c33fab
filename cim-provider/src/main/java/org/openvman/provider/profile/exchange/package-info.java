/**
 * Virtual systems as OVF (DSP0243): a recorded configuration as a descriptor, and a descriptor as a configuration.
 *
 * <p>The settings are those that clients see, property by property. Open {@link
 * org.openvman.provider.profile.exchange.DescriptorOfSystem} first, then {@link
 * org.openvman.provider.profile.exchange.DescribedSystem}, which is the way back.
 */
@NullMarked
package org.openvman.provider.profile.exchange;

import org.jspecify.annotations.NullMarked;
