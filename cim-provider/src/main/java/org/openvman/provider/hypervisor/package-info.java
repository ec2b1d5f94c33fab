/**
 * The seam between the model and real things: what a hypervisor can do, in neutral records that know no CIM.
 *
 * <p>A backend implements {@link org.openvman.provider.hypervisor.Hypervisor}; everything above reads the immutable
 * {@link org.openvman.provider.hypervisor.Inventory}. Units are in the names: bytes, mebibytes are never guessed.
 */
@NullMarked
package org.openvman.provider.hypervisor;

import org.jspecify.annotations.NullMarked;
