package org.openvman.provider.hypervisor.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.openvman.provider.hypervisor.Host;
import org.openvman.provider.hypervisor.Nic;
import org.openvman.provider.hypervisor.ResourceKind;
import org.openvman.provider.hypervisor.ResourcePool;
import org.openvman.provider.hypervisor.VirtualSwitch;

/** All pools of a simulated host, with what its systems and volumes take of them; processors and memory only while a system is live. */
record Pools(Host host, SimulatedPools storage, SimulatedSwitches switches, SimulatorState state) {

    List<ResourcePool> list() {
        long processors = 0;
        long memory = 0;
        long peripherals = 0;
        for (SimulatedSystem system : state.systems()) {
            if (system.state().isLive()) {
                processors += system.current().processor().count();
                memory += system.current().memory().bytes();
                peripherals += system.current().peripherals().size();
            }
        }
        List<ResourcePool> pools = new ArrayList<>(storage.list());
        switches.list().forEach(each -> pools.add(network(each.settings())));
        pools.add(primordial(ResourceKind.PROCESSOR, host.cpu().threads(), processors));
        pools.add(primordial(ResourceKind.MEMORY, host.memoryBytes(), memory));
        pools.add(primordial(ResourceKind.PERIPHERAL, 0, peripherals));
        pools.add(ResourcePool.above(host.id(), ResourceKind.STORAGE, pools));
        pools.add(ResourcePool.above(host.id(), ResourceKind.NETWORK, pools));
        return pools;
    }

    private ResourcePool network(VirtualSwitch.Settings settings) {
        long adapters = state.systems().stream()
                .flatMap(system -> system.current().nics().stream())
                .filter(nic -> nic.attachment() == Nic.Attachment.NETWORK
                        && nic.connection().equals(settings.name()))
                .count();
        return new ResourcePool(
                host.id(), ResourceKind.NETWORK, settings.name(), false, 0, adapters, settings.subnet());
    }

    private ResourcePool primordial(ResourceKind kind, long capacity, long reserved) {
        return new ResourcePool(host.id(), kind, ResourcePool.PRIMORDIAL, true, capacity, reserved, Optional.empty());
    }
}
