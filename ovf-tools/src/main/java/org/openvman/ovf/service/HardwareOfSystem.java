package org.openvman.ovf.service;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.openvman.ovf.model.ByteSize;
import org.openvman.ovf.model.HardwareItem;
import org.openvman.ovf.model.ProgrammaticUnits;
import org.openvman.ovf.model.ResourceType;
import org.openvman.ovf.model.VirtualHardwareSection;
import org.openvman.ovf.model.VirtualSystem;

/**
 * Processors and memory that a system asks for, with their ranges (DSP0243, ranges on elements): normal or unmarked is
 * what it gets, min and max how far a host may go. A bound of another name, such as the increment of some tools, says
 * nothing that a service needs.
 */
final class HardwareOfSystem {
    private final VirtualSystem system;
    private final List<HardwareItem> items;

    HardwareOfSystem(VirtualSystem system, VirtualHardwareSection section) {
        this.system = system;
        this.items = section.items();
    }

    /** Without a configuration. */
    Hardware hardware() {
        return hardware("");
    }

    /** Under a configuration, if the system asks for something of its own then. */
    Optional<Hardware> under(String configuration) {
        boolean own = Stream.of(ResourceType.PROCESSOR, ResourceType.MEMORY)
                .anyMatch(type -> items.stream()
                        .filter(item -> item.is(type))
                        .anyMatch(item -> configurations(item).contains(configuration)));
        return own ? Optional.of(hardware(configuration)) : Optional.empty();
    }

    private Hardware hardware(String configuration) {
        List<HardwareItem> processors = items(ResourceType.PROCESSOR, configuration);
        List<HardwareItem> memories = items(ResourceType.MEMORY, configuration);
        int cpus = cpus(normal(processors, ResourceType.PROCESSOR));
        ByteSize memory = memory(normal(memories, ResourceType.MEMORY));
        return new Hardware(
                cpus,
                memory,
                bound(processors, "max").map(this::cpus).orElse(cpus),
                bound(memories, "max").map(this::memory).orElse(memory),
                bound(processors, "min").map(this::cpus).orElse(cpus),
                bound(memories, "min").map(this::memory).orElse(memory));
    }

    /** Those of the configuration, or, when it has none, those that hold for all. */
    private List<HardwareItem> items(ResourceType type, String configuration) {
        List<HardwareItem> ofType = items.stream().filter(item -> item.is(type)).toList();
        List<HardwareItem> specific = ofType.stream()
                .filter(item -> configurations(item).contains(configuration))
                .toList();
        if (!configuration.isEmpty() && !specific.isEmpty()) {
            return specific;
        }
        List<HardwareItem> general =
                ofType.stream().filter(item -> item.configuration().isBlank()).toList();
        return general.isEmpty() ? ofType : general;
    }

    private HardwareItem normal(List<HardwareItem> candidates, ResourceType type) {
        return candidates.stream()
                .filter(item -> item.bound().isEmpty() || item.bound().equals("normal"))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("system '" + system.id() + "' has no " + type + " item"));
    }

    private static Optional<HardwareItem> bound(List<HardwareItem> candidates, String bound) {
        return candidates.stream().filter(item -> item.bound().equals(bound)).findFirst();
    }

    /** A list separated by spaces. */
    private static List<String> configurations(HardwareItem item) {
        return List.of(item.configuration().strip().split("\\s+"));
    }

    private int cpus(HardwareItem item) {
        return (int) item.quantity()
                .orElseThrow(() -> new IllegalArgumentException("system '" + system.id() + "' has no processor count"));
    }

    private ByteSize memory(HardwareItem item) {
        String quantity = item.setting("VirtualQuantity").orElse("");
        String units = item.setting("AllocationUnits").orElse("byte * 2^20");
        return ProgrammaticUnits.size(quantity, units)
                .orElseThrow(() -> new IllegalArgumentException("system '" + system.id() + "' has '" + quantity
                        + "' of memory in units of '" + units + "', which is no size"));
    }
}
