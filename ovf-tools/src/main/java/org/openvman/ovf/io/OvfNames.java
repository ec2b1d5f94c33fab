package org.openvman.ovf.io;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.namespace.QName;
import org.openvman.ovf.model.OvfVersion;
import org.openvman.ovf.model.XmlElement;

/** Namespaces and names of OVF, and how to find them in documents that spell them differently. */
public final class OvfNames {
    /** Our own sections and attributes; all of them may be ignored. */
    public static final String OPENVMAN = "http://schemas.openvman.org/ovf/1";

    static final String CIM = "http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/";
    static final String RASD = CIM + "CIM_ResourceAllocationSettingData";
    static final String VSSD = CIM + "CIM_VirtualSystemSettingData";
    static final String EPASD = CIM + "CIM_EthernetPortAllocationSettingData";
    static final String SASD = CIM + "CIM_StorageAllocationSettingData";

    private static final QName XSI_TYPE = new QName(XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI, "type");

    /** Every spelling seen in public descriptors (ovf.md, section 2). */
    private static final Map<String, OvfVersion> VERSIONS = Map.of(
            OvfVersion.V0_9.namespace(),
            OvfVersion.V0_9,
            OvfVersion.V1.namespace(),
            OvfVersion.V1,
            OvfVersion.V2.namespace(),
            OvfVersion.V2,
            "http://schemas.dmtf.org/ovf/envelope",
            OvfVersion.V1,
            "",
            OvfVersion.V1);

    private static final Map<String, String> PREFIXES = Map.of(
            OvfVersion.V0_9.namespace(),
            "ovf",
            OvfVersion.V1.namespace(),
            "ovf",
            OvfVersion.V2.namespace(),
            "ovf",
            RASD,
            "rasd",
            VSSD,
            "vssd",
            EPASD,
            "epasd",
            SASD,
            "sasd",
            OPENVMAN,
            "ovm");

    private static final Pattern SETTING_VERSION = Pattern.compile("/cim-schema/2[^/]*/");
    private static final String XSD = ".xsd";
    private static final Pattern HTTPS = Pattern.compile("^https:");
    private static final Pattern SLASHES_AT_END = Pattern.compile("(?<!/)/++$");

    private static final String DMTF_OVF = "http://schemas.dmtf.org/ovf/";
    private static final Set<String> GENERIC = Set.of("Section", "Content");

    /** Properties of CIM_ResourceAllocationSettingData 2.22; its two subclasses have more. */
    public static final Set<String> ALLOCATION_PROPERTIES = Set.of(
            "Address",
            "AddressOnParent",
            "AllocationUnits",
            "AutomaticAllocation",
            "AutomaticDeallocation",
            "Caption",
            "Connection",
            "ConsumerVisibility",
            "Description",
            "ElementName",
            "HostResource",
            "InstanceID",
            "Limit",
            "MappingBehavior",
            "OtherResourceType",
            "Parent",
            "PoolID",
            "Reservation",
            "ResourceSubType",
            "ResourceType",
            "VirtualQuantity",
            "VirtualQuantityUnits",
            "Weight");

    private OvfNames() {}

    /** The version a namespace stands for, whatever its case, a slash at its end or a scheme of https. */
    public static Optional<OvfVersion> version(String namespace) {
        return Optional.ofNullable(VERSIONS.get(namespace))
                .or(() -> Optional.ofNullable(VERSIONS.get(usual(namespace))));
    }

    /** The namespace of a CIM setting class as DSP0230 has it, for one that ends in a version, a slash or {@code .xsd}. */
    public static Optional<String> settingNamespace(String namespace) {
        if (PREFIXES.containsKey(namespace)) {
            return Optional.of(namespace).filter(known -> known.startsWith(CIM));
        }
        String usual = withoutEnding(SETTING_VERSION.matcher(namespace).replaceFirst("/cim-schema/2/"));
        return usual.startsWith(CIM) ? Optional.of(usual) : Optional.empty();
    }

    private static String withoutEnding(String namespace) {
        int end = namespace.length();
        while (namespace.startsWith("/", end - 1) || namespace.startsWith(XSD, end - XSD.length())) {
            end -= namespace.startsWith("/", end - 1) ? 1 : XSD.length();
        }
        return namespace.substring(0, end);
    }

    private static String usual(String namespace) {
        String http = HTTPS.matcher(namespace.strip().toLowerCase(Locale.ROOT)).replaceFirst("http:");
        return SLASHES_AT_END.matcher(http).replaceFirst("");
    }

    /** Version 0.9 leaves most elements without a namespace, and early drafts had one for each part. */
    public static boolean isOvf(QName name) {
        String namespace = name.getNamespaceURI();
        return VERSIONS.containsKey(namespace)
                || namespace.startsWith(DMTF_OVF)
                || (!PREFIXES.containsKey(namespace) && VERSIONS.containsKey(usual(namespace)));
    }

    /**
     * The name of an element of OVF, empty for one of another namespace. Version 0.9 writes the name of a section as
     * its type: {@code <Section xsi:type="ovf:DiskSection_Type">}.
     */
    public static String localName(XmlElement element) {
        if (!isOvf(element.name())) {
            return "";
        }
        String name = element.name().getLocalPart();
        if (!GENERIC.contains(name)) {
            return name;
        }
        return element.attribute(XSI_TYPE)
                .map(type -> type.substring(type.indexOf(':') + 1).replaceFirst("_Type$", ""))
                .orElse(name);
    }

    /** An attribute of OVF by its local name, with or without a prefix. */
    public static Optional<String> attribute(XmlElement element, String name) {
        return element.attributes().entrySet().stream()
                .filter(entry -> entry.getKey().getLocalPart().equals(name))
                .filter(entry -> isOvf(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** The prefix that people expect for one of the namespaces here. */
    public static Optional<String> preferredPrefix(String namespace) {
        return Optional.ofNullable(PREFIXES.get(namespace));
    }

    /** The name of a setting of a hardware item. */
    public static QName rasd(String setting) {
        return new QName(RASD, setting, "rasd");
    }

    /** The name of a setting of the system as a whole. */
    public static QName vssd(String setting) {
        return new QName(VSSD, setting, "vssd");
    }

    static QName ovf2(String name) {
        return new QName(OvfVersion.V2.namespace(), name, "ovf");
    }

    /** A name of our own namespace. */
    public static QName openvman(String name) {
        return new QName(OPENVMAN, name, "ovm");
    }
}
