package org.openvman.ovf.edit;

import java.util.Map;
import java.util.Optional;
import org.openvman.ovf.model.ByteSize;
import org.openvman.ovf.model.ProgrammaticUnits;
import org.openvman.ovf.model.ResourceType;

/** Processors and memory. */
final class HardwareEdits {
    private HardwareEdits() {}

    static Edit cpus(String text) {
        Argument argument = Argument.optional(text);
        long count = argument.positive("a number of processors");
        return session -> session.changeSystems(argument.before(), (patches, system) -> {
            Items items = new Items(system);
            items.normal(ResourceType.PROCESSOR)
                    .ifPresentOrElse(
                            item -> quantity(patches, item, Long.toString(count)),
                            () -> addCpus(patches, items, count));
        });
    }

    private static void addCpus(Patches patches, Items items, long count) {
        items.add(
                patches,
                Map.of(
                        "AllocationUnits",
                        "hertz * 10^6",
                        "ElementName",
                        count + " virtual CPU(s)",
                        "InstanceID",
                        items.freeInstanceId(),
                        "ResourceType",
                        "3",
                        "VirtualQuantity",
                        Long.toString(count)));
    }

    static Edit memory(String text) {
        Argument argument = Argument.optional(text);
        ByteSize size = ByteSize.parse(argument.after());
        if (size.bytes() == 0) {
            throw new EditException("a system cannot have no memory");
        }
        return session -> session.changeSystems(argument.before(), (patches, system) -> {
            Items items = new Items(system);
            items.normal(ResourceType.MEMORY)
                    .ifPresentOrElse(item -> memory(patches, item, size), () -> addMemory(patches, items, size));
        });
    }

    /** Keeps the unit as long as the amount is a whole number of it. */
    private static void memory(Patches patches, LocatedElement item, ByteSize size) {
        String units = item.setting("AllocationUnits")
                .map(found -> found.element().text())
                .orElse("byte * 2^20");
        Optional<String> count = wholeUnits(size, units);
        if (count.isPresent()) {
            quantity(patches, item, count.get());
        } else {
            int exponent = size.binaryExponent();
            Items.set(patches, item, "AllocationUnits", ProgrammaticUnits.ofExponent(exponent));
            quantity(patches, item, Long.toString(size.bytes() >> exponent));
        }
    }

    private static void addMemory(Patches patches, Items items, ByteSize size) {
        int exponent = wholeUnits(size, ProgrammaticUnits.ofExponent(20)).isPresent() ? 20 : size.binaryExponent();
        items.add(
                patches,
                Map.of(
                        "AllocationUnits", ProgrammaticUnits.ofExponent(exponent),
                        "ElementName", "Memory",
                        "InstanceID", items.freeInstanceId(),
                        "ResourceType", "4",
                        "VirtualQuantity", Long.toString(size.bytes() >> exponent)));
    }

    /** How many of the unit a size is, if that is a whole number. */
    static Optional<String> wholeUnits(ByteSize size, String units) {
        var factor = ProgrammaticUnits.bytesPer(units);
        return factor.isPresent() && size.bytes() % factor.getAsLong() == 0
                ? Optional.of(Long.toString(size.bytes() / factor.getAsLong()))
                : Optional.empty();
    }

    /** Names like "2 virtual CPU(s)" repeat the quantity; they would be wrong afterwards. */
    private static void quantity(Patches patches, LocatedElement item, String value) {
        String old = item.settingText("VirtualQuantity");
        Items.set(patches, item, "VirtualQuantity", value);
        for (String name : new String[] {"ElementName", "Caption", "Description"}) {
            String text = item.settingText(name);
            if (!old.isEmpty() && text.matches("\\Q" + old + "\\E(?!\\d).*")) {
                Items.set(patches, item, name, value + text.substring(old.length()));
            }
        }
    }
}
