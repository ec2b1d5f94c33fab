/**
 * CIM operations over HTTP with CIM in XML (DSP0200, DSP0201): bytes to a call on {@code CimOperations}, and back.
 *
 * <p>Nothing here knows a CIM class or a hypervisor. Open {@link org.openvman.endpoint.cimxml.CimXmlServlet} first,
 * then {@code IntrinsicOperations}, the table of what is offered.
 */
@NullMarked
package org.openvman.endpoint.cimxml;

import org.jspecify.annotations.NullMarked;
