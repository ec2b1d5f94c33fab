package org.openvman.provider.hypervisor.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.openvman.provider.hypervisor.Host;
import org.openvman.provider.hypervisor.Nic;
import org.openvman.provider.hypervisor.ResourceKind;
import org.openvman.provider.hypervisor.ResourcePool;

/** All pools of a simulated host, with what its systems and volumes take of them; processors and memory only while a system is live. */
record Pools(Host host, SimulatedPools storage, SimulatorState state) {

    List<ResourcePool> list() {
        long processors = 0;
        long memory = 0;
        long adapters = 0;
        for (SimulatedSystem system : state.systems()) {
            if (system.state().isLive()) {
                processors += system.current().processor().count();
                memory += system.current().memory().bytes();
            }
            for (Nic nic : system.current().nics()) {
                adapters += nic.attachment() == Nic.Attachment.NETWORK ? 1 : 0;
            }
        }
        List<ResourcePool> pools = new ArrayList<>(storage.list());
        pools.add(new ResourcePool(
                host.id(),
                ResourceKind.NETWORK,
                SimulatedHost.NETWORK,
                false,
                0,
                adapters,
                Optional.of(SimulatedHost.SUBNET)));
        pools.add(primordial(ResourceKind.PROCESSOR, host.cpu().threads(), processors));
        pools.add(primordial(ResourceKind.MEMORY, host.memoryBytes(), memory));
        pools.add(ResourcePool.above(host.id(), ResourceKind.STORAGE, pools));
        pools.add(ResourcePool.above(host.id(), ResourceKind.NETWORK, pools));
        return pools;
    }

    private ResourcePool primordial(ResourceKind kind, long capacity, long reserved) {
        return new ResourcePool(
                host.id(), kind, ResourcePool.PRIMORDIAL, true, capacity, reserved, Optional.empty());
    }
}
