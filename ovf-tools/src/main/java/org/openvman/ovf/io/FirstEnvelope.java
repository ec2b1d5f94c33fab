package org.openvman.ovf.io;

import static org.openvman.ovf.io.OvfNames.ovf2;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import javax.xml.namespace.QName;
import org.openvman.ovf.model.OvfVersion;
import org.openvman.ovf.model.XmlElement;
import org.openvman.ovf.model.XmlNode;

/**
 * Says an envelope of OVF 2.0 in the words of OVF 1.1. Sections that only 2.0 knows stay in its namespace, where an
 * importer of 1.1 may skip them ({@code ovf:required="false"}) and one of 2.0 finds them; vCenter does the same.
 */
final class FirstEnvelope {
    private static final String FIRST = OvfVersion.V1.namespace();
    private static final String SECOND = OvfVersion.V2.namespace();
    private static final QName REQUIRED = new QName(FIRST, "required", "ovf");

    /** DSP8023 2.0.1 against 1.1.1. */
    private static final Set<String> ONLY_SECOND = Set.of(
            "EnvironmentFilesSection",
            "BootDeviceSection",
            "SharedDiskSection",
            "ScaleOutSection",
            "PlacementGroupSection",
            "PlacementSection",
            "EncryptionSection");

    private FirstEnvelope() {}

    static XmlElement of(XmlElement envelope) {
        return element(envelope);
    }

    private static XmlElement element(XmlElement element) {
        if (element.name().getNamespaceURI().equals(SECOND)
                && ONLY_SECOND.contains(element.name().getLocalPart())) {
            return optional(element);
        }
        Map<QName, String> attributes = new LinkedHashMap<>();
        element.attributes().forEach((name, value) -> attributes.put(first(name), value));
        return new XmlElement(
                first(element.name()),
                attributes,
                element.content().stream().map(FirstEnvelope::node).toList(),
                element.at());
    }

    /** Info is the first envelope's, for importers that show it and go on; the rest keeps its namespace. */
    private static XmlElement optional(XmlElement section) {
        return new XmlElement(
                        second(section.name()),
                        renamed(section.attributes()),
                        section.content().stream()
                                .map(node -> node instanceof XmlElement child ? inside(child) : node)
                                .toList(),
                        section.at())
                .with(REQUIRED, "false");
    }

    private static XmlNode inside(XmlElement child) {
        return child.name().equals(ovf2("Info"))
                ? element(child)
                : new XmlElement(
                        second(child.name()),
                        renamed(child.attributes()),
                        child.content().stream()
                                .map(node -> node instanceof XmlElement deeper ? inside(deeper) : node)
                                .toList(),
                        child.at());
    }

    private static XmlNode node(XmlNode node) {
        return node instanceof XmlElement child ? element(child) : node;
    }

    private static Map<QName, String> renamed(Map<QName, String> attributes) {
        Map<QName, String> renamed = new LinkedHashMap<>();
        attributes.forEach((name, value) -> renamed.put(second(name), value));
        return renamed;
    }

    private static QName first(QName name) {
        return name.getNamespaceURI().equals(SECOND) ? new QName(FIRST, name.getLocalPart(), "ovf") : name;
    }

    private static QName second(QName name) {
        return name.getNamespaceURI().equals(SECOND) ? new QName(SECOND, name.getLocalPart(), "ovf2") : name;
    }
}
