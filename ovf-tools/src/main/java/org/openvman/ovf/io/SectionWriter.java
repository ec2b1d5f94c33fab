package org.openvman.ovf.io;

import static org.openvman.ovf.io.OvfNames.ovf2;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.xml.namespace.QName;
import org.openvman.ovf.model.AnnotationSection;
import org.openvman.ovf.model.DeploymentOptionSection;
import org.openvman.ovf.model.DiskSection;
import org.openvman.ovf.model.EnvironmentFilesSection;
import org.openvman.ovf.model.EulaSection;
import org.openvman.ovf.model.HardwareItem;
import org.openvman.ovf.model.NetworkSection;
import org.openvman.ovf.model.OperatingSystemSection;
import org.openvman.ovf.model.OtherSection;
import org.openvman.ovf.model.PlacementGroupSection;
import org.openvman.ovf.model.PlacementSection;
import org.openvman.ovf.model.ProductSection;
import org.openvman.ovf.model.ScaleOutSection;
import org.openvman.ovf.model.Section;
import org.openvman.ovf.model.StartupSection;
import org.openvman.ovf.model.VirtualHardwareSection;
import org.openvman.ovf.model.XmlElement;

/** Turns the record of a section into its element. */
final class SectionWriter {
    private SectionWriter() {}

    static XmlElement write(Section section) {
        if (section instanceof OtherSection other) {
            return other.element();
        }
        if (section instanceof AnnotationSection annotation) {
            return start("AnnotationSection", section).with(textElement("Annotation", annotation.annotation()));
        }
        if (section instanceof EulaSection eula) {
            return start("EulaSection", section).with(textElement("License", eula.license()));
        }
        if (section instanceof OperatingSystemSection system) {
            XmlElement element = start("OperatingSystemSection", section).with(ovf2("id"), system.id());
            return description(unlessEmpty(element, "version", system.version()), system.description());
        }
        if (section instanceof DiskSection disks) {
            return start("DiskSection", section).withAll(disks.disks().stream().map(SectionWriter::disk));
        }
        if (section instanceof NetworkSection networks) {
            return start("NetworkSection", section)
                    .withAll(networks.networks().stream()
                            .map(network -> description(
                                    element("Network").with(ovf2("name"), network.name()), network.description())));
        }
        if (section instanceof ProductSection product) {
            return product(product);
        }
        if (section instanceof VirtualHardwareSection hardware) {
            return hardware(hardware);
        }
        if (section instanceof StartupSection startup) {
            return start("StartupSection", section)
                    .withAll(startup.items().stream().map(SectionWriter::startupItem));
        }
        if (section instanceof DeploymentOptionSection options) {
            return start("DeploymentOptionSection", section)
                    .withAll(options.configurations().stream().map(SectionWriter::configuration));
        }
        if (section instanceof ScaleOutSection scaleOut) {
            return description(
                            start("ScaleOutSection", section).with(ovf2("id"), scaleOut.id()), scaleOut.description())
                    .withAll(scaleOut.counts().stream().map(SectionWriter::instanceCount));
        }
        if (section instanceof PlacementGroupSection group) {
            return description(
                    start("PlacementGroupSection", section)
                            .with(ovf2("id"), group.id())
                            .with(ovf2("policy"), group.policy()),
                    group.description());
        }
        if (section instanceof PlacementSection placement) {
            return start("PlacementSection", section).with(ovf2("group"), placement.group());
        }
        if (section instanceof EnvironmentFilesSection files) {
            return start("EnvironmentFilesSection", section)
                    .withAll(files.files().stream().map(SectionWriter::environmentFile));
        }
        throw new IllegalStateException("no way to write " + section.getClass());
    }

    private static XmlElement disk(DiskSection.Disk disk) {
        XmlElement element = element("Disk")
                .with(ovf2("diskId"), disk.id())
                .with(ovf2("capacity"), disk.capacity())
                .with(ovf2("capacityAllocationUnits"), disk.capacityUnits());
        element = unlessEmpty(element, "fileRef", disk.fileRef());
        element = unlessEmpty(element, "format", disk.format());
        element = unlessEmpty(element, "populatedSize", disk.populatedSize());
        return unlessEmpty(element, "parentRef", disk.parentRef());
    }

    private static XmlElement product(ProductSection product) {
        XmlElement element = start("ProductSection", product);
        element = unlessEmpty(element, "class", product.productClass());
        element = unlessEmpty(element, "instance", product.instance());
        element = childUnlessEmpty(element, "Product", product.product());
        element = childUnlessEmpty(element, "Vendor", product.vendor());
        element = childUnlessEmpty(element, "Version", product.version());
        element = childUnlessEmpty(element, "FullVersion", product.fullVersion());
        for (String url : List.of("ProductUrl", "VendorUrl", "AppUrl")) {
            element = childUnlessEmpty(element, url, product.urls().getOrDefault(url, ""));
        }
        String category = "";
        for (ProductSection.Property property : product.properties()) {
            if (!property.category().equals(category)) {
                category = property.category();
                element = element.with(textElement("Category", category));
            }
            element = element.with(property(property));
        }
        return element;
    }

