package org.openvman.ovf.check;

import java.util.Optional;
import org.openvman.ovf.io.OvfDocument;
import org.openvman.ovf.io.OvfNames;

/** The editions of DSP8023 that documents are judged by. */
enum SchemaEdition {
    /** Told from 1.1, whose namespace it shares, by the version that its envelope gives itself. */
    V1_0("ovf-1.xsd"),
    V1_1("ovf-1.xsd"),
    /** A document of 2.1 has the same namespace; DSP8023 promises that what 2.0 allows is valid there too. */
    V2_0("ovf-2.xsd");

    private final String file;

    SchemaEdition(String file) {
        this.file = file;
    }

    String file() {
        return file;
    }

    /** Whether it has what is marked as added by 1.1. */
    boolean hasAdditions() {
        return this != V1_0;
    }

    /** The one for a document; there is none for the drafts before 1.0. */
    static Optional<SchemaEdition> of(OvfDocument document) {
        boolean first = OvfNames.attribute(document.root(), "version")
                .filter(version -> version.strip().equals("1.0"))
                .isPresent();
        return switch (document.descriptor().version()) {
            case V0_9 -> Optional.empty();
            case V1 -> Optional.of(first ? V1_0 : V1_1);
            case V2 -> Optional.of(V2_0);
        };
    }
}
