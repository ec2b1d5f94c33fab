package org.openvman.ovf.check;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.openvman.ovf.io.DigestManifest;
import org.openvman.ovf.io.OvfPackage;
import org.openvman.ovf.io.Progress;
import org.openvman.ovf.io.ReferencedFile;
import org.openvman.ovf.model.FileReference;
import org.openvman.ovf.model.Location;

/** The manifest of digests: readable, complete, true. */
final class DigestRules {
    private final OvfPackage ovf;
    private final Findings findings;
    private final String manifestName;

    DigestRules(OvfPackage ovf, Findings findings) {
        this.ovf = ovf;
        this.findings = findings;
        this.manifestName = ovf.source().locationOf(OvfPackage.manifestName(ovf.source()));
    }

    void check(Progress progress) throws IOException {
        if (ovf.digests().isEmpty()) {
            return;
        }
        DigestManifest manifest = ovf.digests().get();
        for (DigestManifest.UnreadableLine line : manifest.unreadable()) {
            findings.add(
                    Rule.MANIFEST_LINE, at(line.line()), "this line is no digest: '" + shortened(line.text()) + "'");
        }
        for (DigestManifest.Entry entry : manifest.entries()) {
            if (!entry.standardSpelling()) {
                findings.add(Rule.MANIFEST_SPACING, at(entry.line()), "unusual spacing for '" + entry.name() + "'");
            }
        }
        complete(manifest);
        for (OvfPackage.Mismatch mismatch : ovf.verify(progress)) {
            DigestManifest.Entry expected = mismatch.expected();
            if (mismatch.actual().isEmpty()) {
                findings.add(
                        Rule.DIGEST_FILE_MISSING, at(expected.line()), "there is no file '" + expected.name() + "'");
            } else {
                findings.add(
                        Rule.DIGEST_MISMATCH,
                        at(expected.line()),
                        "'" + expected.name() + "' has the " + expected.algorithm() + " digest "
                                + mismatch.actual().get() + " instead of " + expected.hex());
            }
        }
    }

    private void complete(DigestManifest manifest) {
        List<String> expected = new ArrayList<>();
        expected.add(ovf.source().descriptorName());
        for (FileReference file : ovf.descriptor().files()) {
            new ReferencedFile(ovf.source(), file)
                    .names().stream()
                            .filter(name -> ovf.source().size(name).isPresent())
                            .forEach(expected::add);
        }
        for (String name : expected) {
            if (manifest.entry(name).isEmpty()) {
                findings.add(
                        Rule.MANIFEST_INCOMPLETE,
                        Location.of(manifestName),
                        "the manifest does not list '" + name + "'");
            }
        }
    }

    private Location at(int line) {
        return new Location(manifestName, line, 1);
    }

    private static String shortened(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "...";
    }
}
