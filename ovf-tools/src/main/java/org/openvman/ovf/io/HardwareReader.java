package org.openvman.ovf.io;

import static org.openvman.ovf.io.OvfNames.localName;
import static org.openvman.ovf.io.SectionReader.flag;
import static org.openvman.ovf.io.SectionReader.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openvman.ovf.model.HardwareItem;
import org.openvman.ovf.model.VirtualHardwareSection;
import org.openvman.ovf.model.XmlElement;

/** Reads virtual hardware, whichever of the CIM setting classes its items are. */
final class HardwareReader {

    VirtualHardwareSection read(String info, XmlElement element) {
        Map<String, String> system = SectionReader.children(element, "System")
                .flatMap(HardwareReader::settingElements)
                .collect(Collectors.toMap(
                        setting -> setting.name().getLocalPart(),
                        setting -> setting.text().strip(),
                        (first, repeated) -> first));
        List<HardwareItem> items = new ArrayList<>();
        List<XmlElement> extensions = element.elements()
                .filter(child -> !OvfNames.isOvf(child.name()))
                .toList();
        for (XmlElement child : element.elements().toList()) {
            for (HardwareItem.Form form : HardwareItem.Form.values()) {
                if (localName(child).equals(form.element())) {
                    items.add(item(form, child));
                }
            }
        }
        return new VirtualHardwareSection(
                info,
                text(element, "id"),
                transports(text(element, "transport")),
                system,
                items,
                extensions,
                element.at());
    }

    /** Separated by spaces; the schema of 2.0.0 said comma. */
    private static List<String> transports(String text) {
        return Stream.of(text.split("[\\s,]+")).filter(word -> !word.isEmpty()).toList();
    }

    private static HardwareItem item(HardwareItem.Form form, XmlElement element) {
        Map<String, List<String>> settings = new LinkedHashMap<>();
        settingElements(element)
                .forEach(setting -> settings.computeIfAbsent(setting.name().getLocalPart(), name -> new ArrayList<>())
                        .add(setting.text().strip()));
        return new HardwareItem(
                form,
                settings,
                text(element, "bound"),
                text(element, "configuration"),
                flag(element, "required", true),
                element.at());
    }

    /** Settings stand in the namespace of their CIM class; very old descriptors put them into OVF's. */
    private static Stream<XmlElement> settingElements(XmlElement element) {
        return element.elements()
                .filter(child -> OvfNames.settingNamespace(child.name().getNamespaceURI())
                                .isPresent()
                        || OvfNames.isOvf(child.name()));
    }
}
