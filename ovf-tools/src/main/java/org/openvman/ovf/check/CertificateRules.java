package org.openvman.ovf.check;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openvman.ovf.io.OvfPackage;
import org.openvman.ovf.model.Location;

/**
 * The form of a certificate file: a signature of the manifest in one line, then an X.509 certificate (DSP0243, integrity
 * of packages). Whether it is true and trusted is for {@code ovf verify} to say.
 */
final class CertificateRules {
    private static final int LARGEST = 1 << 20;
    private static final Pattern SIGNATURE =
            Pattern.compile("SHA-?(?:1|256|384|512)\\s*\\(([^)]*)\\)\\s*=\\s*([0-9a-fA-F]+)\\s*");
    private static final String BEGIN = "-----BEGIN CERTIFICATE-----";
    private static final String END = "-----END CERTIFICATE-----";

    private final OvfPackage ovf;
    private final Findings findings;
    private final String name;
    private final String place;

    CertificateRules(OvfPackage ovf, Findings findings) {
        this.ovf = ovf;
        this.findings = findings;
        this.name = OvfPackage.manifestName(ovf.source()).replaceFirst("mf$", "cert");
        this.place = ovf.source().path() + "!" + name;
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
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        signature(text);
        int begin = text.indexOf(BEGIN);
        int end = text.indexOf(END, Math.max(0, begin));
        if (begin < 0 || end < 0) {
            findings.add(Rule.CERTIFICATE, Location.of(place), "there is no X.509 certificate in PEM in it");
            return;
        }
        try {
            CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(
                            text.substring(begin, end + END.length()).getBytes(StandardCharsets.ISO_8859_1)));
        } catch (CertificateException malformed) {
            int line = (int) text.substring(0, begin).lines().count() + 1;
            findings.add(
                    Rule.CERTIFICATE,
                    new Location(place, line, 1),
                    "the certificate cannot be read: " + malformed.getMessage());
        }
    }

    private void signature(String text) {
        String first = text.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
        Matcher signature = SIGNATURE.matcher(first);
        Location at = new Location(place, 1, 1);
        if (!signature.matches() || signature.group(2).length() % 2 != 0) {
            findings.add(Rule.CERTIFICATE, at, "the first line is not SHA256(manifest)= hex");
        } else if (!signature.group(1).strip().equals(OvfPackage.manifestName(ovf.source()))) {
            findings.add(Rule.CERTIFICATE, at, "it signs '" + signature.group(1) + "', which is not the manifest");
        }
    }
}
