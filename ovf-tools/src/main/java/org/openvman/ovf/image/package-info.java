/**
 * What the first and last sectors of a disk image say: format, virtual size, whether it is whole. Nothing is unpacked.
 *
 * <p>Open {@link org.openvman.ovf.image.ImageProbe} first.
 */
@NullMarked
package org.openvman.ovf.image;

import org.jspecify.annotations.NullMarked;
