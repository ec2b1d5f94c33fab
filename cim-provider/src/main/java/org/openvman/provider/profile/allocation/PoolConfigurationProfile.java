package org.openvman.provider.profile.allocation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
    private static final int ADD_RESOURCES = 5;
    private static final int REMOVE_RESOURCES = 6;
    private static final int CHANGE_PARENT = 7;

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
                .method("AddResourcesToResourcePool", methods::addResources)
                .method("RemoveResourcesFromResourcePool", methods::removeResources)
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

    /** What the backend of the host can do as it is now reached. */
    private List<Integer> synchronousMethods(HostInventory host) {
        Optional<Hypervisor> hypervisor = fleet.hypervisor(host.host().id());
        boolean parts = hypervisor
                .flatMap(Hypervisor::computePools)
                .filter(pools -> pools.obstacle().isEmpty())
                .isPresent();
        if (parts) {
            return List.of(CREATE_CHILD, DELETE, ADD_RESOURCES, REMOVE_RESOURCES, CHANGE_PARENT);
        }
        return hypervisor.flatMap(Hypervisor::storagePools).isPresent() ? List.of(CREATE_CHILD, DELETE) : List.of();
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
