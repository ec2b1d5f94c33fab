/**
 * From one description to another: versions of OVF, virtual hardware families, disk formats, and machines that other
 * tools describe.
 *
 * <p>Open {@link org.openvman.ovf.convert.Machine} first, then {@link org.openvman.ovf.convert.VersionConversion}.
 */
@NullMarked
package org.openvman.ovf.convert;

import org.jspecify.annotations.NullMarked;
