package org.openvman.ovf.convert;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.namespace.QName;
import org.openvman.ovf.io.OvfNames;
import org.openvman.ovf.model.OvfVersion;
import org.openvman.ovf.model.ProgrammaticUnits;
import org.openvman.ovf.model.XmlElement;
import org.openvman.ovf.model.XmlNode;

/**
 * Says an envelope of OVF 1.1 in the words of OVF 0.9. There is no schema of that draft: this writes what its public
 * descriptors have, VirtualBox's and VMware's. A section that none of them has keeps its name.
 */
final class DraftEnvelope {
    private static final String FIRST = OvfVersion.V1.namespace();
    private static final String DRAFT = OvfVersion.V0_9.namespace();
    private static final QName TYPE = new QName(XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI, "type", "xsi");
    private static final Set<String> SEEN = Set.of(
            "AnnotationSection",
            "DiskSection",
            "EulaSection",
            "NetworkSection",
            "OperatingSystemSection",
            "ProductSection",
            "VirtualHardwareSection");

    private final Consumer<String> losses;

    /** @param losses told what an importer of 0.9 may not know, each with its line */
    DraftEnvelope(Consumer<String> losses) {
        this.losses = losses;
    }

    XmlElement of(XmlElement envelope) {
        return element(envelope).with(name("version"), OvfVersion.V0_9.toString());
    }

    private static QName name(String local) {
        return new QName(DRAFT, local, "ovf");
    }

    private XmlElement element(XmlElement element) {
        String local = OvfNames.localName(element);
        if (local.endsWith("Section")) {
            return section(element, local);
        }
        return switch (local) {
            case "VirtualSystem", "VirtualSystemCollection" -> typed("Content", element, local);
            case "Disk" -> disk(element);
            case "System" -> renamed(element, name(local)).withAll(settings(element));
            case "Item" -> item(element);
            case "" -> renamed(element, element.name()).withAll(children(element));
            default -> renamed(element, name(local)).withAll(children(element));
        };
    }

    private XmlElement section(XmlElement section, String local) {
        if (!SEEN.contains(local)) {
            losses.accept(
                    "line " + section.at().line() + ": no known OVF 0.9 has " + local + "; importers may not know it");
        }
        return typed("Section", section, local);
    }

    /** The draft had one element for all sections and one for all content, and said which by its type. */
    private XmlElement typed(String generic, XmlElement element, String local) {
        return renamed(element, name(generic))
                .with(TYPE, "ovf:" + local + "_Type")
                .withAll(children(element));
    }

    private Stream<XmlNode> children(XmlElement element) {
        return element.content().stream().map(node -> node instanceof XmlElement child ? element(child) : node);
    }

    private static XmlElement renamed(XmlElement element, QName name) {
        Map<QName, String> attributes = new LinkedHashMap<>();
        element.attributes()
                .forEach((attribute, value) -> attributes.put(
                        attribute.getNamespaceURI().equals(FIRST) ? name(attribute.getLocalPart()) : attribute, value));
        return new XmlElement(name, attributes, List.of(), element.at());
    }

    /** Capacities were bytes. */
    private XmlElement disk(XmlElement disk) {
        Map<QName, String> attributes =
                new LinkedHashMap<>(renamed(disk, disk.name()).attributes());
        String units = attributes.getOrDefault(name("capacityAllocationUnits"), "byte");
        String capacity = attributes.getOrDefault(name("capacity"), "");
        ProgrammaticUnits.size(capacity, units)
                .ifPresentOrElse(
                        size -> {
                            attributes.remove(name("capacityAllocationUnits"));
                            attributes.put(name("capacity"), Long.toString(size.bytes()));
                        },
                        () -> losses.accept("line " + disk.at().line() + ": capacity '" + capacity
                                + "' is not a number of bytes, as OVF 0.9 has it"));
        return new XmlElement(name("Disk"), attributes, List.of(), disk.at()).withAll(children(disk));
    }

    /** Items of hardware have settings, those of other sections have attributes. */
    private XmlElement item(XmlElement item) {
        XmlElement written = renamed(item, name("Item"));
        List<XmlNode> settings = settings(item).toList();
        boolean hardware = settings.stream()
                .anyMatch(node -> node instanceof XmlElement setting && DraftSetting.isSetting(setting));
        if (!hardware) {
            return written.withAll(children(item));
        }
        List<XmlNode> inOrder = new ArrayList<>(settings);
        inOrder.sort(Comparator.comparingInt(DraftSetting::position));
        return written.withAll(inOrder.stream());
    }

    private Stream<XmlNode> settings(XmlElement owner) {
        return owner.content().stream()
                .flatMap(node -> node instanceof XmlElement child
                        ? DraftSetting.isSetting(child) ? DraftSetting.of(child, owner) : Stream.of(element(child))
                        : Stream.of(node));
    }
}
