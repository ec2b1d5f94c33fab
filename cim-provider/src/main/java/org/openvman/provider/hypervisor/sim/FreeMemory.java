package org.openvman.provider.hypervisor.sim;

import org.openvman.provider.hypervisor.Host;
import org.openvman.provider.hypervisor.HypervisorException;
import org.openvman.provider.hypervisor.HypervisorException.Reason;

/** What live systems leave of a simulated host's memory. */
record FreeMemory(Host host, SimulatorState state) {

    /** Refuses a system that would be live and does not fit beside the others. */
    void require(SimulatedSystem wanting) {
        long live = state.systems().stream()
                .filter(other ->
                        !other.id().equals(wanting.id()) && other.state().isLive())
                .mapToLong(other -> other.current().memory().bytes())
                .sum();
        long wanted = wanting.current().memory().bytes();
        if (wanted > host.memoryBytes() - live) {
            throw new HypervisorException(
                    Reason.INSUFFICIENT_RESOURCES,
                    "system \"" + wanting.name() + "\" needs " + wanted + " bytes of memory, host \"" + host.name()
                            + "\" has " + (host.memoryBytes() - live) + " free");
        }
    }
}
