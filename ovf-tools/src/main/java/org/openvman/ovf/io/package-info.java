/**
 * Bytes to model and back: descriptors, OVA archives, digest manifests, packages in a folder.
 *
 * <p>Open {@link org.openvman.ovf.io.OvfPackage} first, then {@link org.openvman.ovf.io.DescriptorReader}.
 */
@NullMarked
package org.openvman.ovf.io;

import org.jspecify.annotations.NullMarked;
