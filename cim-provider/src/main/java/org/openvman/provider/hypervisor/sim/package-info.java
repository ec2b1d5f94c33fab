/**
 * A hypervisor without hardware: hosts, systems, volumes and guests that live in memory and behave like real ones.
 *
 * <p>Open {@link org.openvman.provider.hypervisor.sim.SimulatedHypervisor} first; {@link
 * org.openvman.provider.hypervisor.sim.FaultRule} makes it fail on purpose, {@link
 * org.openvman.provider.hypervisor.sim.ManualTime} makes it deterministic.
 */
@NullMarked
package org.openvman.provider.hypervisor.sim;

import org.jspecify.annotations.NullMarked;
