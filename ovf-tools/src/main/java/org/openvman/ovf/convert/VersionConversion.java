package org.openvman.ovf.convert;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.xml.namespace.QName;
import org.openvman.ovf.io.DescriptorReader;
import org.openvman.ovf.io.DescriptorWriter;
import org.openvman.ovf.io.OvfDocument;
import org.openvman.ovf.io.OvfNames;
import org.openvman.ovf.io.XmlOutput;
import org.openvman.ovf.model.OvfVersion;
import org.openvman.ovf.model.ProgrammaticUnits;
import org.openvman.ovf.model.XmlElement;
import org.openvman.ovf.model.XmlNode;

/**
 * Writes a descriptor as another version of OVF. Elements that both have are renamed, vendors' sections and
 * translations stay; what the older version has no place for is left out and said.
 */
public final class VersionConversion {
    /** What can be written. */
    public static final List<String> VERSIONS = List.of("0.9", "1.0", "1.1", "2.0", "2.1");

    /** Sections that DSP0243 2.0 added. */
    private static final Set<String> ONLY_IN_2 = Set.of(
            "ScaleOutSection",
            "PlacementGroupSection",
            "PlacementSection",
            "EnvironmentFilesSection",
            "BootDeviceSection",
            "SharedDiskSection",
            "EncryptionSection",
            "NetworkPortProfile",
            "NetworkPortProfileURI");

    private static final Set<String> NEW_ITEMS = Set.of("EthernetPortItem", "StorageItem");

    private final OvfVersion target;
    private final List<String> losses = new ArrayList<>();

    private VersionConversion(OvfVersion target) {
        this.target = target;
    }

    /**
     * A descriptor of another version.
     *
     * @param losses what it does not say any more, each with its line
     */
    public record Converted(byte[] bytes, List<String> losses) {}

    /**
     * Converts a descriptor. Every document of 2.0 is one of 2.1 (DSP8023, compatibility), so both are written alike.
     *
     * @param version one of {@link #VERSIONS}
     */
    public static Converted convert(OvfDocument document, String version) {
        OvfVersion wanted = version(version);
        boolean draft = wanted == OvfVersion.V0_9;
        if (draft && document.descriptor().version() == OvfVersion.V0_9) {
            return new Converted(document.bytes(), List.of());
        }
        VersionConversion conversion = new VersionConversion(draft ? OvfVersion.V1 : wanted);
        XmlElement root = conversion.ovf(standard(document).root(), "");
        if (draft) {
            root = new DraftEnvelope(conversion.losses::add).of(root);
        } else if (root.attribute(conversion.name("version")).isPresent() || version.equals("1.0")) {
            root = root.with(conversion.name("version"), version);
        }
        if (version.equals("1.0")) {
            new Since11(conversion.losses::add).check(root);
        }
        return new Converted(new XmlOutput().write(root, Map.of(wanted.namespace(), "ovf")), conversion.losses);
    }

    /** Version 0.9 names its elements another way: what they mean is written anew. */
    private static OvfDocument standard(OvfDocument document) {
        if (document.descriptor().version() != OvfVersion.V0_9) {
            return document;
        }
        byte[] renewed = new DescriptorWriter().write(DraftHardware.standard(document.descriptor()));
        return new DescriptorReader().read(document.file(), renewed);
    }

    private static OvfVersion version(String version) {
        return switch (version) {
            case "0.9" -> OvfVersion.V0_9;
            case "1.0", "1.1" -> OvfVersion.V1;
            case "2.0", "2.1" -> OvfVersion.V2;
            default ->
                throw new IllegalArgumentException("'" + version + "' is none of " + String.join(", ", VERSIONS));
        };
    }

    private QName name(String local) {
        return new QName(target.namespace(), local, "ovf");
    }

    /** An element of OVF: itself, its attributes and its children renamed. */
    private XmlElement ovf(XmlElement element, String owner) {
        String local = element.name().getLocalPart();
        String here = OvfNames.attribute(element, "id").orElse(owner);
        XmlElement renamed = new XmlElement(name(local), attributes(element), List.of(), element.at());
        // Optional in 1.0 and 1.1.0, required from 1.1.1 on.
        if (local.equals("InstallSection")
                && OvfNames.attribute(element, "initialBootStopDelay").isEmpty()) {
            renamed = renamed.with(name("initialBootStopDelay"), "0");
        }
        List<XmlNode> children = new ArrayList<>();
        for (XmlNode node : element.content()) {
            if (node instanceof XmlElement child) {
                child(child, here).ifPresent(children::add);
            } else {
                children.add(node);
            }
        }
        boolean item = local.equals("Item") && isSetting(element);
        return renamed.withAll(item ? sorted(children) : children.stream());
    }

