package org.openvman.provider.hypervisor.sim;

import java.util.List;
import java.util.Optional;
import org.openvman.provider.hypervisor.Host;
import org.openvman.provider.hypervisor.Nic;
import org.openvman.provider.hypervisor.ResourceKind;
import org.openvman.provider.hypervisor.ResourcePool;

/** The pools of a simulated host, with what its systems and volumes take of them; processors and memory only while a system is live. */
record Pools(Host host, long storageBytes, SimulatorState state) {
    private static final String HOST_POOL = "0";

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
        long stored = state.volumes().stream()
                .mapToLong(volume -> volume.volume().allocationBytes())
                .sum();
        return List.of(
                pool(ResourceKind.PROCESSOR, HOST_POOL, host.cpu().threads(), processors, Optional.empty()),
                pool(ResourceKind.MEMORY, HOST_POOL, host.memoryBytes(), memory, Optional.empty()),
                pool(ResourceKind.STORAGE, SimulatedHost.POOL, storageBytes, stored, Optional.empty()),
                pool(ResourceKind.NETWORK, SimulatedHost.NETWORK, 0, adapters, Optional.of(SimulatedHost.SUBNET)));
    }

    private ResourcePool pool(
            ResourceKind kind, String name, long capacity, long reserved, Optional<ResourcePool.Subnet> subnet) {
        return new ResourcePool(host.id(), kind, name, true, capacity, reserved, subnet);
    }
}
