package org.openvman.ovf.convert;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.openvman.ovf.model.Content;
import org.openvman.ovf.model.Descriptor;
import org.openvman.ovf.model.HardwareItem;
import org.openvman.ovf.model.OtherSection;
import org.openvman.ovf.model.ProgrammaticUnits;
import org.openvman.ovf.model.Section;
import org.openvman.ovf.model.VirtualHardwareSection;
import org.openvman.ovf.model.VirtualSystem;
import org.openvman.ovf.model.VirtualSystemCollection;

/** Hardware as OVF 0.9 wrote it, in the words of the standard: settings, units and references were named otherwise. */
final class DraftHardware {
    private DraftHardware() {}

    static Descriptor standard(Descriptor draft) {
        return new Descriptor(
                draft.version(),
                draft.files(),
                standard(draft.sections()),
                standard(draft.content()),
                draft.messages());
    }

    private static Content standard(Content content) {
        List<Section> sections = standard(content.sections());
        return content instanceof VirtualSystemCollection collection
                ? new VirtualSystemCollection(
                        content.id(),
                        content.info(),
                        content.name(),
                        sections,
                        collection.members().stream()
                                .map(DraftHardware::standard)
                                .toList(),
                        content.at())
                : new VirtualSystem(content.id(), content.info(), content.name(), sections, content.at());
    }

    private static List<Section> standard(List<Section> sections) {
        return sections.stream()
                .map(section -> section instanceof VirtualHardwareSection hardware ? standard(hardware) : section)
                .map(section -> section instanceof OtherSection other ? DraftSection.standard(other) : section)
                .toList();
    }

    private static VirtualHardwareSection standard(VirtualHardwareSection hardware) {
        Map<String, String> system = new HashMap<>(hardware.system());
        rename(system, "InstanceId", "InstanceID");
        system.putIfAbsent("InstanceID", "0");
        system.putIfAbsent("ElementName", "Virtual Hardware Family");
        return new VirtualHardwareSection(
                hardware.info(),
                hardware.id(),
                hardware.transports(),
                system,
                hardware.items().stream().map(DraftHardware::standard).toList(),
                hardware.at());
    }

    private static HardwareItem standard(HardwareItem item) {
        Map<String, List<String>> settings = new HashMap<>(item.settings());
        rename(settings, "InstanceId", "InstanceID");
        rename(settings, "BusNumber", "Address");
        rename(settings, "Caption", "ElementName");
        settings.putIfAbsent("ElementName", settings.getOrDefault("Description", List.of("Device")));
        settings.computeIfPresent(
                "AllocationUnits",
                (name, units) -> units.stream().map(ProgrammaticUnits::standard).toList());
        settings.computeIfPresent(
                "HostResource",
                (name, resources) -> resources.stream()
                        .map(resource -> resource.replaceFirst("^(?:ovf:)?/{1,2}(?=disk/|file/)", "ovf:/"))
                        .toList());
        return new HardwareItem(item.form(), settings, item.bound(), item.configuration(), item.required(), item.at());
    }

    private static <T> void rename(Map<String, T> settings, String before, String after) {
        if (settings.containsKey(before)) {
            settings.putIfAbsent(after, settings.get(before));
            settings.remove(before);
        }
    }
}
