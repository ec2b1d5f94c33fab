/**
 * Clients that others wrote, against our endpoint. Open {@link org.openvman.conformance.peer.Tool} for how their programs
 * are run.
 */
@NullMarked
package org.openvman.conformance.peer;

import org.jspecify.annotations.NullMarked;
