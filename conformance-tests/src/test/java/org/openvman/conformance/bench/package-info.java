/**
 * The numbers of {@code docs/performance.md}, measured again by {@code conformance-tests/bench.sh}. Open {@link
 * org.openvman.conformance.bench.EndpointBenchmark} first.
 */
@NullMarked
package org.openvman.conformance.bench;

import org.jspecify.annotations.NullMarked;
