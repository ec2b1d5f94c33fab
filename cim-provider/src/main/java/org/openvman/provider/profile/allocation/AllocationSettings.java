package org.openvman.provider.profile.allocation;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.openvman.provider.hypervisor.Device;
import org.openvman.provider.hypervisor.Disk;
import org.openvman.provider.hypervisor.MacAddress;
import org.openvman.provider.hypervisor.Memory;
import org.openvman.provider.hypervisor.Nic;
import org.openvman.provider.hypervisor.Peripheral;
import org.openvman.provider.hypervisor.Processor;
import org.openvman.provider.hypervisor.ProcessorSet;
import org.openvman.provider.hypervisor.ResourceKind;
import org.openvman.provider.hypervisor.ResourcePool;
import org.openvman.provider.view.SettingValue;
import org.openvman.provider.view.SettingView;

/**
 * How each kind of device is read from and written to its allocation setting (CIM_ResourceAllocationSettingData and its
 * subclasses). Quantities are written in the unit that the client names, else in ours.
 */
public final class AllocationSettings {
    private static final int PASSED_THROUGH = 2; // ConsumerVisibility
    private static final int VIRTUALIZED = 3;
    private static final int DEDICATED = 3; // MappingBehavior
    private static final int HARD_AFFINITY = 5;
    private static final int ACCESS_VLAN = 2; // CIM_EthernetPortAllocationSettingData.DesiredVLANEndpointMode
    private static final String BYTES_PER_SECOND = "byte / second";
    private static final int READABLE = 1; // CIM_StorageAllocationSettingData.Access
    private static final int READ_WRITE = 3;

    private AllocationSettings() {}

    public static final SettingView<Processor> PROCESSOR = SettingView.<Processor>empty()
            .readOnly("ElementName", processor -> "Processors")
            .readOnly("ResourceType", processor -> ResourceType.PROCESSOR)
            .property(
                    "PoolID",
                    processor -> PoolProfile.poolId(ResourceKind.PROCESSOR, processor.pool()),
                    (processor, value) -> processor.withPool(pool(ResourceKind.PROCESSOR, value, processor.pool())))
            .readOnly("ConsumerVisibility", processor -> VIRTUALIZED)
            .readOnly("AutomaticAllocation", processor -> true)
            .readOnly("VirtualQuantityUnits", processor -> "count")
            .readOnly("AllocationUnits", processor -> "percent")
            // First the maximum: a client may raise both in one call.
            .property(
                    "MaximumVirtualQuantity",
                    Processor::maximum,
                    (processor, value) -> processor.withMaximum(value.integer()))
            .property("VirtualQuantity", Processor::count, (processor, value) -> processor.withCount(value.integer()))
            .property("Weight", Processor::weight, (processor, value) -> processor.withWeight(value.integer()))
            .property("Limit", AllocationSettings::processorLimit, AllocationSettings::withProcessorLimit)
            .property("Reservation", processor -> Optional.empty(), AllocationSettings::withoutReservation)
            .property(
                    "HostResource",
                    processor -> processor.pinning().isAny()
                            ? Optional.empty()
                            : Optional.of(List.of(processor.pinning().toString())),
                    (processor, value) -> processor.withPinning(ProcessorSet.parse(String.join(",", value.texts()))))
            .readOnly(
                    "MappingBehavior",
                    processor -> processor.pinning().isAny() ? Optional.empty() : Optional.of(HARD_AFFINITY));

    public static final SettingView<Memory> MEMORY = SettingView.<Memory>empty()
            .readOnly("ElementName", memory -> "Memory")
            .readOnly("ResourceType", memory -> ResourceType.MEMORY)
            .property(
                    "PoolID",
                    memory -> PoolProfile.poolId(ResourceKind.MEMORY, memory.pool()),
                    (memory, value) -> memory.withPool(pool(ResourceKind.MEMORY, value, memory.pool())))
            .readOnly("ConsumerVisibility", memory -> VIRTUALIZED)
            .readOnly("AutomaticAllocation", memory -> true)
            .readOnly("VirtualQuantityUnits", memory -> ByteUnit.MEBIBYTE)
            .readOnly("AllocationUnits", memory -> ByteUnit.MEBIBYTE)
            .property(
                    "Limit",
                    memory -> memory.maximumBytes() >> 20,
                    (memory, value) -> memory.withMaximumBytes(bytes(value, "AllocationUnits", ByteUnit.MEBIBYTE)))
            .property(
                    "VirtualQuantity",
                    memory -> memory.bytes() >> 20,
                    (memory, value) -> memory.withBytes(bytes(
                            value,
                            value.sibling("VirtualQuantityUnits").isPresent()
                                    ? "VirtualQuantityUnits"
                                    : "AllocationUnits",
                            ByteUnit.MEBIBYTE)))
            .property("Reservation", memory -> Optional.empty(), AllocationSettings::withoutReservation)
            .property("HugePages", Memory::hugePages, (memory, value) -> memory.withHugePages(value.bool()));

