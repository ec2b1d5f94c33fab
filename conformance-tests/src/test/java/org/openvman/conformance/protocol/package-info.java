/**
 * The contract of the CIM operations, asked over each protocol of a live endpoint. Open {@link
 * org.openvman.conformance.protocol.WsmanOperationsIT} first.
 */
@NullMarked
package org.openvman.conformance.protocol;

import org.jspecify.annotations.NullMarked;
