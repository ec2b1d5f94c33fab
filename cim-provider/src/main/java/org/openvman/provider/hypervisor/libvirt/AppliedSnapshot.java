package org.openvman.provider.hypervisor.libvirt;

import java.util.Optional;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * Which snapshot a domain was last set back to. libvirt does not keep it, so that it is kept in an element of ours among
 * the domain's metadata.
 */
final class AppliedSnapshot {
    private static final String NAMESPACE = "http://schemas.openvman.org/libvirt/snapshot/1";
    private static final String PREFIX = "ovs";
    private static final String ROOT = "applied";

    private AppliedSnapshot() {}

    static Optional<String> read(XmlElement domain) {
        return domain.child("metadata").stream()
                .flatMap(metadata -> metadata.children().stream())
                .filter(child -> child.namespace().equals(NAMESPACE))
                .flatMap(applied -> applied.attribute("name").stream())
                .findFirst();
    }

    static void write(DomainHandle domain, String name) {
        Document document = Xml.builder().newDocument();
        Element root = document.createElement(ROOT);
        root.setAttribute("name", name);
        // The definition is what outlives the next start; what runs may have no place for it.
        domain.setMetadata(
                LibvirtFlags.METADATA_ELEMENT, Xml.text(root), PREFIX, NAMESPACE, LibvirtFlags.AFFECT_CONFIG);
    }
}
