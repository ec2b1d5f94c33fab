package org.openvman.provider.profile.allocation;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.openvman.provider.hypervisor.Disk;
import org.openvman.provider.hypervisor.MacAddress;
import org.openvman.provider.hypervisor.Memory;
import org.openvman.provider.hypervisor.Nic;
import org.openvman.provider.hypervisor.Processor;
import org.openvman.provider.view.SettingValue;
import org.openvman.provider.view.SettingView;

/**
 * How each kind of device is read from and written to its allocation setting (CIM_ResourceAllocationSettingData and its
 * subclasses). Quantities are written in the unit that the client names, else in ours.
 */
public final class AllocationSettings {
    private static final int VIRTUALIZED = 3; // ConsumerVisibility
    private static final int READABLE = 1; // CIM_StorageAllocationSettingData.Access
    private static final int READ_WRITE = 3;

    private AllocationSettings() {}

    static final SettingView<Processor> PROCESSOR = SettingView.of(Processor.class)
            .readOnly("ElementName", processor -> "Processors")
            .readOnly("ResourceType", processor -> ResourceType.PROCESSOR)
            .readOnly("PoolID", processor -> "ProcessorPool/0")
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
            .property("Limit", AllocationSettings::processorLimit, AllocationSettings::withProcessorLimit);

    static final SettingView<Memory> MEMORY = SettingView.of(Memory.class)
            .readOnly("ElementName", memory -> "Memory")
            .readOnly("ResourceType", memory -> ResourceType.MEMORY)
            .readOnly("PoolID", memory -> "MemoryPool/0")
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
                            ByteUnit.MEBIBYTE)));

    static final SettingView<Disk> DISK = SettingView.of(Disk.class)
            .readOnly("ElementName", disk -> disk.type() == Disk.Type.DISK ? "Disk " + disk.id() : "Drive " + disk.id())
            .readOnly("ResourceType", disk -> ResourceType.of(disk.type()))
            .readOnly("ResourceSubType", disk -> disk.bus().text())
            .readOnly("PoolID", AllocationSettings::storagePool)
            .readOnly("ConsumerVisibility", disk -> VIRTUALIZED)
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
                    (disk, value) -> disk.withReadOnly(value.integer() == READABLE));

    static final SettingView<Nic> NIC = SettingView.of(Nic.class)
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
                    (nic, value) -> HostResources.connected(nic, value.texts()));

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
