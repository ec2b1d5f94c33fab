/**
 * What two packages mean differently, whatever their text: ids that are mere labels, units, prefixes and order do not count.
 *
 * <p>Open {@link org.openvman.ovf.diff.PackageDiff} first.
 */
@NullMarked
package org.openvman.ovf.diff;

import org.jspecify.annotations.NullMarked;
