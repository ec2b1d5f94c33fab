/**
 * The {@code conform} program: judges any WS-Management endpoint by what it says over the wire. Open {@link
 * org.openvman.conformance.Conform} for the command line, {@link org.openvman.conformance.Run} for what it does.
 */
@NullMarked
package org.openvman.conformance;

import org.jspecify.annotations.NullMarked;
