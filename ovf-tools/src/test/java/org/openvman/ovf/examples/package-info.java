/** Programs that use the library, as docs/ovf-library.md shows them. */
@NullMarked
package org.openvman.ovf.examples;

import org.jspecify.annotations.NullMarked;
