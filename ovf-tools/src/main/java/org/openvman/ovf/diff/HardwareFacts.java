package org.openvman.ovf.diff;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.openvman.ovf.model.HardwareItem;
import org.openvman.ovf.model.ResourceType;
import org.openvman.ovf.model.SystemFacts;
import org.openvman.ovf.model.VirtualHardwareSection;

/** Virtual hardware as facts: items are told apart by kind and order, not by InstanceID; sizes have one unit. */
final class HardwareFacts {
    /** Labels, and what is said in another way. */
    private static final List<String> LABELS = List.of(
            "InstanceID",
            "InstanceId",
            "ElementName",
            "Caption",
            "Description",
            "ResourceType",
            "VirtualQuantity",
            "AllocationUnits",
            "VirtualQuantityUnits",
            "HostResource",
            "Parent",
            "Connection",
            "ResourceSubType");

    private final VirtualHardwareSection hardware;
    private final UnaryOperator<String> backing;
    private final Map<String, String> facts = new LinkedHashMap<>();

    private HardwareFacts(VirtualHardwareSection hardware, UnaryOperator<String> backing) {
        this.hardware = hardware;
        this.backing = backing;
    }

    /** Facts by name; {@code backing} says what a disk of the package is. */
    static Map<String, String> of(VirtualHardwareSection hardware, UnaryOperator<String> backing) {
        HardwareFacts facts = new HardwareFacts(hardware, backing);
        if (!hardware.family().isEmpty()) {
            facts.facts.put("hardware family", hardware.family());
        }
        if (!hardware.transports().isEmpty()) {
            facts.facts.put("environment transport", String.join(" ", hardware.transports()));
        }
        Map<String, Integer> numbers = new LinkedHashMap<>();
        for (HardwareItem item : hardware.items()) {
            String name = kind(item) + marks(item);
            int number = numbers.merge(name, 1, Integer::sum);
            boolean single = item.is(ResourceType.PROCESSOR) || item.is(ResourceType.MEMORY);
            facts.facts.put(single && number == 1 ? name : name + " " + number, facts.value(item));
        }
        return facts.facts;
    }

    private static String kind(HardwareItem item) {
        for (ResourceType type : ResourceType.values()) {
            if (item.is(type)) {
                return type.toString();
            }
        }
        return "resource of type " + item.setting("ResourceType").orElse("?");
    }

    private static String marks(HardwareItem item) {
        String bound = item.bound().isEmpty() || item.bound().equals("normal") ? "" : " " + item.bound();
        return bound + (item.configuration().isEmpty() ? "" : " [" + item.configuration() + "]");
    }

    private String value(HardwareItem item) {
        StringBuilder text = new StringBuilder(amount(item));
        item.setting("ResourceSubType").ifPresent(model -> append(text, model));
        item.connections().forEach(network -> append(text, "on " + network));
        item.diskIds().forEach(id -> append(text, backing.apply(id)));
        item.fileIds().forEach(id -> append(text, "file " + id));
        item.setting("Parent").flatMap(this::parent).ifPresent(controller -> append(text, "at " + controller));
        String others = item.settings().entrySet().stream()
                .filter(setting -> !LABELS.contains(setting.getKey()))
                .map(setting -> setting.getKey() + "=" + String.join("|", setting.getValue()))
                .collect(Collectors.joining(", "));
        append(text, others);
        if (!item.required()) {
            append(text, "optional");
        }
        return text.toString();
    }

    private static void append(StringBuilder text, String more) {
        if (!more.isBlank()) {
            text.append(text.length() == 0 ? "" : ", ").append(more);
        }
    }

    private static String amount(HardwareItem item) {
        if (item.is(ResourceType.MEMORY)) {
            return SystemFacts.memory(item);
        }
        return item.is(ResourceType.PROCESSOR) ? item.setting("VirtualQuantity").orElse("") : "";
    }

    /** A controller by its kind and its order among those, because its InstanceID is a label. */
    private Optional<String> parent(String instanceId) {
        Optional<HardwareItem> controller = hardware.items().stream()
                .filter(item -> item.instanceId().equals(instanceId))
                .findFirst();
        return controller.map(found -> {
            List<HardwareItem> alike = hardware.items().stream()
                    .filter(item -> kind(item).equals(kind(found)))
                    .toList();
            return kind(found) + " " + (alike.indexOf(found) + 1);
        });
    }
}
