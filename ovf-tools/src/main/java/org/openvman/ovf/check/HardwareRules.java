package org.openvman.ovf.check;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.openvman.ovf.model.Descriptor;
import org.openvman.ovf.model.HardwareItem;
import org.openvman.ovf.model.ProgrammaticUnits;
import org.openvman.ovf.model.ResourceType;
import org.openvman.ovf.model.VirtualHardwareSection;
import org.openvman.ovf.model.VirtualSystem;

/** Virtual hardware: every system has some, items are complete, amounts are numbers in known units. */
final class HardwareRules {
    private static final Pattern WHOLE_NUMBER = Pattern.compile("\\s*\\d+\\s*");
    private static final List<String> AMOUNTS = List.of("VirtualQuantity", "Reservation", "Limit", "Weight");
    private static final Set<String> BOUNDS = Set.of("", "normal", "min", "max");

    private final Descriptor descriptor;
    private final Findings findings;

    HardwareRules(Descriptor descriptor, Findings findings) {
        this.descriptor = descriptor;
        this.findings = findings;
    }

    void check() {
        descriptor.systems().forEach(this::system);
    }

    private void system(VirtualSystem system) {
        if (system.section(VirtualHardwareSection.class).isEmpty()) {
            findings.add(Rule.NO_HARDWARE, system.at(), "system '" + system.id() + "' has no virtual hardware");
        }
        system.sections(VirtualHardwareSection.class).forEach(this::section);
    }

    private void section(VirtualHardwareSection section) {
        Map<String, HardwareItem> seen = new HashMap<>();
        Set<String> ranges = new HashSet<>();
        for (HardwareItem item : section.items()) {
            item(item);
            HardwareItem before = seen.putIfAbsent(item.instanceId(), item);
            if (before != null && isSameThing(before, item)) {
                findings.add(
                        Rule.INSTANCE_ID_DUPLICATE,
                        item.at(),
                        "InstanceID '" + item.instanceId() + "' is already on line "
                                + before.at().line());
            }
            boolean limit = item.bound().equals("min") || item.bound().equals("max");
            if (limit && !ranges.add(item.instanceId() + "/" + item.bound() + "/" + item.configuration())) {
                findings.add(
                        Rule.BOUND,
                        item.at(),
                        "a second " + item.bound() + " for InstanceID '" + item.instanceId() + "'");
            }
        }
    }

    /** Ranges and configurations share an InstanceID on purpose (DSP0243, ranges on elements). */
    private static boolean isSameThing(HardwareItem before, HardwareItem item) {
        return !item.instanceId().isEmpty()
                && before.bound().equals(item.bound())
                && item.bound().isEmpty()
                && before.configuration().equals(item.configuration());
    }

    private void item(HardwareItem item) {
        if (item.instanceId().isEmpty() || item.setting("ResourceType").isEmpty()) {
            findings.add(
                    Rule.ITEM_INCOMPLETE, item.at(), "the item '" + item.name() + "' lacks InstanceID or ResourceType");
        }
        if (!BOUNDS.contains(item.bound())) {
            findings.add(Rule.BOUND, item.at(), "bound is '" + item.bound() + "'");
        }
        for (String amount : AMOUNTS) {
            item.setting(amount)
                    .filter(text ->
                            !text.isEmpty() && !WHOLE_NUMBER.matcher(text).matches())
                    .ifPresent(text -> findings.add(
                            Rule.QUANTITY, item.at(), amount + " of item '" + item.name() + "' is '" + text + "'"));
        }
        if (item.is(ResourceType.MEMORY)) {
            item.setting("AllocationUnits").ifPresent(units -> memoryUnits(item, units));
        }
    }

    private void memoryUnits(HardwareItem item, String units) {
        if (ProgrammaticUnits.bytesPer(units).isEmpty()) {
            findings.add(
                    Rule.UNITS_UNKNOWN,
                    item.at(),
                    "item '" + item.name() + "' has memory in unknown units: '" + units + "'");
        } else if (!ProgrammaticUnits.isStandard(units)) {
            findings.add(
                    Rule.UNITS_SPELLING,
                    item.at(),
                    "item '" + item.name() + "' has memory in units of '" + units + "'");
        }
    }
}
