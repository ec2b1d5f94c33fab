package org.openvman.ovf.model;

import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * What people ask about one virtual system first, in words.
 *
 * @param cpus with the bound, {@code 1 (to 4)}
 * @param memory likewise, {@code 192 MiB (to 512 MiB)}
 * @param disks ids of the disks of the package it has
 * @param networks names, one for each adapter
 * @param instances {@code 2 (1 to 10)}, {@code 1} for a system that does not scale
 * @param family the virtual hardware family; may be empty
 * @param operatingSystem description of the guest's; may be empty
 */
public record SystemFacts(
        String id,
        String name,
        String cpus,
        String memory,
        List<String> disks,
        List<String> networks,
        String instances,
        String start,
        String family,
        String operatingSystem) {

    public SystemFacts {
        disks = List.copyOf(disks);
        networks = List.copyOf(networks);
    }

    public static SystemFacts of(VirtualSystem system, StartOrder order) {
        List<HardwareItem> items = system.section(VirtualHardwareSection.class)
                .map(VirtualHardwareSection::items)
                .orElse(List.of());
        return new SystemFacts(
                system.id(),
                system.name(),
                range(
                        items,
                        ResourceType.PROCESSOR,
                        item -> item.setting("VirtualQuantity").orElse("")),
                range(items, ResourceType.MEMORY, SystemFacts::memory),
                items.stream().flatMap(HardwareItem::diskIds).toList(),
                items.stream().flatMap(item -> item.connections().stream()).toList(),
                instances(system),
                order.text(system),
                system.section(VirtualHardwareSection.class)
                        .map(VirtualHardwareSection::family)
                        .orElse(""),
                system.section(OperatingSystemSection.class)
                        .map(SystemFacts::operatingSystem)
                        .orElse(""));
    }

    /** All systems of a package, in document order. */
    public static List<SystemFacts> of(Descriptor descriptor) {
        StartOrder order = new StartOrder(descriptor.content());
        return descriptor.systems().map(system -> of(system, order)).toList();
    }

    /** The memory of an item as a size; as it is written when its unit is not understood. */
    public static String memory(HardwareItem item) {
        String quantity = item.setting("VirtualQuantity").orElse("");
        String units = item.setting("AllocationUnits").orElse("byte * 2^20");
        return ProgrammaticUnits.size(quantity, units)
                .map(ByteSize::toString)
                .orElse((quantity + " " + ProgrammaticUnits.standard(units)).strip());
    }

    /** The capacity of a disk as a size; as it is written when it is a property or its unit is not understood. */
    public static String capacity(DiskSection.Disk disk) {
        return ProgrammaticUnits.size(disk.capacity(), disk.capacityUnits())
                .map(ByteSize::toString)
                .orElse((disk.capacity() + " " + disk.capacityUnits()).strip());
    }

    /** The normal amount of memory in bytes; empty when it is not understood. */
    public OptionalLong memoryBytes() {
        try {
            return OptionalLong.of(
                    ByteSize.parse(memory.replaceFirst(" \\(.*", "")).bytes());
        } catch (IllegalArgumentException notASize) {
            return OptionalLong.empty();
        }
    }

    private static String range(List<HardwareItem> items, ResourceType type, Function<HardwareItem, String> value) {
        String normal = items.stream()
                .filter(item -> item.is(type)
                        && !item.bound().equals("min")
                        && !item.bound().equals("max"))
                .map(value)
                .findFirst()
                .orElse("");
        return items.stream()
                .filter(item -> item.is(type) && item.bound().equals("max"))
                .map(item -> normal + " (to " + value.apply(item) + ")")
                .findFirst()
                .orElse(normal);
    }

    private static String instances(VirtualSystem system) {
        return system.section(ScaleOutSection.class)
                .flatMap(section -> section.counts().stream().findFirst())
                .map(count -> count.initial() + " (" + count.minimum() + " to "
                        + (count.maximum().isPresent() ? count.maximum().getAsInt() : "any") + ")")
                .orElse("1");
    }

    private static String operatingSystem(OperatingSystemSection section) {
        return section.description().isBlank()
                ? "OSType " + section.id()
                : section.description().strip();
    }
}
