/**
 * The CIM value model: immutable records for types, values, paths, instances and class declarations.
 *
 * <p>It knows no protocol and no hypervisor. Open {@link org.openvman.schema.cim.CimInstance} first.
 */
@NullMarked
package org.openvman.schema.cim;

import org.jspecify.annotations.NullMarked;
