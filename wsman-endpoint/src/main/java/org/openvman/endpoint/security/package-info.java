/**
 * Who asks, and whether they may: the users file, HTTP Basic authentication, the record of each request.
 *
 * <p>Knows HTTP and no protocol above it. Open {@link org.openvman.endpoint.security.BasicAuthentication} first.
 */
@NullMarked
package org.openvman.endpoint.security;

import org.jspecify.annotations.NullMarked;
