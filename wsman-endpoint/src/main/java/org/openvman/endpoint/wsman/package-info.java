/**
 * WS-Management (DSP0226) and its CIM binding (DSP0227) over {@code CimOperations}: our own SOAP codec behind CXF.
 *
 * <p>Bytes become a {@code WsmanRequest}, an action answers with a {@code Reply}, whatever goes wrong is a
 * {@code WsmanFault}. Open {@link org.openvman.endpoint.wsman.WsmanProvider} first.
 */
@NullMarked
package org.openvman.endpoint.wsman;

import org.jspecify.annotations.NullMarked;