    public static final SettingView<Disk> DISK = SettingView.<Disk>empty()
            .readOnly("ElementName", disk -> disk.type() == Disk.Type.DISK ? "Disk " + disk.id() : "Drive " + disk.id())
            .readOnly("ResourceType", disk -> ResourceType.of(disk.type()))
            .readOnly("ResourceSubType", disk -> disk.bus().text())
            .readOnly("PoolID", AllocationSettings::storagePool)
            .readOnly("ConsumerVisibility", disk -> disk.isPassedThrough() ? PASSED_THROUGH : VIRTUALIZED)
            .readOnly("AutomaticAllocation", disk -> true)
            .readOnly("Address", Disk::id)
            .readOnly("VirtualQuantityUnits", disk -> ByteUnit.BYTE)
            .readOnly("AllocationUnits", disk -> ByteUnit.BYTE)
            .property(
                    "HostResource",
                    disk -> disk.source().map(source -> List.of(source.toString())),
                    (disk, value) -> disk.withSource(HostResources.volume(value.texts())))
            .property(
                    "VirtualQuantity",
                    disk -> disk.capacityBytes() == 0 ? Optional.empty() : Optional.of(disk.capacityBytes()),
                    (disk, value) -> disk.withCapacityBytes(bytes(value, "VirtualQuantityUnits", ByteUnit.BYTE)))
            .property(
                    "Access",
                    disk -> disk.readOnly() ? READABLE : READ_WRITE,
                    (disk, value) -> disk.withReadOnly(value.integer() == READABLE))
            .property(
                    "CachingMode",
                    disk -> Optional.of(disk.tuning().cache()).filter(cache -> !cache.isEmpty()),
                    (disk, value) -> disk.withTuning(disk.tuning().withCache(value.text())))
            .property(
                    "IOPSLimit",
                    disk -> disk.tuning().operationsPerSecond(),
                    (disk, value) -> disk.withTuning(disk.tuning().withOperationsPerSecond(value.number())))
            .property(
                    "BandwidthLimit",
                    disk -> disk.tuning().bytesPerSecond(),
                    (disk, value) -> disk.withTuning(disk.tuning().withBytesPerSecond(value.number())));

    public static final SettingView<Nic> NIC = SettingView.<Nic>empty()
            .readOnly("ElementName", nic -> "Network adapter " + nic.mac())
            .readOnly("ResourceType", nic -> ResourceType.ETHERNET_ADAPTER)
            .readOnly("PoolID", AllocationSettings::networkPool)
            .readOnly("ConsumerVisibility", nic -> VIRTUALIZED)
            .readOnly("AutomaticAllocation", nic -> true)
            .readOnly("VirtualQuantity", nic -> 1)
            .readOnly("VirtualQuantityUnits", nic -> "count")
            .property("ResourceSubType", Nic::model, (nic, value) -> nic.withModel(value.text()))
            .property(
                    "Address",
                    nic -> nic.mac().text().replace(":", ""),
                    (nic, value) -> nic.withMac(new MacAddress(value.text())))
            .property(
                    "Connection",
                    nic -> HostResources.connection(nic),
                    (nic, value) -> HostResources.connected(nic, value.texts()))
            .property("PortVID", Nic::vlan, (nic, value) -> nic.withVlan(value.integer()))
            .readOnly(
                    "DesiredVLANEndpointMode",
                    nic -> nic.vlan().isPresent() ? Optional.of(ACCESS_VLAN) : Optional.empty())
            .readOnly("AllocationUnits", nic -> BYTES_PER_SECOND)
            .property(
                    "ReceiveBandwidthLimit",
                    nic -> nic.bandwidth().receive(),
                    (nic, value) -> nic.withBandwidth(nic.bandwidth().withReceive(bandwidth(value))))
            .property(
                    "Limit",
                    nic -> nic.bandwidth().transmit(),
                    (nic, value) -> nic.withBandwidth(nic.bandwidth().withTransmit(bandwidth(value))))
            .property("Reservation", nic -> Optional.empty(), AllocationSettings::withoutReservation)
            .property("ReceiveBandwidthReservation", nic -> Optional.empty(), AllocationSettings::withoutReservation);

