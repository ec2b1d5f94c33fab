package org.openvman.provider.profile.allocation;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.openvman.provider.hypervisor.ComputePools;
import org.openvman.provider.hypervisor.Fleet;
import org.openvman.provider.hypervisor.HostInventory;
import org.openvman.provider.hypervisor.Hypervisor;
import org.openvman.provider.hypervisor.HypervisorException;
import org.openvman.provider.hypervisor.ResourceKind;
import org.openvman.provider.hypervisor.ResourcePool;
import org.openvman.provider.hypervisor.StoragePools;
import org.openvman.provider.operation.CimException;
import org.openvman.provider.operation.CimStatus;
import org.openvman.provider.profile.host.HostProcessorProfile;
import org.openvman.provider.view.MethodCall;
import org.openvman.provider.view.Outcome;
import org.openvman.schema.cim.CimPath;

/**
 * The methods of CIM_ResourcePoolConfigurationService. Child pools of storage, processors and memory come and go; those of
 * processors and memory also grow and shrink. Networks are made by the service for virtual Ethernet switches.
 */
final class PoolConfiguration {
    private static final long NOT_SUPPORTED = 1;
    private static final long FAILED = 4;
    private static final long INVALID_PARAMETER = 5;
    private static final long IN_USE = 6;
    private static final long INCORRECT_RESOURCE_TYPE = 7;
    private static final long INSUFFICIENT_RESOURCES = 8;
    private static final long SIZE_NOT_SUPPORTED = 4097;

    private final Fleet fleet;
    private final PoolProfile pools;

    PoolConfiguration(Fleet fleet, PoolProfile pools) {
        this.fleet = fleet;
        this.pools = pools;
    }

    Outcome createChildResourcePool(HostInventory host, MethodCall call) {
        List<CimPath> parents = call.references("ParentPool");
        if (parents.size() != 1) {
            return new Outcome.Refused(INVALID_PARAMETER, "ParentPool names one pool, not " + parents.size());
        }
        ResourcePool parent = pool(call, parents.get(0));
        if (!canHaveChildren(parent.kind())) {
            return new Outcome.Refused(INCORRECT_RESOURCE_TYPE, noChildren(parent.kind()));
        }
        if (!parent.primordial() || !parent.host().equals(host.host().id())) {
            return new Outcome.Refused(
                    INVALID_PARAMETER,
                    "the parent must be the primordial pool of " + host.host().id());
        }
        String name = call.text("ElementName").orElseThrow(() -> call.missing("ElementName"));
        return answered(() -> {
            WantedPool wanted = WantedPool.of(parent.kind(), call.instances("Settings"));
            if (parent.kind() == ResourceKind.STORAGE
                    && wanted.size().isPresent()
                    && !storage(host).takesSizes()) {
                return new Outcome.Refused(
                        SIZE_NOT_SUPPORTED,
                        "storage pool \"" + name + "\": leave the size out, the pool has what its file system has");
            }
            ResourcePool made = parent.kind() == ResourceKind.STORAGE
                    ? storage(host).create(name, wanted.folder(), wanted.size())
                    : compute(host).create(parent.kind(), name, size(wanted));
            return Outcome.completed("Pool", call.pathOf(pools.view(made.kind()), made));
        });
    }

    Outcome deleteResourcePool(HostInventory host, MethodCall call) {
        ResourcePool pool = poolOf(host, call, "Pool");
        if (pool.primordial()) {
            return new Outcome.Refused(NOT_SUPPORTED, "a primordial pool stands for the host's own stock and stays");
        }
        if (!canHaveChildren(pool.kind())) {
            return new Outcome.Refused(INCORRECT_RESOURCE_TYPE, noChildren(pool.kind()));
        }
        return answered(() -> {
            if (pool.kind() == ResourceKind.STORAGE) {
                storage(host).delete(pool.name());
            } else {
                compute(host).delete(pool.kind(), pool.name());
            }
            return Outcome.completed();
        });
    }

    Outcome createResourcePool(HostInventory host, MethodCall call) {
        return new Outcome.Refused(
                NOT_SUPPORTED,
                "all that a host has is in its primordial pools already; call CreateChildResourcePool for a part of it");
    }

    Outcome addResources(HostInventory host, MethodCall call) {
        return changeResources(host, call, 1);
    }

    Outcome removeResources(HostInventory host, MethodCall call) {
        return changeResources(host, call, -1);
    }

    /** Processors of the host, as many as a pool shall have more or less of; which of them does not matter. */
    private Outcome changeResources(HostInventory host, MethodCall call, int sign) {
        ResourcePool pool = poolOf(host, call, "Pool");
        if (pool.primordial()) {
            return new Outcome.Refused(NOT_SUPPORTED, "a primordial pool has all that the host has, always");
        }
        if (pool.kind() != ResourceKind.PROCESSOR) {
            return new Outcome.Refused(
                    NOT_SUPPORTED,
                    pool.kind() == ResourceKind.MEMORY
                            ? "a host has one memory; give the pool another size with ChangeParentResourcePool"
                            : "a pool of storage is a folder, one of adapters a network: they have no host devices");
        }
        List<CimPath> processors = call.references("HostResources");
        if (processors.isEmpty()) {
            throw call.missing("HostResources");
        }
        long threads = processors.stream()
                .mapToLong(processor -> HostProcessorProfile.threads(call, host, processor))
                .sum();
        return answered(() -> {
            compute(host)
                    .resize(
                            pool.kind(),
                            pool.name(),
                            pool.capacity() + sign * ResourcePool.PROCESSOR_PERCENT * threads);
            return Outcome.completed();
        });
    }

