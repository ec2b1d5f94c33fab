package org.openvman.ovf.check;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.xml.namespace.QName;
import org.openvman.ovf.io.OvfDocument;
import org.openvman.ovf.io.OvfNames;
import org.openvman.ovf.model.OvfVersion;
import org.openvman.ovf.model.XmlElement;

/** Prefixes that had to be guessed, namespaces that are nearly the standard's. */
final class NamespaceRules {
    private final OvfDocument document;
    private final Findings findings;
    private final Set<String> seen = new HashSet<>();

    NamespaceRules(OvfDocument document, Findings findings) {
        this.document = document;
        this.findings = findings;
    }

    void check() {
        document.repairs().forEach(repair -> findings.add(Rule.PREFIX_UNDECLARED, repair.at(), repair.what()));
        XmlElement root = document.root();
        OvfVersion version = document.descriptor().version();
        String namespace = root.name().getNamespaceURI();
        if (!namespace.equals(version.namespace())) {
            seen.add(namespace);
            report(root, namespace, version.namespace());
        }
        elements(root);
    }

    /** Each spelling is reported once, where it first occurs. */
    private void elements(XmlElement element) {
        Stream.concat(Stream.of(element.name()), element.attributes().keySet().stream())
                .map(QName::getNamespaceURI)
                .filter(namespace -> !namespace.isEmpty() && seen.add(namespace))
                .forEach(namespace -> usual(namespace)
                        .filter(usual -> !usual.equals(namespace))
                        .ifPresent(usual -> report(element, namespace, usual)));
        element.elements().forEach(this::elements);
    }

    private static Optional<String> usual(String namespace) {
        return OvfNames.version(namespace).map(OvfVersion::namespace).or(() -> OvfNames.settingNamespace(namespace));
    }

    private void report(XmlElement element, String namespace, String usual) {
        findings.add(
                Rule.NAMESPACE_SPELLING,
                element.at(),
                namespace.isEmpty()
                        ? "there is no namespace; it should be " + usual
                        : "the namespace is " + namespace + " instead of " + usual);
    }
}
