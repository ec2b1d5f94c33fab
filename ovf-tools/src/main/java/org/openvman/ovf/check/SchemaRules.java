package org.openvman.ovf.check;

import org.openvman.ovf.io.OvfDocument;

/** The schema's verdict, as it is. */
final class SchemaRules {
    private final OvfDocument document;
    private final Findings findings;

    SchemaRules(OvfDocument document, Findings findings) {
        this.document = document;
        this.findings = findings;
    }

    void check() {
        SchemaEdition.of(document)
                .ifPresentOrElse(
                        edition -> new EnvelopeSchema(edition)
                                .violations(document.file(), document.bytes())
                                .forEach(violation -> findings.add(Rule.SCHEMA, violation.at(), violation.message())),
                        () -> findings.add(
                                Rule.SCHEMA,
                                document.root().at(),
                                "OVF 0.9 is older than the first schema; none can be applied"));
    }
}
