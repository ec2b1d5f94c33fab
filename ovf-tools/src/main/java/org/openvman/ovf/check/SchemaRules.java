package org.openvman.ovf.check;

import org.openvman.ovf.io.OvfDocument;
import org.openvman.ovf.model.OvfVersion;

/** The schema's verdict, as it is. */
final class SchemaRules {
    private final OvfDocument document;
    private final Findings findings;

    SchemaRules(OvfDocument document, Findings findings) {
        this.document = document;
        this.findings = findings;
    }

    void check() {
        OvfVersion version = document.descriptor().version();
        if (version == OvfVersion.V0_9) {
            findings.add(
                    Rule.SCHEMA, document.root().at(), "OVF 0.9 is older than the first schema; none can be applied");
            return;
        }
        new EnvelopeSchema(version)
                .violations(document.file(), document.bytes())
                .forEach(violation -> findings.add(Rule.SCHEMA, violation.at(), violation.message()));
    }
}
