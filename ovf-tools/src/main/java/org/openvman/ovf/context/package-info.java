/**
 * What a member of a service is told about itself: OVF environment, macros, environment ISO.
 *
 * <p>Open {@link org.openvman.ovf.context.Member} first.
 */
@NullMarked
package org.openvman.ovf.context;

import org.jspecify.annotations.NullMarked;
