package org.openvman.ovf.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openvman.ovf.io.Progress;
import org.openvman.ovf.testing.Oracle;

/** The form of the certificate file; whether the signature is true is not judged here. */
class CertificateRulesTest {
    private static final String SIGNATURE = "SHA256(p.mf)= 00ff\n";

    @TempDir
    Path folder;

    private List<String> findings(String certificate) throws IOException {
        Path descriptor = Files.writeString(
                folder.resolve("p.ovf"),
                "<Envelope xmlns='http://schemas.dmtf.org/ovf/envelope/1' xmlns:ovf='http://schemas.dmtf.org/ovf/envelope/1'>"
                        + "<References/><VirtualSystem ovf:id='vm'><Info/><VirtualHardwareSection><Info/>"
                        + "</VirtualHardwareSection></VirtualSystem></Envelope>");
        Files.writeString(folder.resolve("p.cert"), certificate);
        return new PackageCheck(CheckOptions.DEFAULT, Progress.NONE)
                .check(descriptor).stream()
                        .map(finding ->
                                finding.at().line() + " " + finding.rule().id())
                        .toList();
    }

    @Test
    void aCertificateThatOpensslMadeIsWellFormed() throws IOException, InterruptedException {
        Path pem = folder.resolve("c.pem");
        Oracle.run(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-subj",
                "/CN=test",
                "-keyout",
                folder.resolve("k.pem").toString(),
                "-out",
                pem.toString());
        String certificate = Files.readString(pem);
        assertThat(findings(SIGNATURE + certificate)).containsExactly("0 certificate-alone");
        assertThat(findings("SHA256(other.mf)= 00ff\n" + certificate))
                .containsExactly("0 certificate-alone", "1 certificate");
        assertThat(findings(SIGNATURE + certificate.replaceFirst("MII", "MMM")))
                .containsExactly("0 certificate-alone", "2 certificate");
    }

    @Test
    void whatIsNoCertificateIsNamed() throws IOException {
        assertThat(findings("nonsense")).containsExactly("0 certificate-alone", "0 certificate", "1 certificate");
        assertThat(findings(SIGNATURE)).containsExactly("0 certificate-alone", "0 certificate");
    }
}
