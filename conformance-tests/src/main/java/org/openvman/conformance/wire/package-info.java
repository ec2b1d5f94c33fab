/**
 * WS-Management from the other side: a driver of its own that writes raw envelopes and reads what comes back, right or
 * wrong. It shares no code with the endpoint or its client, so that one bug is not on both sides. Open {@link
 * org.openvman.conformance.wire.Connection} first, then {@link org.openvman.conformance.wire.Envelope}.
 */
@NullMarked
package org.openvman.conformance.wire;

import org.jspecify.annotations.NullMarked;
