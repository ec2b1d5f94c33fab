/**
 * The suite of virtualization management: DSP1033, DSP1041, DSP1042, DSP1057, DSP1103. It works on a system that it
 * defines itself and destroys at the end. Open {@link org.openvman.conformance.suite.vman.VmanSuite} first.
 */
@NullMarked
package org.openvman.conformance.suite.vman;

import org.jspecify.annotations.NullMarked;
