package org.openvman.provider.hypervisor.libvirt;

import java.util.List;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Our own element among a domain's metadata, where tags are kept: {@code <ovm:system><ovm:tag>...}. */
final class SystemMetadata {
    static final String NAMESPACE = "http://schemas.openvman.org/libvirt/1";
    static final String PREFIX = "ovm";
    static final String ROOT = "system";
    private static final String TAG = "tag";

    private SystemMetadata() {}

    static List<String> tags(XmlElement domain) {
        return domain.child("metadata").stream()
                .flatMap(metadata -> metadata.children().stream())
                .filter(child ->
                        child.namespace().equals(NAMESPACE) && child.name().equals(ROOT))
                .flatMap(system -> system.children(TAG))
                .map(XmlElement::text)
                .toList();
    }

    static Element element(Document document, List<String> tags) {
        Element root = document.createElementNS(NAMESPACE, PREFIX + ":" + ROOT);
        for (String tag : tags) {
            Element element = document.createElementNS(NAMESPACE, PREFIX + ":" + TAG);
            element.setTextContent(tag);
            root.appendChild(element);
        }
        return root;
    }

    /** The element as libvirt's metadata call wants it; it adds the prefix by itself. */
    static String text(List<String> tags) {
        Document document = Xml.builder().newDocument();
        Element root = document.createElement(ROOT);
        for (String tag : tags) {
            Element element = document.createElement(TAG);
            element.setTextContent(tag);
            root.appendChild(element);
        }
        return Xml.text(root);
    }
}
