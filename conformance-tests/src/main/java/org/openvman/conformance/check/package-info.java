/**
 * What a check is: a requirement with its document and clause, a body that talks to the target through a {@link
 * org.openvman.conformance.check.Client}, and an outcome. Open {@link org.openvman.conformance.check.Check} first.
 */
@NullMarked
package org.openvman.conformance.check;

import org.jspecify.annotations.NullMarked;
