/**
 * The server process: command line, configuration, and the one place that builds the object graph.
 *
 * <p>Protocols are in the packages below; nothing here knows what they say. Open {@code EndpointServer} first.
 */
@NullMarked
package org.openvman.endpoint;

import org.jspecify.annotations.NullMarked;