    /** The parent stays, since there is one; what changes is what the child has of it. */
    Outcome changeParent(HostInventory host, MethodCall call) {
        ResourcePool child = poolOf(host, call, "ChildPool");
        if (child.primordial()) {
            return new Outcome.Refused(NOT_SUPPORTED, "a primordial pool has no parent");
        }
        for (CimPath parent : call.references("ParentPool")) {
            ResourcePool named = pool(call, parent);
            if (named.kind() != child.kind()) {
                return new Outcome.Refused(INCORRECT_RESOURCE_TYPE, parent + " is a pool of " + named.kind());
            }
            if (!named.primordial() || !named.host().equals(child.host())) {
                return new Outcome.Refused(NOT_SUPPORTED, "a child pool has one parent, the primordial pool");
            }
        }
        if (child.kind() != ResourceKind.PROCESSOR && child.kind() != ResourceKind.MEMORY) {
            return new Outcome.Refused(
                    NOT_SUPPORTED, "the size of a pool of " + child.kind() + " is not ours to change");
        }
        return answered(() -> {
            WantedPool wanted = WantedPool.of(child.kind(), call.instances("Settings"));
            compute(host).resize(child.kind(), child.name(), size(wanted));
            return Outcome.completed();
        });
    }

    private static long size(WantedPool wanted) {
        return wanted.size()
                .orElseThrow(() -> new IllegalArgumentException(
                        "the settings of a pool of processors or memory need its size: VirtualQuantity or Limit"));
    }

    private static boolean canHaveChildren(ResourceKind kind) {
        return switch (kind) {
            case STORAGE, PROCESSOR, MEMORY -> true;
            case NETWORK, IDE_CONTROLLER, SCSI_CONTROLLER, PERIPHERAL -> false;
        };
    }

    private static String noChildren(ResourceKind kind) {
        return kind == ResourceKind.NETWORK
                ? "networks are made and removed by the service for virtual Ethernet switches"
                : "devices of this kind cannot be parted";
    }

    private static Outcome answered(Supplier<Outcome> change) {
        try {
            return change.get();
        } catch (IllegalArgumentException | ArithmeticException e) {
            return new Outcome.Refused(INVALID_PARAMETER, String.valueOf(e.getMessage()));
        } catch (HypervisorException e) {
            return refused(e);
        }
    }

    private static Outcome refused(HypervisorException error) {
        long code = switch (error.reason()) {
            case UNSUPPORTED -> NOT_SUPPORTED;
            case INVALID, ALREADY_EXISTS, NOT_FOUND -> INVALID_PARAMETER;
            case IN_USE -> IN_USE;
            case INSUFFICIENT_RESOURCES -> INSUFFICIENT_RESOURCES;
            case TIMEOUT -> 3;
            case INVALID_STATE, UNREACHABLE, FAILED -> FAILED;
        };
        return new Outcome.Refused(code, String.valueOf(error.getMessage()));
    }

    private StoragePools storage(HostInventory host) {
        return fleet.hypervisor(host.host().id())
                .flatMap(Hypervisor::storagePools)
                .orElseThrow(() -> absent(host, "its hypervisor makes no storage pools"));
    }

    private ComputePools compute(HostInventory host) {
        ComputePools offered = fleet.hypervisor(host.host().id())
                .flatMap(Hypervisor::computePools)
                .orElseThrow(() -> absent(host, "its hypervisor does not part processors and memory"));
        offered.obstacle().ifPresent(obstacle -> {
            throw absent(host, obstacle);
        });
        return offered;
    }

    private static HypervisorException absent(HostInventory host, String why) {
        return new HypervisorException(
                HypervisorException.Reason.UNSUPPORTED, "host " + host.host().id() + ": " + why);
    }

    private ResourcePool poolOf(HostInventory host, MethodCall call, String parameter) {
        ResourcePool pool = pool(call, call.reference(parameter).orElseThrow(() -> call.missing(parameter)));
        if (!pool.host().equals(host.host().id())) {
            throw call.invalid(parameter + " is a pool of host " + pool.host());
        }
        return pool;
    }

    private ResourcePool pool(MethodCall call, CimPath path) {
        for (ResourceKind kind : ResourceKind.values()) {
            Optional<ResourcePool> found = call.find(path, pools.view(kind));
            if (found.isPresent()) {
                return found.get();
            }
        }
        throw new CimException(CimStatus.NOT_FOUND, "no resource pool " + path + " for " + call.method());
    }
}
