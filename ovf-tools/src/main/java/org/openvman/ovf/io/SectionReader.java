package org.openvman.ovf.io;

import static org.openvman.ovf.io.OvfNames.attribute;
import static org.openvman.ovf.io.OvfNames.localName;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.namespace.QName;
import org.openvman.ovf.model.AnnotationSection;
import org.openvman.ovf.model.DeploymentOptionSection;
import org.openvman.ovf.model.DiskSection;
import org.openvman.ovf.model.EnvironmentFilesSection;
import org.openvman.ovf.model.EulaSection;
import org.openvman.ovf.model.NetworkSection;
import org.openvman.ovf.model.OperatingSystemSection;
import org.openvman.ovf.model.OtherSection;
import org.openvman.ovf.model.PlacementGroupSection;
import org.openvman.ovf.model.PlacementSection;
import org.openvman.ovf.model.ProductSection;
import org.openvman.ovf.model.ScaleOutSection;
import org.openvman.ovf.model.Section;
import org.openvman.ovf.model.StartupSection;
import org.openvman.ovf.model.XmlElement;

/** Turns an element into the record of its section. */
final class SectionReader {
    private final HardwareReader hardware = new HardwareReader();

    Section read(XmlElement element) {
        String info = child(element, "Info");
        return switch (localName(element)) {
            case "AnnotationSection" -> new AnnotationSection(info, child(element, "Annotation"), element.at());
            case "EulaSection" -> new EulaSection(info, child(element, "License"), element.at());
            case "OperatingSystemSection" ->
                new OperatingSystemSection(
                        info,
                        text(element, "id"),
                        text(element, "version"),
                        child(element, "Description"),
                        element.at());
            case "DiskSection" ->
                new DiskSection(
                        info, children(element, "Disk").map(SectionReader::disk).toList(), element.at());
            case "NetworkSection" ->
                new NetworkSection(
                        info,
                        children(element, "Network").map(SectionReader::network).toList(),
                        element.at());
            case "ProductSection" -> product(info, element);
            case "VirtualHardwareSection" -> hardware.read(info, element);
            case "StartupSection" ->
                new StartupSection(
                        info,
                        children(element, "Item")
                                .map(SectionReader::startupItem)
                                .toList(),
                        element.at());
            case "DeploymentOptionSection" ->
                new DeploymentOptionSection(
                        info,
                        children(element, "Configuration")
                                .map(SectionReader::configuration)
                                .toList(),
                        element.at());
            case "ScaleOutSection" ->
                new ScaleOutSection(
                        info,
                        text(element, "id"),
                        child(element, "Description"),
                        children(element, "InstanceCount")
                                .map(SectionReader::instanceCount)
                                .toList(),
                        element.at());
            case "PlacementGroupSection" ->
                new PlacementGroupSection(
                        info,
                        text(element, "id"),
                        text(element, "policy"),
                        child(element, "Description"),
                        element.at());
            case "PlacementSection" -> new PlacementSection(info, text(element, "group"), element.at());
            case "EnvironmentFilesSection" ->
                new EnvironmentFilesSection(
                        info,
                        children(element, "File")
                                .map(SectionReader::environmentFile)
                                .toList(),
                        element.at());
            default -> new OtherSection(info, element, flag(element, "required", true), element.at());
        };
    }

    private static DiskSection.Disk disk(XmlElement element) {
        return new DiskSection.Disk(
                text(element, "diskId"),
                text(element, "capacity"),
                attribute(element, "capacityAllocationUnits").orElse("byte"),
                text(element, "fileRef"),
                text(element, "format"),
                text(element, "populatedSize"),
                text(element, "parentRef"),
                element.at());
    }

    private static NetworkSection.Network network(XmlElement element) {
        return new NetworkSection.Network(text(element, "name"), child(element, "Description"), element.at());
    }

    private static ProductSection product(String info, XmlElement element) {
        Map<String, String> urls = new LinkedHashMap<>();
        for (String url : List.of("ProductUrl", "VendorUrl", "AppUrl")) {
            children(element, url).forEach(found -> urls.put(url, found.text().strip()));
        }
        List<ProductSection.Property> properties = new ArrayList<>();
        String category = "";
        for (XmlElement child : element.elements().toList()) {
            if (localName(child).equals("Category")) {
                category = child.text().strip();
            } else if (localName(child).equals("Property")) {
                properties.add(property(category, child));
            }
        }
        return new ProductSection(
                info,
                text(element, "class"),
                text(element, "instance"),
                child(element, "Product"),
                child(element, "Vendor"),
                child(element, "Version"),
                child(element, "FullVersion"),
                urls,
                properties,
                element.at());
    }

    private static ProductSection.Property property(String category, XmlElement element) {
        Map<String, String> values = new HashMap<>();
        children(element, "Value").forEach(value -> values.put(text(value, "configuration"), text(value, "value")));
        return new ProductSection.Property(
                category,
                text(element, "key"),
                text(element, "type"),
                attribute(element, "value"),
                flag(element, "userConfigurable", false),
                flag(element, "password", false),
                text(element, "qualifiers"),
                child(element, "Label"),
                child(element, "Description"),
                values,
                extensions(element),
                element.at());
    }

    private static StartupSection.Item startupItem(XmlElement element) {
        return new StartupSection.Item(
                text(element, "id"),
                number(element, "order", 0),
                number(element, "startDelay", 0),
                flag(element, "waitingForGuest", false),
                number(element, "stopDelay", 0),
                attribute(element, "startAction").orElse("powerOn"),
                attribute(element, "stopAction").orElse("powerOff"),
                element.at());
    }

    private static DeploymentOptionSection.Configuration configuration(XmlElement element) {
        return new DeploymentOptionSection.Configuration(
                text(element, "id"),
                flag(element, "default", false),
                child(element, "Label"),
                child(element, "Description"),
                element.at());
    }

    private static ScaleOutSection.InstanceCount instanceCount(XmlElement element) {
        int maximum = number(element, "maximum", -1);
        return new ScaleOutSection.InstanceCount(
                number(element, "minimum", 1),
                number(element, "default", 1),
                maximum < 0 ? OptionalInt.empty() : OptionalInt.of(maximum),
                text(element, "configuration"),
                element.at());
    }

    private static EnvironmentFilesSection.EnvironmentFile environmentFile(XmlElement element) {
        return new EnvironmentFilesSection.EnvironmentFile(
                text(element, "fileRef"), text(element, "path"), extensions(element), element.at());
    }

    private static Map<QName, String> extensions(XmlElement element) {
        return element.attributes().entrySet().stream()
                .filter(entry -> !entry.getKey().getNamespaceURI().isEmpty() && !OvfNames.isOvf(entry.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    static Stream<XmlElement> children(XmlElement element, String name) {
        return element.elements().filter(child -> localName(child).equals(name));
    }

    /** The text of the first child with this name; empty when there is none. */
    static String child(XmlElement element, String name) {
        return children(element, name).findFirst().map(XmlElement::text).orElse("");
    }

    static String text(XmlElement element, String attribute) {
        return attribute(element, attribute).orElse("");
    }

    static boolean flag(XmlElement element, String attribute, boolean otherwise) {
        return attribute(element, attribute)
                .map(text -> text.strip().equals("true") || text.strip().equals("1"))
                .orElse(otherwise);
    }

    private static int number(XmlElement element, String attribute, int otherwise) {
        try {
            return attribute(element, attribute)
                    .map(text -> Integer.parseInt(text.strip()))
                    .orElse(otherwise);
        } catch (NumberFormatException notANumber) {
            return otherwise;
        }
    }
}
