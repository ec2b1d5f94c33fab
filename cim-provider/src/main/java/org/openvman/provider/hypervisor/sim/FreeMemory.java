package org.openvman.provider.hypervisor.sim;

import java.util.List;
import org.openvman.provider.hypervisor.ComputeShares;
import org.openvman.provider.hypervisor.Host;
import org.openvman.provider.hypervisor.HypervisorException;
import org.openvman.provider.hypervisor.HypervisorException.Reason;
import org.openvman.provider.hypervisor.ResourceKind;
import org.openvman.provider.hypervisor.ResourcePool;
import org.openvman.provider.hypervisor.SystemConfiguration;
import org.openvman.provider.hypervisor.SystemId;

/** What live systems leave of a simulated host's memory, and of that of its child pools. */
record FreeMemory(Host host, SimulatorState state) {

    /** Refuses a system that would be live and does not fit beside the others. */
    void require(SimulatedSystem wanting) {
        require(wanting.id(), wanting.current());
    }

    /** Refuses a configuration that a live system cannot have beside the others. */
    void require(SystemId id, SystemConfiguration wanting) {
        List<SystemConfiguration> others = state.systems().stream()
                .filter(other -> !other.id().equals(id) && other.state().isLive())
                .map(SimulatedSystem::current)
                .toList();
        ComputeShares shares = state.shares(host);
        shares.requireRoom(wanting, others);
        long wanted = wanting.memory().bytes();
        long free = shares.free(ResourceKind.MEMORY, ResourcePool.PRIMORDIAL, others);
        if (!shares.has(ResourceKind.MEMORY, wanting.memory().pool()) && wanted > free) {
            throw new HypervisorException(
                    Reason.INSUFFICIENT_RESOURCES,
                    "system \"" + wanting.settings().name() + "\" needs " + wanted + " bytes of memory, host \""
                            + host.name() + "\" has " + free + " free");
        }
    }
}
