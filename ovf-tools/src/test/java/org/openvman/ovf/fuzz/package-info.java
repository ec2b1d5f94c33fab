/**
 * Fuzzing of everything that reads what others wrote. {@link org.openvman.ovf.fuzz.FuzzTest} is the test, {@link
 * org.openvman.ovf.fuzz.FuzzedReader} the list; what was found is in {@code src/test/resources}, and is tried first.
 */
@NullMarked
package org.openvman.ovf.fuzz;

import org.jspecify.annotations.NullMarked;
