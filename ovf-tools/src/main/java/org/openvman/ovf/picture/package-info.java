/**
 * A picture of a package: its systems in the order of their start, their disks, the networks that join them.
 *
 * <p>Open {@link org.openvman.ovf.picture.PackagePicture} first.
 */
@NullMarked
package org.openvman.ovf.picture;

import org.jspecify.annotations.NullMarked;