    public static final SettingView<Peripheral> PERIPHERAL = SettingView.<Peripheral>empty()
            .readOnly("ElementName", peripheral -> "Peripheral " + peripheral.id())
            .readOnly("ResourceType", ResourceType::of)
            .readOnly("OtherResourceType", ResourceType::other)
            .readOnly(
                    "ResourceSubType",
                    peripheral ->
                            peripheral.role() == Peripheral.Kind.CONTROLLER ? peripheral.model() : peripheral.type())
            .readOnly("PoolID", peripheral -> PoolProfile.poolId(peripheral.kind(), ResourcePool.PRIMORDIAL))
            .readOnly(
                    "ConsumerVisibility",
                    peripheral -> peripheral.role() == Peripheral.Kind.HOST_DEVICE ? PASSED_THROUGH : VIRTUALIZED)
            .readOnly(
                    "MappingBehavior",
                    peripheral -> peripheral.role() == Peripheral.Kind.HOST_DEVICE
                            ? Optional.of(DEDICATED)
                            : Optional.empty())
            .readOnly("AutomaticAllocation", peripheral -> true)
            .readOnly("Address", peripheral -> Integer.toString(peripheral.index()))
            .readOnly("VirtualQuantity", peripheral -> 1)
            .readOnly("VirtualQuantityUnits", peripheral -> "count")
            .property(
                    "HostResource",
                    peripheral -> peripheral.hostResource().isEmpty()
                            ? Optional.empty()
                            : Optional.of(List.of(peripheral.hostResource())),
                    (peripheral, value) -> peripheral.withHostResource(HostResources.one(value.texts())));

    /** The allocation setting of a device as text, by property. */
    public static Map<String, List<String>> texts(Device device) {
        if (device instanceof Processor processor) {
            return PROCESSOR.texts(processor);
        }
        if (device instanceof Memory memory) {
            return MEMORY.texts(memory);
        }
        if (device instanceof Disk disk) {
            return DISK.texts(disk);
        }
        if (device instanceof Nic nic) {
            return NIC.texts(nic);
        }
        if (device instanceof Peripheral peripheral) {
            return PERIPHERAL.texts(peripheral);
        }
        throw new IllegalStateException(device.toString());
    }

    /** No hypervisor that we know keeps processors, memory or bandwidth free for a system that does not use them. */
    private static <S> S withoutReservation(S setting, SettingValue value) {
        if (value.number() != 0) {
            throw new IllegalArgumentException(value.number() + ": nothing can be reserved here; use Weight and Limit");
        }
        return setting;
    }

    /** The pool that a client names; an empty name leaves the choice as it is. */
    private static String pool(ResourceKind kind, SettingValue value, String before) {
        return value.text().isEmpty() ? before : PoolProfile.poolName(kind, value.text());
    }

    private static long bandwidth(SettingValue value) {
        String unit = value.sibling("AllocationUnits").orElse(BYTES_PER_SECOND).replace(" ", "");
        long bits = switch (unit) {
            case "byte/second" -> Math.multiplyExact(value.number(), 8L);
            case "bit/second" -> value.number();
            case "bit/second*10^3" -> Math.multiplyExact(value.number(), 1_000L);
            case "bit/second*10^6" -> Math.multiplyExact(value.number(), 1_000_000L);
            default ->
                throw new IllegalArgumentException("bandwidth is given in \"" + BYTES_PER_SECOND
                        + "\" or \"bit / second\", not in \"" + unit + "\"");
        };
        return bits / 8;
    }

    private static OptionalInt processorLimit(Processor processor) {
        return processor.limitPercent();
    }

    private static Processor withProcessorLimit(Processor processor, SettingValue value) {
        String unit = value.sibling("AllocationUnits").orElse("percent");
        if (!unit.equals("percent")) {
            throw new IllegalArgumentException("the limit of processors is given in \"percent\", not \"" + unit + "\"");
        }
        return processor.withLimitPercent(value.integer());
    }

    private static long bytes(SettingValue value, String unitProperty, String defaultUnit) {
        return ByteUnit.bytes(value.number(), value.sibling(unitProperty).orElse(defaultUnit));
    }

    private static Optional<String> storagePool(Disk disk) {
        return disk.source().filter(source -> !source.isPath()).map(source -> "StoragePool/" + source.pool());
    }

    private static Optional<String> networkPool(Nic nic) {
        return nic.attachment() == Nic.Attachment.NETWORK
                ? Optional.of("NetworkPool/" + nic.connection())
                : Optional.empty();
    }
}
