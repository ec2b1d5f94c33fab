package org.openvman.ovf.io;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.xml.XMLConstants;
import org.openvman.ovf.model.Location;
import org.openvman.ovf.model.OvfVersion;
import org.openvman.ovf.model.Repair;

/** What a prefix means that a descriptor uses and forgets to declare: what it means in everybody else's. */
final class ConventionalPrefixes implements XmlInput.UndeclaredPrefixes {
    private static final Set<String> ENVELOPE = Set.of("ovf", "ovfstr", "env");
    private static final Map<String, String> NAMESPACES = Map.of(
            "ovf2",
            OvfVersion.V2.namespace(),
            "rasd",
            OvfNames.RASD,
            "vssd",
            OvfNames.VSSD,
            "epasd",
            OvfNames.EPASD,
            "sasd",
            OvfNames.SASD,
            "cim",
            "http://schemas.dmtf.org/wbem/wscim/1/common",
            "xsi",
            XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI,
            "vmw",
            "http://www.vmware.com/schema/ovf",
            "vbox",
            "http://www.virtualbox.org/ovf/machine");

    private final List<Repair> repairs = new ArrayList<>();
    private final Set<String> repaired = new HashSet<>();
    private String envelopeNamespace = OvfVersion.V1.namespace();

    @Override
    public void root(String namespace) {
        if (OvfNames.version(namespace).isPresent() && !namespace.isEmpty()) {
            envelopeNamespace = namespace;
        }
    }

    @Override
    public Optional<String> namespace(String prefix, Location at) {
        Optional<String> namespace = ENVELOPE.contains(prefix)
                ? Optional.of(envelopeNamespace)
                : Optional.ofNullable(NAMESPACES.get(prefix));
        namespace
                .filter(found -> repaired.add(prefix))
                .ifPresent(found -> repairs.add(
                        new Repair(at, "the prefix '" + prefix + "' is not declared; it is taken for " + found)));
        return namespace;
    }

    /** One for each prefix, at its first place. */
    List<Repair> repairs() {
        return List.copyOf(repairs);
    }
}