    private static XmlElement property(ProductSection.Property property) {
        XmlElement element =
                element("Property").with(ovf2("key"), property.key()).with(ovf2("type"), property.type());
        element = unlessEmpty(element, "qualifiers", property.qualifiers());
        if (property.userConfigurable()) {
            element = element.with(ovf2("userConfigurable"), "true");
        }
        if (property.value().isPresent()) {
            element = element.with(ovf2("value"), property.value().get());
        }
        if (property.password()) {
            element = element.with(ovf2("password"), "true");
        }
        element = extensions(element, property.extensions());
        element = childUnlessEmpty(element, "Label", property.label());
        element = childUnlessEmpty(element, "Description", property.description());
        return element.withAll(property.values().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(value -> unlessEmpty(
                        element("Value").with(ovf2("value"), value.getValue()), "configuration", value.getKey())));
    }

    private static XmlElement hardware(VirtualHardwareSection hardware) {
        XmlElement element = start("VirtualHardwareSection", hardware);
        element = unlessEmpty(element, "id", hardware.id());
        element = unlessEmpty(element, "transport", String.join(" ", hardware.transports()));
        if (!hardware.system().isEmpty()) {
            element = element.with(element("System")
                    .withAll(hardware.system().entrySet().stream()
                            .map(setting -> XmlElement.of(new QName(OvfNames.VSSD, setting.getKey(), "vssd"))
                                    .withText(setting.getValue()))));
        }
        // DSP8023 2.0.1 wants Items, then EthernetPortItems, then StorageItems.
        return element.withAll(Stream.of(HardwareItem.Form.values())
                        .flatMap(form -> hardware.items().stream().filter(item -> item.form() == form))
                        .map(SectionWriter::item))
                .withAll(hardware.extensions().stream());
    }

    private static XmlElement item(HardwareItem item) {
        XmlElement element = element(item.form().element());
        if (!item.required()) {
            element = element.with(ovf2("required"), "false");
        }
        element = unlessEmpty(element, "configuration", item.configuration());
        element = unlessEmpty(element, "bound", item.bound());
        String namespace = switch (item.form()) {
            case ITEM -> OvfNames.RASD;
            case ETHERNET_PORT -> OvfNames.EPASD;
            case STORAGE -> OvfNames.SASD;
        };
        return element.withAll(item.settings().entrySet().stream()
                .flatMap(setting -> setting.getValue().stream()
                        .map(value -> XmlElement.of(new QName(namespace, setting.getKey()))
                                .withText(value))));
    }

    private static XmlElement startupItem(StartupSection.Item item) {
        return element("Item")
                .with(ovf2("id"), item.id())
                .with(ovf2("order"), Integer.toString(item.order()))
                .with(ovf2("startDelay"), Integer.toString(item.startDelay()))
                .with(ovf2("waitingForGuest"), Boolean.toString(item.waitingForGuest()))
                .with(ovf2("stopDelay"), Integer.toString(item.stopDelay()))
                .with(ovf2("startAction"), item.startAction())
                .with(ovf2("stopAction"), item.stopAction());
    }

    private static XmlElement configuration(DeploymentOptionSection.Configuration configuration) {
        XmlElement element = element("Configuration").with(ovf2("id"), configuration.id());
        if (configuration.byDefault()) {
            element = element.with(ovf2("default"), "true");
        }
        return element.with(textElement("Label", configuration.label()))
                .with(textElement("Description", configuration.description()));
    }

    private static XmlElement instanceCount(ScaleOutSection.InstanceCount count) {
        XmlElement element = element("InstanceCount")
                .with(ovf2("minimum"), Integer.toString(count.minimum()))
                .with(ovf2("default"), Integer.toString(count.initial()));
        if (count.maximum().isPresent()) {
            element = element.with(
                    ovf2("maximum"), Integer.toString(count.maximum().getAsInt()));
        }
        return unlessEmpty(element, "configuration", count.configuration());
    }

    private static XmlElement environmentFile(EnvironmentFilesSection.EnvironmentFile file) {
        XmlElement element =
                element("File").with(ovf2("fileRef"), file.fileRef()).with(ovf2("path"), file.path());
        return extensions(element, file.extensions());
    }

    private static XmlElement extensions(XmlElement element, Map<QName, String> extensions) {
        XmlElement extended = element;
        for (Map.Entry<QName, String> extension : extensions.entrySet()) {
            extended = extended.with(extension.getKey(), extension.getValue());
        }
        return extended;
    }

    private static XmlElement start(String name, Section section) {
        return element(name).with(textElement("Info", section.info()));
    }

    private static XmlElement element(String name) {
        return XmlElement.of(ovf2(name));
    }

    static XmlElement textElement(String name, String text) {
        return element(name).withText(text);
    }

    private static XmlElement description(XmlElement element, String description) {
        return childUnlessEmpty(element, "Description", description);
    }

    private static XmlElement childUnlessEmpty(XmlElement element, String name, String text) {
        return text.isEmpty() ? element : element.with(textElement(name, text));
    }

    static XmlElement unlessEmpty(XmlElement element, String attribute, String value) {
        return value.isEmpty() ? element : element.with(ovf2(attribute), value);
    }
}
