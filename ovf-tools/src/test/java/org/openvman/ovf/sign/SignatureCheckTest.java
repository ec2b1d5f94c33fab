package org.openvman.ovf.sign;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openvman.ovf.io.DigestAlgorithm;
import org.openvman.ovf.io.Seal;
import org.openvman.ovf.testing.Authority;

/** Each answer for its own reason; the clock is the test's. */
class SignatureCheckTest {
    private static final byte[] MANIFEST = "SHA256(p.ovf)= 00\n".getBytes(StandardCharsets.US_ASCII);
    private static final Instant NOW = Authority.BEGIN.plus(Duration.ofDays(10));
    private static Authority root;
    private static Authority between;
    private static Authority signer;

    @BeforeAll
    static void makeChain() throws Exception {
        root = Authority.root("Root");
        between = root.issue("Between", "RSA", true, Duration.ofDays(100));
        signer = between.issue("Signer", "RSA", false, Duration.ofDays(200));
    }

    private static byte[] signed(Authority by, boolean cms) {
        return signed(by, cms, MANIFEST);
    }

    private static byte[] signed(Authority by, boolean cms, byte[] manifest) {
        SigningKey key = new SigningKey(by.key(), List.of(by.certificate(), between.certificate()));
        return new PackageSigner(key, DigestAlgorithm.SHA256, cms).sign("p.mf", manifest);
    }

    private static SignatureVerdict verdict(byte[] certificate, Instant time, Authority... trusted) {
        return verdict(MANIFEST, certificate, time, trusted);
    }

    private static SignatureVerdict verdict(byte[] manifest, byte[] certificate, Instant time, Authority... trusted) {
        TrustedCertificates certificates = new TrustedCertificates(
                List.of(trusted).stream().map(Authority::certificate).toList());
        return new SignatureCheck(certificates, time)
                .check("p.mf", Optional.of(new Seal(manifest, Optional.of(certificate))))
                .verdict();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aChainToSomebodyTrustedIsTrusted(boolean cms) {
        assertThat(verdict(signed(signer, cms), NOW, root)).isEqualTo(SignatureVerdict.TRUSTED);
        assertThat(verdict(signed(signer, cms), NOW, signer)).isEqualTo(SignatureVerdict.TRUSTED);
    }

    @Test
    void nobodyTrustedMeansUntrusted() throws Exception {
        assertThat(verdict(signed(signer, false), NOW)).isEqualTo(SignatureVerdict.UNTRUSTED);
        Authority namesake = Authority.root("Root");
        assertThat(verdict(signed(signer, true), NOW, namesake)).isEqualTo(SignatureVerdict.UNTRUSTED);
    }

    /** A signer that is no authority cannot make another. */
    @Test
    void aSignerVouchesForNobody() throws Exception {
        Authority upstart = signer.issue("Upstart", "RSA", false, Duration.ofDays(50));
        SigningKey key = new SigningKey(
                upstart.key(), List.of(upstart.certificate(), signer.certificate(), between.certificate()));
        byte[] certificate = new PackageSigner(key, DigestAlgorithm.SHA256, false).sign("p.mf", MANIFEST);
        assertThat(verdict(certificate, NOW, root)).isEqualTo(SignatureVerdict.UNTRUSTED);
    }

    @Test
    void anExpiredCertificateAnywhereOnTheWayMeansExpired() {
        Instant afterSigner = Authority.BEGIN.plus(Duration.ofDays(201));
        Instant afterIssuer = Authority.BEGIN.plus(Duration.ofDays(101));
        assertThat(verdict(signed(signer, false), afterSigner, root)).isEqualTo(SignatureVerdict.EXPIRED);
        assertThat(verdict(signed(signer, false), afterIssuer, root)).isEqualTo(SignatureVerdict.EXPIRED);
        assertThat(verdict(signed(signer, false), Authority.BEGIN.minusSeconds(1), root))
                .isEqualTo(SignatureVerdict.EXPIRED);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anotherManifestMeansCorrupted(boolean cms) {
        byte[] other = "SHA256(p.ovf)= 01\n".getBytes(StandardCharsets.US_ASCII);
        assertThat(verdict(other, signed(signer, cms), NOW, root)).isEqualTo(SignatureVerdict.CORRUPTED);
    }

    /** The line is true and the CMS block is somebody else's. */
    @Test
    void bothSignaturesMustBeTrue() {
        String line = new String(signed(signer, false), StandardCharsets.US_ASCII);
        String both = new String(signed(signer, true, new byte[] {1}), StandardCharsets.US_ASCII);
        byte[] mixed = (line + both.substring(both.indexOf("-----BEGIN CMS"))).getBytes(StandardCharsets.US_ASCII);
        assertThat(verdict(mixed, NOW, root)).isEqualTo(SignatureVerdict.CORRUPTED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "SHA256(p.mf)= 00",
                "SHA256(p.mf)= 0\n-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
                "-----BEGIN CMS-----\nMAA=\n-----END CMS-----\n",
                "-----BEGIN CMS-----\n****\n-----END CMS-----\n",
            })
    void whatIsNoCertificateFileMeansCorrupted(String text) {
        assertThat(verdict(text.getBytes(StandardCharsets.US_ASCII), NOW, root)).isEqualTo(SignatureVerdict.CORRUPTED);
    }

    @Test
    void theSignatureNamesItsManifest() {
        byte[] certificate = signed(signer, false);
        SignatureReport report = new SignatureCheck(new TrustedCertificates(List.of(root.certificate())), NOW)
                .check("other.mf", Optional.of(new Seal(MANIFEST, Optional.of(certificate))));
        assertThat(report.verdict()).isEqualTo(SignatureVerdict.CORRUPTED);
        assertThat(report.reason()).contains("'p.mf'", "'other.mf'");
    }

    @Test
    void noManifestOrNoCertificateFileMeansUnsigned() {
        SignatureCheck check = new SignatureCheck(new TrustedCertificates(List.of()), NOW);
        assertThat(check.check("p.mf", Optional.empty()).verdict()).isEqualTo(SignatureVerdict.UNSIGNED);
        assertThat(check.check("p.mf", Optional.of(new Seal(MANIFEST, Optional.empty())))
                        .verdict())
                .isEqualTo(SignatureVerdict.UNSIGNED);
    }

    @Test
    void damageNeverEndsInAnException() {
        byte[] whole = signed(signer, true);
        Random random = new Random(7);
        int corrupted = 0;
        for (int round = 0; round < 300; round++) {
            byte[] damaged = whole.clone();
            for (int i = 0; i < 3; i++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(128);
            }
            corrupted += verdict(damaged, NOW, root) == SignatureVerdict.TRUSTED ? 0 : 1;
        }
        assertThat(corrupted).isGreaterThan(250);
    }
}
