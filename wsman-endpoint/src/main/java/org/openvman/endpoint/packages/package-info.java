/**
 * Packages that administrators upload by HTTP PUT, for services to be installed from.
 *
 * <p>Knows files and HTTP, not OVF. Open {@link org.openvman.endpoint.packages.PackageServlet} first.
 */
@NullMarked
package org.openvman.endpoint.packages;

import org.jspecify.annotations.NullMarked;
