package org.openvman.provider.profile.allocation;

import java.util.ArrayList;
import java.util.List;
import org.openvman.provider.hypervisor.Fleet;
import org.openvman.provider.hypervisor.HostInventory;
import org.openvman.provider.hypervisor.Hypervisor;
import org.openvman.provider.hypervisor.ResourceKind;
import org.openvman.provider.profile.system.HostService;
import org.openvman.provider.view.AssociationView;
import org.openvman.provider.view.ClassView;
import org.openvman.provider.view.Profile;

/** DSP1041, resource pool management: the service of each host that makes and removes pools, and what it can do. */
public final class PoolConfigurationProfile implements Profile {
    private static final String SERVICE_CLASS = "OpenVMAN_ResourcePoolConfigurationService";
    private static final String CAPABILITIES_PREFIX = "OpenVMAN:ResourcePoolConfiguration/";

    /** CIM_ResourcePoolConfigurationCapabilities.SynchronousMethodsSupported. */
    private static final int CREATE_CHILD = 3;

    private static final int DELETE = 4;

    private final Fleet fleet;
    private final PoolProfile pools;
    private final ClassView<HostInventory> service;
    private final ClassView<HostInventory> capabilities;

    public PoolConfigurationProfile(Fleet fleet, PoolProfile pools) {
        this.fleet = fleet;
        this.pools = pools;
        PoolConfiguration methods = new PoolConfiguration(fleet, pools);
        this.service = HostService.of(SERVICE_CLASS, "ResourcePoolConfiguration", "Resource pools of ")
                .method("CreateResourcePool", methods::createResourcePool)
                .method("CreateChildResourcePool", methods::createChildResourcePool)
                .method("DeleteResourcePool", methods::deleteResourcePool)
                .method("AddResourcesToResourcePool", methods::changeResources)
                .method("RemoveResourcesFromResourcePool", methods::changeResources)
                .method("ChangeParentResourcePool", methods::changeParent)
                .build();
        this.capabilities = HostService.capabilities(
                        "OpenVMAN_ResourcePoolConfigurationCapabilities",
                        CAPABILITIES_PREFIX,
                        "What can be done with resource pools of ",
                        host -> true)
                .property("SynchronousMethodsSupported", this::synchronousMethods)
                .build();
    }

    private List<Integer> synchronousMethods(HostInventory host) {
        return fleet.hypervisor(host.host().id())
                .flatMap(Hypervisor::storagePools)
                .map(present -> List.of(CREATE_CHILD, DELETE))
                .orElse(List.of());
    }

    @Override
    public List<ClassView<?>> classes() {
        return List.of(service, capabilities);
    }

    @Override
    public List<AssociationView<?, ?>> associations() {
        List<AssociationView<?, ?>> associations = new ArrayList<>(
                List.of(HostService.hosted(service), HostService.withCapabilities(service, capabilities)));
        for (ResourceKind kind : ResourceKind.values()) {
            associations.add(HostService.managing(
                            service,
                            pools.view(kind),
                            host -> host.pools().stream().filter(pool -> pool.kind() == kind))
                    .build());
        }
        return associations;
    }
}
