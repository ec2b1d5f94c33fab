package org.openvman.ovf.edit;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.openvman.ovf.io.OvfNames;
import org.openvman.ovf.model.HardwareItem;
import org.openvman.ovf.model.ResourceType;
import org.openvman.ovf.model.XmlElement;

/** The hardware items of one system, as they stand in the document. */
final class Items {
    private static final List<String> ELEMENTS = Stream.of(HardwareItem.Form.values())
            .map(HardwareItem.Form::element)
            .toList();

    private final LocatedElement hardware;

    Items(LocatedElement system) {
        this.hardware = system.child("VirtualHardwareSection")
                .orElseThrow(() -> new EditException(
                        "system '" + system.attribute("id") + "' has no VirtualHardwareSection to change"));
    }

    String family() {
        return hardware.child("System")
                .map(system -> system.settingText("VirtualSystemType"))
                .orElse("");
    }

    Stream<LocatedElement> all() {
        return hardware.children().stream().filter(child -> ELEMENTS.contains(child.localName()));
    }

    Stream<LocatedElement> of(ResourceType type) {
        return all().filter(item -> is(item, type));
    }

    static boolean is(LocatedElement item, ResourceType type) {
        return item.settingText("ResourceType").equals(Integer.toString(type.code()));
    }

    /** The item that holds always: no bound, no configuration (DSP0243, ranges on elements). */
    Optional<LocatedElement> normal(ResourceType type) {
        return of(type).filter(item -> item.attribute("configuration").isEmpty()
                        && (item.attribute("bound").isEmpty()
                                || item.attribute("bound").equals("normal")))
                .findFirst();
    }

    static String instanceId(LocatedElement item) {
        String id = item.settingText("InstanceID");
        return id.isEmpty() ? item.settingText("InstanceId") : id;
    }

    /** An InstanceID that no item has. */
    String freeInstanceId() {
        long largest = 0;
        for (LocatedElement item : all().toList()) {
            String id = instanceId(item);
            if (id.matches("\\d{1,9}")) {
                largest = Math.max(largest, Long.parseLong(id));
            }
        }
        return Long.toString(largest + 1);
    }

    /** The next place on a controller, or among the items of one kind. */
    static String freeAddress(Stream<LocatedElement> neighbours) {
        int next = 0;
        for (LocatedElement item : neighbours.toList()) {
            String address = item.settingText("AddressOnParent");
            if (address.matches("\\d{1,6}")) {
                next = Math.max(next, Integer.parseInt(address) + 1);
            }
        }
        return Integer.toString(next);
    }

    Stream<LocatedElement> on(LocatedElement controller) {
        return all().filter(item -> item.settingText("Parent").equals(instanceId(controller)));
    }

    /** Adds an Item behind the others; its settings are sorted as the schema wants (DSP8023). */
    void add(Patches patches, Map<String, String> settings) {
        XmlElement item = XmlElement.of(EditableDocument.name(hardware, "Item"))
                .withAll(new TreeMap<>(settings)
                        .entrySet().stream()
                                .map(setting -> XmlElement.of(OvfNames.rasd(setting.getKey()))
                                        .withText(setting.getValue())));
        List<LocatedElement> before = hardware.children().stream()
                .filter(child -> List.of("Info", "System", "Item").contains(child.localName()))
                .toList();
        if (before.isEmpty()) {
            patches.append(hardware, item);
        } else {
            patches.insertAfter(before.get(before.size() - 1), item);
        }
    }

    /** Changes a setting, or adds it where the alphabet has it. */
    static void set(Patches patches, LocatedElement item, String name, String value) {
        Optional<LocatedElement> existing = item.setting(name);
        if (existing.isPresent()) {
            patches.setText(existing.get(), value);
            return;
        }
        XmlElement setting = XmlElement.of(OvfNames.rasd(name)).withText(value);
        Optional<LocatedElement> later = item.children().stream()
                .filter(child -> child.element().name().getLocalPart().compareTo(name) > 0)
                .findFirst();
        if (later.isPresent()) {
            patches.insertBefore(later.get(), setting);
        } else {
            patches.append(item, setting);
        }
    }
}
