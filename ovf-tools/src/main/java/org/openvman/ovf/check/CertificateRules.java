package org.openvman.ovf.check;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.util.Optional;
import org.openvman.ovf.io.OvfPackage;
import org.openvman.ovf.model.Location;
import org.openvman.ovf.sign.CertificateFile;

/**
 * The form of a certificate file: a signature of the manifest in one line, then an X.509 certificate (DSP0243, integrity
 * of packages). Whether it is true and trusted is for {@code ovf verify} to say.
 */
final class CertificateRules {
    private static final int LARGEST = 1 << 20;
    private static final String BEGIN = "-----BEGIN";

    private final OvfPackage ovf;
    private final Findings findings;
    private final String name;
    private final String place;

    CertificateRules(OvfPackage ovf, Findings findings) {
        this.ovf = ovf;
        this.findings = findings;
        this.name = OvfPackage.certificateName(ovf.source());
        this.place = ovf.source().locationOf(name);
    }

    void check() throws IOException {
        if (ovf.source().size(name).isEmpty()) {
            return;
        }
        if (ovf.digests().isEmpty()) {
            findings.add(Rule.CERTIFICATE_ALONE, Location.of(place), "there is a certificate and no manifest");
        }
        byte[] bytes;
        try (InputStream in = ovf.source().open(name)) {
            bytes = in.readNBytes(LARGEST);
        }
        signature(CertificateFile.line(bytes));
        try {
            if (CertificateFile.read(bytes).certificates().isEmpty()) {
                findings.add(Rule.CERTIFICATE, Location.of(place), "there is no X.509 certificate in PEM in it");
            }
        } catch (CertificateException malformed) {
            String before = new String(bytes, StandardCharsets.ISO_8859_1).split(BEGIN, 2)[0];
            findings.add(
                    Rule.CERTIFICATE,
                    new Location(place, (int) before.lines().count() + 1, 1),
                    "the certificate cannot be read: " + malformed.getMessage());
        }
    }

    private void signature(Optional<CertificateFile.Line> line) {
        Location at = new Location(place, 1, 1);
        String manifest = OvfPackage.manifestName(ovf.source());
        if (line.isEmpty()) {
            findings.add(Rule.CERTIFICATE, at, "there is no line SHA256(" + manifest + ")= hex in it");
        } else if (!line.get().manifestName().equals(manifest)) {
            findings.add(
                    Rule.CERTIFICATE, at, "it signs '" + line.get().manifestName() + "', which is not the manifest");
        }
    }
}
