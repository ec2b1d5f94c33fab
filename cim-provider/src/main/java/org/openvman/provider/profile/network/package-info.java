/**
 * DSP1097 Virtual Ethernet Switch: the networks of a host as switches with ports, and the service that makes them.
 *
 * <p>Open {@link org.openvman.provider.profile.network.SwitchProfile} first.
 */
@NullMarked
package org.openvman.provider.profile.network;

import org.jspecify.annotations.NullMarked;
