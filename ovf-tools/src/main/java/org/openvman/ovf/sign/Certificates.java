package org.openvman.ovf.sign;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;

/** Reads files of certificates: PEM, any number, or one in DER. */
final class Certificates {
    private Certificates() {}

    static List<X509Certificate> read(Path file) throws IOException {
        byte[] bytes = SmallFiles.read(file);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        try {
            List<X509Certificate> certificates = text.contains("-----BEGIN ")
                    ? new PemBlocks(text).certificates()
                    : List.of((X509Certificate) CertificateFactory.getInstance("X.509")
                            .generateCertificate(new ByteArrayInputStream(bytes)));
            if (certificates.isEmpty()) {
                throw new SigningException(file + ": there is no certificate in it");
            }
            return certificates;
        } catch (CertificateException | IllegalArgumentException malformed) {
            throw new SigningException(file + ": not X.509 certificates in PEM or DER", malformed);
        }
    }
}
