package org.openvman.provider.profile.allocation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
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
import org.openvman.provider.hypervisor.Peripheral;
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
    private static final String PREFIX = "OpenVMAN:";

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
            case IDE_CONTROLLER -> "IDEControllerPool";
            case SCSI_CONTROLLER -> "SCSIControllerPool";
            case PERIPHERAL -> "PeripheralPool";
        };
    }

    private static String units(ResourceKind kind) {
        return switch (kind) {
            case PROCESSOR -> "percent";
            case NETWORK, IDE_CONTROLLER, SCSI_CONTROLLER, PERIPHERAL -> "count";
            case MEMORY, STORAGE -> ByteUnit.BYTE;
        };
    }

    static String poolId(ResourcePool pool) {
        return poolId(pool.kind(), pool.name());
    }

    static String poolId(ResourceKind kind, String name) {
        return poolClass(kind) + "/" + name;
    }

    /**
     * The name in the PoolID of a pool of that kind.
     *
     * @throws IllegalArgumentException if it is the PoolID of something else
     */
    static String poolName(ResourceKind kind, String poolId) {
        String prefix = poolId(kind, "");
        if (!poolId.startsWith(prefix) || poolId.length() == prefix.length()) {
            throw new IllegalArgumentException("\"" + poolId + "\" is no " + prefix + "NAME");
        }
        return poolId.substring(prefix.length());
    }

    /** The InstanceID of a pool. */
    public static String instanceId(ResourcePool pool) {
        return PREFIX + pool.host() + "/" + poolId(pool);
    }

    /** The pool of that InstanceID, of whatever kind. */
    static Optional<ResourcePool> find(Inventory inventory, String instanceId) {
        return Arrays.stream(ResourceKind.values())
                .flatMap(kind -> find(inventory, kind, instanceId).stream())
                .findFirst();
    }

    private static Optional<ResourcePool> find(Inventory inventory, ResourceKind kind, String id) {
        String infix = "/" + poolClass(kind) + "/";
        int at = id.indexOf(infix);
        return at < PREFIX.length()
                ? Optional.empty()
                : HostProfile.find(inventory, id.substring(PREFIX.length(), at))
                        .flatMap(host -> host.pool(kind, id.substring(at + infix.length())));
    }

    private static Source<ResourcePool> source(ResourceKind kind) {
        return Source.keyed(
                "InstanceID",
                inventory -> inventory.pools().filter(pool -> pool.kind() == kind),
                (inventory, id) -> find(inventory, kind, id));
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
                        allocations(
                                ResourceKind.PERIPHERAL, DeviceProfile.PERIPHERAL, DeviceProfile.PERIPHERAL_SETTING),
                        adapters(ResourceKind.IDE_CONTROLLER),
                        adapters(ResourceKind.SCSI_CONTROLLER),
                        List.of(
                                fromPool(ResourceKind.PROCESSOR, DeviceProfile.PROCESSOR_SETTING),
                                elementFromPool(
                                        ResourceKind.PROCESSOR,
                                        DeviceProfile.PROCESSOR,
                                        processor -> poolOf(
                                                processor.system(),
                                                processor.setting().device()))))
                .flatMap(List::stream);
        // A child pool is allocated from the primordial one (DSP1041, pool hierarchy).
        Stream<AssociationView<?, ?>> children = pools.values().stream()
                .map(view -> AssociationView.of(
                                "OpenVMAN_ElementAllocatedFromPool",
                                view.as("Dependent"),
                                view.as("Antecedent"),
                                PoolProfile::parent)
                        .build());
        return Stream.of(hosted, allocated, children)
                .flatMap(Function.identity())
                .toList();
    }

    private static Stream<ResourcePool> parent(Inventory inventory, ResourcePool pool) {
        return pool.primordial()
                ? Stream.empty()
                : inventory.host(pool.host()).flatMap(host -> host.primordial(pool.kind())).stream();
    }

    @Override
    public List<Registration<?>> registrations() {
        List<Registration<?>> registrations = new ArrayList<>();
        for (ResourceKind kind : ResourceKind.values()) {
            // DSP1041 is a pattern: one registration for each use of it.
            registrations.add(new Registration<>(
                    "DSP1041",
                    "Resource Allocation",
                    "1.1.0",
                    view(kind),
                    "DSP1042",
                    false,
                    kind.name().toLowerCase(Locale.ROOT)));
        }
        registrations.add(specific("DSP1044", "Processor Resource Virtualization", ResourceKind.PROCESSOR));
        registrations.add(specific("DSP1045", "Memory Resource Virtualization", ResourceKind.MEMORY));
        registrations.add(specific("DSP1047", "Storage Resource Virtualization", ResourceKind.STORAGE));
        for (ResourceKind kind : List.of(ResourceKind.IDE_CONTROLLER, ResourceKind.SCSI_CONTROLLER)) {
            registrations.add(new Registration<>(
                    "DSP1049",
                    "Storage Adapter Resource Virtualization",
                    "1.0.0",
                    view(kind),
                    "DSP1042",
                    false,
                    kind.name().toLowerCase(Locale.ROOT)));
        }
        registrations.add(specific("DSP1050", "Ethernet Port Resource Virtualization", ResourceKind.NETWORK));
        registrations.add(specific("DSP1059", "Generic Device Resource Virtualization", ResourceKind.PERIPHERAL));
        return registrations;
    }

    private Registration<?> specific(String document, String name, ResourceKind kind) {
        return new Registration<>(document, name, "1.0.0", view(kind), "DSP1042");
    }

    private <D extends Device> List<AssociationView<?, ?>> allocations(
            ResourceKind kind, ClassView<ConfiguredDevice<D>> device, ClassView<ConfiguredDevice<D>> setting) {
        return List.of(
                fromPool(kind, setting),
                elementFromPool(
                        kind, device, configured -> poolOf(configured.owner().system(), configured.device())));
    }

    private List<AssociationView<?, ?>> adapters(ResourceKind kind) {
        return allocations(kind, DeviceProfile.STORAGE_ADAPTER, DeviceProfile.PERIPHERAL_SETTING);
    }

    private <D extends Device> AssociationView<?, ?> fromPool(
            ResourceKind kind, ClassView<ConfiguredDevice<D>> setting) {
        return AssociationView.of(
                        "OpenVMAN_ResourceAllocationFromPool",
                        setting.as("Dependent"),
                        view(kind).as("Antecedent"),
                        (Inventory inventory, ConfiguredDevice<D> configured) ->
                                poolOf(configured.owner().system(), configured.device())
                                        .filter(pool -> pool.kind() == kind)
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
                                pool
                                        .apply(record)
                                        .filter(name -> name.kind() == kind)
                                        .flatMap(name -> name.in(inventory))
                                        .stream())
                .build();
    }

    /** Which pool a device was allocated from; empty for what belongs to none, as a disk image outside the pools. */
    private static Optional<PoolName> poolOf(VirtualSystem system, Device device) {
        if (device instanceof Processor processor) {
            return Optional.of(new PoolName(system.host(), device.kind(), processor.pool()));
        }
        if (device instanceof Memory memory) {
            return Optional.of(new PoolName(system.host(), device.kind(), memory.pool()));
        }
        if (device instanceof Peripheral) {
            return Optional.of(new PoolName(system.host(), device.kind(), ResourcePool.PRIMORDIAL));
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
