/**
 * Judging packages: rules with ids, findings with places and remedies.
 *
 * <p>Open {@link org.openvman.ovf.check.PackageCheck} first; {@link org.openvman.ovf.check.Rule} lists the rules.
 */
@NullMarked
package org.openvman.ovf.check;

import org.jspecify.annotations.NullMarked;
