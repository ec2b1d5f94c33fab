package org.openvman.provider.hypervisor.sim;

import java.util.ArrayList;
import java.util.List;
import org.openvman.provider.hypervisor.Host;
import org.openvman.provider.hypervisor.Nic;
import org.openvman.provider.hypervisor.ResourceKind;
import org.openvman.provider.hypervisor.ResourcePool;
import org.openvman.provider.hypervisor.SystemConfiguration;
import org.openvman.provider.hypervisor.VirtualSwitch;

/** All pools of a simulated host, with what volumes and live systems take of them. */
record Pools(Host host, SimulatedPools storage, SimulatedSwitches switches, SimulatorState state) {

    List<ResourcePool> list() {
        List<SystemConfiguration> live = state.live();
        List<ResourcePool> pools = new ArrayList<>(storage.list());
        switches.list().forEach(each -> pools.add(network(each.settings())));
        pools.addAll(state.shares(host).pools(live));
        pools.addAll(ResourcePool.ofPeripherals(host.id(), live));
        pools.add(ResourcePool.above(host.id(), ResourceKind.STORAGE, pools));
        pools.add(ResourcePool.above(host.id(), ResourceKind.NETWORK, pools));
        return pools;
    }

    private ResourcePool network(VirtualSwitch.Settings settings) {
        long adapters = state.live().stream()
                .flatMap(configuration -> configuration.nics().stream())
                .filter(nic -> nic.attachment() == Nic.Attachment.NETWORK
                        && nic.connection().equals(settings.name()))
                .count();
        return new ResourcePool(
                host.id(), ResourceKind.NETWORK, settings.name(), false, 0, adapters, settings.subnet());
    }
}
