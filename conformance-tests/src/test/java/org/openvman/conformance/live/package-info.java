/**
 * Our own endpoint as others see it: a process of its own, started by its command line. Open {@link
 * org.openvman.conformance.live.LiveEndpoint} first; tests get one from {@link
 * org.openvman.conformance.live.SharedEndpoint}.
 */
@NullMarked
package org.openvman.conformance.live;

import org.jspecify.annotations.NullMarked;
