/**
 * The packages of the endpoint, where clients put and get them: by HTTP at {@code /packages}, by methods as {@code
 * package:NAME}.
 *
 * <p>Open {@link org.openvman.provider.packages.PackageFolder} first.
 */
@NullMarked
package org.openvman.provider.packages;

import org.jspecify.annotations.NullMarked;
