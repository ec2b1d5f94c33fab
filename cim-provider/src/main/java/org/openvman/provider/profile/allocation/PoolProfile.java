package org.openvman.provider.profile.allocation;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openvman.provider.hypervisor.Device;
import org.openvman.provider.hypervisor.Disk;
import org.openvman.provider.hypervisor.HostId;
import org.openvman.provider.hypervisor.Inventory;
import org.openvman.provider.hypervisor.Memory;
import org.openvman.provider.hypervisor.Nic;
import org.openvman.provider.hypervisor.Processor;
import org.openvman.provider.hypervisor.ResourceKind;
import org.openvman.provider.hypervisor.ResourcePool;
import org.openvman.provider.hypervisor.VirtualSystem;
import org.openvman.provider.profile.system.ConfiguredDevice;
import org.openvman.provider.profile.system.HostProfile;
import org.openvman.provider.view.AssociationView;
import org.openvman.provider.view.ClassView;
import org.openvman.provider.view.Profile;
import org.openvman.provider.view.Source;

/** DSP1041 Resource Allocation: the pools of each host, and what was allocated from them. */
public final class PoolProfile implements Profile {
    private final Map<ResourceKind, ClassView<ResourcePool>> pools = Arrays.stream(ResourceKind.values())
            .collect(Collectors.toMap(
                    Function.identity(),
                    PoolProfile::pools,
                    (one, other) -> one,
                    () -> new EnumMap<>(ResourceKind.class)));

    private static ClassView<ResourcePool> pools(ResourceKind kind) {
        return ClassView.of("OpenVMAN_" + poolClass(kind), source(kind))
                .property("InstanceID", PoolProfile::instanceId)
                .property("PoolID", PoolProfile::poolId)
                .property("ElementName", PoolProfile::poolId)
                .property("Primordial", ResourcePool::primordial)
                .constant("ResourceType", ResourceType.of(kind))
                .constant("AllocationUnits", units(kind))
                .constant("ConsumedResourceUnits", units(kind))
                .property("Capacity", pool -> pool.capacity() == 0 ? Optional.empty() : Optional.of(pool.capacity()))
                .property("Reserved", ResourcePool::reserved)
                .property("CurrentlyConsumedResource", ResourcePool::reserved)
                .build();
    }

    /** The pools of a kind. */
    public ClassView<ResourcePool> view(ResourceKind kind) {
        return Objects.requireNonNull(pools.get(kind), kind::name);
    }

    private static String poolClass(ResourceKind kind) {
        return switch (kind) {
            case PROCESSOR -> "ProcessorPool";
            case MEMORY -> "MemoryPool";
            case STORAGE -> "StoragePool";
            case NETWORK -> "NetworkPool";
        };
    }

    private static String units(ResourceKind kind) {
        return switch (kind) {
            case PROCESSOR, NETWORK -> "count";
            case MEMORY, STORAGE -> ByteUnit.BYTE;
        };
    }

    private static String poolId(ResourcePool pool) {
        return poolClass(pool.kind()) + "/" + pool.name();
    }

    /** The InstanceID of a pool. */
    public static String instanceId(ResourcePool pool) {
        return "OpenVMAN:" + pool.host() + "/" + poolId(pool);
    }

    private static Source<ResourcePool> source(ResourceKind kind) {
        String infix = "/" + poolClass(kind) + "/";
        return Source.keyed(
                "InstanceID", inventory -> inventory.pools().filter(pool -> pool.kind() == kind), (inventory, id) -> {
                    int at = id.indexOf(infix);
                    return at < "OpenVMAN:".length()
                            ? Optional.empty()
                            : HostProfile.find(inventory, id.substring("OpenVMAN:".length(), at))
                                    .flatMap(host -> host.pool(kind, id.substring(at + infix.length())));
                });
    }

    @Override
    public List<ClassView<?>> classes() {
        return List.copyOf(pools.values());
    }

    @Override
    public List<AssociationView<?, ?>> associations() {
        Stream<AssociationView<?, ?>> hosted = pools.entrySet().stream()
                .map(entry -> AssociationView.of(
                                "OpenVMAN_HostedResourcePool",
                                HostProfile.HOST.as("GroupComponent"),
                                entry.getValue().as("PartComponent"),
                                (inventory, host) ->
                                        host.pools().stream().filter(pool -> pool.kind() == entry.getKey()))
                        .build());
        Stream<AssociationView<?, ?>> allocated = Stream.of(
                        allocations(ResourceKind.MEMORY, DeviceProfile.MEMORY, DeviceProfile.MEMORY_SETTING),
                        allocations(ResourceKind.STORAGE, DeviceProfile.DISK, DeviceProfile.DISK_SETTING),
                        allocations(ResourceKind.NETWORK, DeviceProfile.NIC, DeviceProfile.NIC_SETTING),
                        List.of(
                                fromPool(ResourceKind.PROCESSOR, DeviceProfile.PROCESSOR_SETTING),
                                elementFromPool(
                                        ResourceKind.PROCESSOR,
                                        DeviceProfile.PROCESSOR,
                                        processor -> poolOf(
                                                processor.system(),
                                                processor.setting().device()))))
                .flatMap(List::stream);
        return Stream.concat(hosted, allocated).toList();
    }

    private <D extends Device> List<AssociationView<?, ?>> allocations(
            ResourceKind kind, ClassView<ConfiguredDevice<D>> device, ClassView<ConfiguredDevice<D>> setting) {
        return List.of(
                fromPool(kind, setting),
                elementFromPool(
                        kind, device, configured -> poolOf(configured.owner().system(), configured.device())));
    }

    private <D extends Device> AssociationView<?, ?> fromPool(
            ResourceKind kind, ClassView<ConfiguredDevice<D>> setting) {
        return AssociationView.of(
                        "OpenVMAN_ResourceAllocationFromPool",
                        setting.as("Dependent"),
                        view(kind).as("Antecedent"),
                        (Inventory inventory, ConfiguredDevice<D> configured) ->
                                poolOf(configured.owner().system(), configured.device())
                                        .flatMap(pool -> pool.in(inventory))
                                        .stream())
                .build();
    }

    private <T> AssociationView<?, ?> elementFromPool(
            ResourceKind kind, ClassView<T> device, Function<T, Optional<PoolName>> pool) {
        return AssociationView.of(
                        "OpenVMAN_ElementAllocatedFromPool",
                        device.as("Dependent"),
                        view(kind).as("Antecedent"),
                        (Inventory inventory, T record) ->
                                pool.apply(record).flatMap(name -> name.in(inventory)).stream())
                .build();
    }

    /** Which pool a device was allocated from; empty for what belongs to none, as a disk image outside the pools. */
    private static Optional<PoolName> poolOf(VirtualSystem system, Device device) {
        if (device instanceof Processor || device instanceof Memory) {
            return Optional.of(new PoolName(system.host(), device.kind(), "0"));
        }
        if (device instanceof Disk disk) {
            return disk.source()
                    .filter(source -> !source.isPath())
                    .map(source -> new PoolName(system.host(), ResourceKind.STORAGE, source.pool()));
        }
        if (device instanceof Nic nic && nic.attachment() == Nic.Attachment.NETWORK) {
            return Optional.of(new PoolName(system.host(), ResourceKind.NETWORK, nic.connection()));
        }
        return Optional.empty();
    }

    private record PoolName(HostId host, ResourceKind kind, String name) {
        Optional<ResourcePool> in(Inventory inventory) {
            return inventory.host(host).flatMap(found -> found.pool(kind, name));
        }
    }
}
