/** What tests of several packages share: generators of text, programs of the system as oracles. */
@NullMarked
package org.openvman.ovf.testing;

import org.jspecify.annotations.NullMarked;
