/**
 * The one seam between protocols and the model: CIM operations, their results and their errors.
 *
 * <p>Nothing here knows a protocol or a hypervisor. Open {@link org.openvman.provider.operation.CimOperations} first.
 */
@NullMarked
package org.openvman.provider.operation;

import org.jspecify.annotations.NullMarked;
