package org.openvman.ovf.convert;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.namespace.QName;
import org.openvman.ovf.io.OvfNames;
import org.openvman.ovf.model.OtherSection;
import org.openvman.ovf.model.OvfVersion;
import org.openvman.ovf.model.XmlElement;
import org.openvman.ovf.model.XmlNode;

/** A section of OVF 0.9 that our model carries as it is, in the words of the standard. */
final class DraftSection {
    private static final QName TYPE = new QName(XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI, "type");

    private DraftSection() {}

    static OtherSection standard(OtherSection section) {
        XmlElement element = section.element();
        return OvfNames.localName(element).isEmpty()
                ? section
                : new OtherSection(section.info(), ovf(element), section.required(), section.at());
    }

    private static XmlElement ovf(XmlElement element) {
        Map<QName, String> attributes = new LinkedHashMap<>();
        element.attributes()
                .forEach((name, value) ->
                        attributes.put(OvfNames.isOvf(name) ? standard(name.getLocalPart()) : name, value));
        attributes.remove(TYPE);
        return new XmlElement(standard(OvfNames.localName(element)), attributes, List.of(), element.at())
                .withAll(element.content().stream().flatMap(node -> inside(node, element)));
    }

    private static Stream<XmlNode> inside(XmlNode node, XmlElement owner) {
        if (!(node instanceof XmlElement child)) {
            return Stream.of(node);
        }
        if (!OvfNames.localName(child).isEmpty()) {
            return Stream.of(ovf(child));
        }
        if (!DraftSetting.isSetting(child)) {
            return Stream.of(child);
        }
        return switch (child.name().getLocalPart()) {
            case "InstanceId" -> Stream.of(DraftSetting.named(child, "InstanceID"));
            case "BusNumber" -> Stream.of(DraftSetting.named(child, "Address"));
            case "Caption" ->
                owner.elements().anyMatch(isNamed("ElementName"))
                        ? Stream.of(child)
                        : Stream.of(DraftSetting.named(child, "ElementName"));
            default -> Stream.of(child);
        };
    }

    private static Predicate<XmlElement> isNamed(String local) {
        return element -> element.name().getLocalPart().equals(local);
    }

    private static QName standard(String local) {
        return new QName(OvfVersion.V2.namespace(), local, "ovf");
    }
}
