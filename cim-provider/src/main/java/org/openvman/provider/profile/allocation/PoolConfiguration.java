package org.openvman.provider.profile.allocation;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.openvman.provider.hypervisor.Fleet;
import org.openvman.provider.hypervisor.HostInventory;
import org.openvman.provider.hypervisor.Hypervisor;
import org.openvman.provider.hypervisor.HypervisorException;
import org.openvman.provider.hypervisor.ResourceKind;
import org.openvman.provider.hypervisor.ResourcePool;
import org.openvman.provider.hypervisor.StoragePools;
import org.openvman.provider.operation.CimException;
import org.openvman.provider.operation.CimStatus;
import org.openvman.provider.view.MethodCall;
import org.openvman.provider.view.Outcome;
import org.openvman.schema.cim.CimInstance;
import org.openvman.schema.cim.CimPath;

/**
 * The methods of CIM_ResourcePoolConfigurationService. Child pools of storage come and go; processors, memory and host
 * devices cannot be parted by the hypervisors that we know, and the other methods say so.
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

    /** What a client asks of a child pool: a folder (HostResource) and a size (VirtualQuantity, or Limit). */
    private record Wanted(Optional<String> folder, OptionalLong bytes) {
        static Wanted of(List<CimInstance> settings) {
            Optional<String> folder = Optional.empty();
            OptionalLong bytes = OptionalLong.empty();
            for (CimInstance setting : settings) {
                folder = folder.or(() -> setting.elements("HostResource").stream()
                        .map(Object::toString)
                        .findFirst());
                bytes = bytes.isPresent() ? bytes : size(setting);
            }
            return new Wanted(folder, bytes);
        }

        private static OptionalLong size(CimInstance setting) {
            Optional<Long> quantity = setting.number("VirtualQuantity");
            if (quantity.isPresent()) {
                return bytes(quantity.get(), setting.string("VirtualQuantityUnits"));
            }
            Optional<Long> limit = setting.number("Limit");
            return limit.isPresent() ? bytes(limit.get(), setting.string("AllocationUnits")) : OptionalLong.empty();
        }

        private static OptionalLong bytes(long quantity, Optional<String> unit) {
            return OptionalLong.of(ByteUnit.bytes(quantity, unit.orElse(ByteUnit.BYTE)));
        }
    }

    Outcome createChildResourcePool(HostInventory host, MethodCall call) {
        List<CimPath> parents = call.references("ParentPool");
        if (parents.size() != 1) {
            return new Outcome.Refused(INVALID_PARAMETER, "ParentPool names one pool, not " + parents.size());
        }
        ResourcePool parent = pool(call, parents.get(0));
        if (parent.kind() != ResourceKind.STORAGE) {
            return new Outcome.Refused(
                    INCORRECT_RESOURCE_TYPE,
                    "only storage pools can be made; networks are made by the service for virtual Ethernet switches");
        }
        if (!parent.primordial() || !parent.host().equals(host.host().id())) {
            return new Outcome.Refused(
                    INVALID_PARAMETER,
                    "the parent must be the primordial storage pool of "
                            + host.host().id());
        }
        String name = call.text("ElementName").orElseThrow(() -> call.missing("ElementName"));
        Optional<StoragePools> storage = storage(host);
        if (storage.isEmpty()) {
            return notSupported(host);
        }
        try {
            Wanted wanted = Wanted.of(call.instances("Settings"));
            ResourcePool made = storage.get().create(name, wanted.folder(), wanted.bytes());
            return Outcome.completed("Pool", call.pathOf(pools.view(made.kind()), made));
        } catch (IllegalArgumentException e) {
            return new Outcome.Refused(INVALID_PARAMETER, String.valueOf(e.getMessage()));
        } catch (HypervisorException e) {
            return refused(e, SIZE_NOT_SUPPORTED);
        }
    }

    Outcome deleteResourcePool(HostInventory host, MethodCall call) {
        ResourcePool pool = pool(call, call.reference("Pool").orElseThrow(() -> call.missing("Pool")));
        if (!pool.host().equals(host.host().id())) {
            return new Outcome.Refused(INVALID_PARAMETER, "the pool is one of host " + pool.host());
        }
        if (pool.primordial()) {
            return new Outcome.Refused(NOT_SUPPORTED, "a primordial pool stands for the host's own stock and stays");
        }
        if (pool.kind() != ResourceKind.STORAGE) {
            return new Outcome.Refused(
                    INCORRECT_RESOURCE_TYPE,
                    "only storage pools are removed; networks by the service for virtual Ethernet switches");
        }
        Optional<StoragePools> storage = storage(host);
        if (storage.isEmpty()) {
            return notSupported(host);
        }
        try {
            storage.get().delete(pool.name());
            return Outcome.completed();
        } catch (HypervisorException e) {
            return refused(e, NOT_SUPPORTED);
        }
    }

    Outcome createResourcePool(HostInventory host, MethodCall call) {
        return new Outcome.Refused(
                NOT_SUPPORTED, "pools of host devices cannot be made; call CreateChildResourcePool for storage");
    }

    Outcome changeResources(HostInventory host, MethodCall call) {
        return new Outcome.Refused(
                NOT_SUPPORTED, "a storage pool is a folder of the host: devices can neither be added nor removed");
    }

    Outcome changeParent(HostInventory host, MethodCall call) {
        return new Outcome.Refused(NOT_SUPPORTED, "a child pool has one parent, the primordial pool");
    }

    private static Outcome notSupported(HostInventory host) {
        return new Outcome.Refused(NOT_SUPPORTED, host.host().hypervisorType() + " hosts make no storage pools");
    }

    private static Outcome refused(HypervisorException error, long unsupported) {
        long code = switch (error.reason()) {
            case UNSUPPORTED -> unsupported;
            case INVALID, ALREADY_EXISTS, NOT_FOUND -> INVALID_PARAMETER;
            case IN_USE -> IN_USE;
            case INSUFFICIENT_RESOURCES -> INSUFFICIENT_RESOURCES;
            case TIMEOUT -> 3;
            case INVALID_STATE, UNREACHABLE, FAILED -> FAILED;
        };
        return new Outcome.Refused(code, String.valueOf(error.getMessage()));
    }

    private Optional<StoragePools> storage(HostInventory host) {
        return fleet.hypervisor(host.host().id()).flatMap(Hypervisor::storagePools);
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
