package org.openvman.ovf.check;

import java.util.Optional;
import java.util.Set;
import org.openvman.ovf.io.OvfDocument;
import org.openvman.ovf.io.OvfNames;
import org.openvman.ovf.model.Content;
import org.openvman.ovf.model.OtherSection;
import org.openvman.ovf.model.OvfVersion;
import org.openvman.ovf.model.VirtualSystemCollection;
import org.openvman.ovf.model.XmlElement;

/** Envelope, Info elements, sections in their place, sections nobody knows. */
final class StructureRules {
    private static final Set<String> ENVELOPE_ONLY = Set.of(
            "DiskSection", "NetworkSection", "DeploymentOptionSection", "PlacementGroupSection", "SharedDiskSection");

    /** Sections of the standard that have no record of their own. */
    private static final Set<String> CARRIED = Set.of(
            "ResourceAllocationSection",
            "InstallSection",
            "BootDeviceSection",
            "SharedDiskSection",
            "EncryptionSection");

    /** Vendors whose required sections every importer is used to. */
    private static final Set<String> KNOWN_VENDORS =
            Set.of("http://www.vmware.com/schema/ovf", "http://www.virtualbox.org/ovf/machine", OvfNames.OPENVMAN);

    /** Spellings of the time before the standard. */
    private static final Set<String> OLD_SETTINGS = Set.of("BusNumber", "InstanceId");

    private final OvfDocument document;
    private final Findings findings;

    StructureRules(OvfDocument document, Findings findings) {
        this.document = document;
        this.findings = findings;
    }

    void check() {
        XmlElement root = document.root();
        OvfVersion version = document.descriptor().version();
        if (version == OvfVersion.V0_9) {
            Optional<String> stated = OvfNames.attribute(root, "version");
            if (stated.isEmpty() || !stated.get().equals("0.9")) {
                findings.add(Rule.VERSION_MISSING, root.at(), "the envelope does not state version 0.9");
            }
        }
        document.descriptor().sections(OtherSection.class).forEach(this::unknown);
        content(document.descriptor().content());
        elements(root, true);
    }

    private void content(Content content) {
        content.sections(OtherSection.class).forEach(this::unknown);
        if (content instanceof VirtualSystemCollection collection) {
            collection.members().forEach(this::content);
        }
    }

    private void unknown(OtherSection other) {
        String namespace = other.element().name().getNamespaceURI();
        boolean standard =
                OvfNames.isOvf(other.element().name()) && CARRIED.contains(OvfNames.localName(other.element()));
        if (other.required() && !standard && !KNOWN_VENDORS.contains(namespace)) {
            findings.add(
                    Rule.REQUIRED_UNKNOWN,
                    other.at(),
                    "the section " + other.element().name().getLocalPart()
                            + (namespace.isEmpty() ? "" : " of " + namespace) + " is required, and not known");
        }
    }

    /** The records do not tell a missing Info from an empty one, and not where a section stood. */
    private void elements(XmlElement parent, boolean envelope) {
        parent.elements().forEach(element -> {
            String name = OvfNames.localName(element);
            boolean system = name.startsWith("VirtualSystem");
            if ((system || name.endsWith("Section"))
                    && element.elements()
                            .noneMatch(child -> OvfNames.localName(child).equals("Info"))) {
                findings.add(Rule.INFO_MISSING, element.at(), name + " has no Info");
            }
            if (!envelope && ENVELOPE_ONLY.contains(name)) {
                findings.add(Rule.SECTION_MISPLACED, element.at(), name + " belongs into the envelope");
            }
            if (system) {
                elements(element, false);
            } else if (name.equals("VirtualHardwareSection")) {
                settings(element);
            }
        });
    }

    /** A setting that the CIM class does not have may only be there when an importer may skip it. */
    private void settings(XmlElement hardware) {
        hardware.elements()
                .flatMap(XmlElement::elements)
                .filter(setting -> OvfNames.attribute(setting, "required").equals(Optional.of("true")))
                .filter(setting -> !isSetting(setting.name().getLocalPart()))
                .forEach(setting -> findings.add(
                        Rule.REQUIRED_UNKNOWN,
                        setting.at(),
                        "the setting " + setting.name().getLocalPart() + " is required, and not known"));
    }

    private static boolean isSetting(String name) {
        return OvfNames.ALLOCATION_PROPERTIES.contains(name) || OLD_SETTINGS.contains(name);
    }
}