    private Map<QName, String> attributes(XmlElement element) {
        Map<QName, String> renamed = new LinkedHashMap<>();
        element.attributes()
                .forEach((attribute, value) ->
                        renamed.put(OvfNames.isOvf(attribute) ? name(attribute.getLocalPart()) : attribute, value));
        return renamed;
    }

    private Optional<XmlElement> child(XmlElement child, String owner) {
        String local = OvfNames.localName(child);
        if (target == OvfVersion.V1 && ONLY_IN_2.contains(local)) {
            lose(child, owner, local);
            return Optional.empty();
        }
        if (target == OvfVersion.V1 && NEW_ITEMS.contains(local)) {
            return Optional.of(plainItem(child, owner));
        }
        if (!local.isEmpty()) {
            return Optional.of(ovf(child, owner));
        }
        return Optional.of(foreign(child));
    }

    private void lose(XmlElement element, String owner, String what) {
        String of = OvfNames.attribute(element, "id").orElse(owner);
        losses.add("line " + element.at().line() + ": " + what + (of.isEmpty() ? "" : " of '" + of + "'")
                + " has no place in OVF 1.x");
    }

    /** A vendor's element stays; the attributes and Info of OVF in it are renamed. */
    private XmlElement foreign(XmlElement element) {
        Map<QName, String> attributes = new LinkedHashMap<>();
        element.attributes()
                .forEach((attribute, value) -> attributes.put(
                        !attribute.getNamespaceURI().isEmpty() && OvfNames.isOvf(attribute)
                                ? name(attribute.getLocalPart())
                                : attribute,
                        value));
        Optional<QName> setting = spelledRight(element.name());
        XmlElement renamed = new XmlElement(setting.orElse(element.name()), attributes, List.of(), element.at());
        if (isUnit(element)) {
            return renamed.withText(ProgrammaticUnits.standard(element.text()));
        }
        return renamed.withAll(element.content().stream()
                .map(node -> node instanceof XmlElement child
                        ? !child.name().getNamespaceURI().isEmpty() && OvfNames.isOvf(child.name())
                                ? ovf(child, "")
                                : foreign(child)
                        : node));
    }

    /** Units of hardware are written as DSP0004 has them, whatever old tools called them. */
    private static boolean isUnit(XmlElement setting) {
        return setting.name().getLocalPart().equals("AllocationUnits")
                && OvfNames.settingNamespace(setting.name().getNamespaceURI()).isPresent();
    }

    /** Drafts wrote InstanceId. */
    private static Optional<QName> spelledRight(QName name) {
        return name.getLocalPart().equals("InstanceId")
                        && name.getNamespaceURI().contains("SettingData")
                ? Optional.of(new QName(name.getNamespaceURI(), "InstanceID", name.getPrefix()))
                : Optional.empty();
    }

    /** An EthernetPortItem or StorageItem as the Item it extends. */
    private XmlElement plainItem(XmlElement item, String owner) {
        List<XmlNode> settings = new ArrayList<>();
        item.elements().forEach(setting -> {
            String local = setting.name().getLocalPart();
            if (OvfNames.ALLOCATION_PROPERTIES.contains(local)) {
                settings.add(
                        new XmlElement(OvfNames.rasd(local), setting.attributes(), setting.content(), setting.at()));
            } else {
                lose(setting, owner, local);
            }
        });
        return new XmlElement(name("Item"), attributes(item), List.of(), item.at()).withAll(sorted(settings));
    }

    private static boolean isSetting(XmlElement item) {
        return item.elements().anyMatch(child -> child.name().getNamespaceURI().contains("SettingData"));
    }

    /** The schema wants the settings of an item in alphabetical order, then what extends it. */
    private static Stream<XmlNode> sorted(List<XmlNode> settings) {
        return settings.stream()
                .sorted(Comparator.comparing(node -> node instanceof XmlElement setting
                                && setting.name().getNamespaceURI().contains("SettingData")
                        ? setting.name().getLocalPart()
                        : "~"));
    }
}
