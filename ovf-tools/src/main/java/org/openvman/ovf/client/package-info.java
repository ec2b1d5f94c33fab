/**
 * Clients of management endpoints: one interface, spoken over WS-Management (Apache CXF's HTTP transport) or CIM-XML (the
 * SBLIM client, behind {@code Jsr48}).
 *
 * <p>Knows protocols and the CIM value model, but no class of any endpoint. Open
 * {@link org.openvman.ovf.client.EndpointClient} first.
 */
@NullMarked
package org.openvman.ovf.client;

import org.jspecify.annotations.NullMarked;
