package org.openvman.ovf.convert;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import javax.xml.namespace.QName;
import org.openvman.ovf.io.OvfNames;
import org.openvman.ovf.model.ProgrammaticUnits;
import org.openvman.ovf.model.XmlElement;
import org.openvman.ovf.model.XmlNode;

/** A setting of hardware as OVF 0.9 wrote it; {@link DraftHardware} is the way back. */
final class DraftSetting {
    /** As public descriptors have them; what they lack comes last. */
    private static final List<String> ORDER = List.of(
            "Caption",
            "Description",
            "InstanceId",
            "ResourceType",
            "ResourceSubType",
            "AllocationUnits",
            "VirtualQuantity",
            "AutomaticAllocation",
            "Connection",
            "HostResource",
            "Address",
            "BusNumber",
            "Parent",
            "AddressOnParent");

    /** ResourceType of IDE, SCSI and other storage controllers, whose address is the number of their bus. */
    private static final Set<String> BUSES = Set.of("5", "6", "20");

    private DraftSetting() {}

    static boolean isSetting(XmlElement element) {
        return OvfNames.settingNamespace(element.name().getNamespaceURI()).isPresent();
    }

    static int position(XmlNode node) {
        int position = node instanceof XmlElement setting && isSetting(setting)
                ? ORDER.indexOf(setting.name().getLocalPart())
                : -1;
        return position < 0 ? ORDER.size() : position;
    }

    /** Nothing for a caption beside a name: the draft had one of them. */
    static Stream<XmlNode> of(XmlElement setting, XmlElement owner) {
        boolean ofItem = OvfNames.localName(owner).equals("Item");
        String text = setting.text().strip();
        return switch (setting.name().getLocalPart()) {
            case "InstanceID" -> Stream.of(named(setting, "InstanceId"));
            case "ElementName" -> Stream.of(ofItem ? named(setting, "Caption") : setting);
            case "Caption" -> ofItem && value(owner, "ElementName").isPresent() ? Stream.empty() : Stream.of(setting);
            case "Address" ->
                Stream.of(
                        value(owner, "ResourceType").filter(BUSES::contains).isPresent()
                                ? named(setting, "BusNumber")
                                : setting);
            case "AllocationUnits" -> Stream.of(with(setting, units(text)));
            case "HostResource" -> Stream.of(with(setting, text.replaceFirst("^ovf:/{1,2}(?=disk/|file/)", "/")));
            default -> Stream.of(setting);
        };
    }

    private static Optional<String> value(XmlElement owner, String setting) {
        return owner.elements()
                .filter(child -> isSetting(child) && child.name().getLocalPart().equals(setting))
                .map(child -> child.text().strip())
                .findFirst();
    }

    static XmlElement named(XmlElement setting, String local) {
        QName name = setting.name();
        return new XmlElement(
                new QName(name.getNamespaceURI(), local, name.getPrefix()),
                setting.attributes(),
                setting.content(),
                setting.at());
    }

    private static XmlElement with(XmlElement setting, String text) {
        return new XmlElement(setting.name(), setting.attributes(), List.of(), setting.at()).withText(text);
    }

    private static String units(String standard) {
        OptionalLong bytes = ProgrammaticUnits.bytesPer(standard);
        if (bytes.isEmpty()) {
            return standard.equals("hertz * 10^6") ? "MHz" : standard;
        }
        return switch (Long.numberOfTrailingZeros(bytes.getAsLong())) {
            case 10 -> "KiloBytes";
            case 20 -> "MegaBytes";
            case 30 -> "GigaBytes";
            default -> standard;
        };
    }
}
