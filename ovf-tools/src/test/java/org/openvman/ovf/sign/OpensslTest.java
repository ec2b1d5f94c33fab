package org.openvman.ovf.sign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openvman.ovf.io.DigestAlgorithm;
import org.openvman.ovf.io.Seal;
import org.openvman.ovf.testing.Oracle;

/** openssl verifies what we sign, we verify what openssl signs, and keys come in every form that openssl writes. */
class OpensslTest {
    private static final String PASSWORD = "correct horse";
    private static final byte[] MANIFEST = "SHA256(p.ovf)= 00\n".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    Path folder;

    private Path manifest;

    @BeforeEach
    void writeManifest() throws IOException {
        manifest = Files.write(folder.resolve("p.mf"), MANIFEST);
    }

    private String at(String name) {
        return folder.resolve(name).toString();
    }

    private void makeKey(String kind) throws Exception {
        if (kind.equals("EC")) {
            Oracle.run("openssl", "ecparam", "-name", "prime256v1", "-genkey", "-out", at("key.pem"));
        } else {
            Oracle.run("openssl", "genrsa", "-out", at("key.pem"), "2048");
        }
        Oracle.run(
                "openssl",
                "req",
                "-x509",
                "-new",
                "-key",
                at("key.pem"),
                "-subj",
                "/CN=Openssl",
                "-days",
                "30",
                "-out",
                at("cert.pem"));
    }

    private SigningKey key(String file) throws IOException {
        return SigningKey.read(
                folder.resolve(file), List.of(folder.resolve("cert.pem")), any -> Optional.of(PASSWORD.toCharArray()));
    }

    private SignatureVerdict verdict(byte[] certificate) throws IOException {
        return new SignatureCheck(TrustedCertificates.read(List.of(folder.resolve("cert.pem"))), Instant.now())
                .check("p.mf", Optional.of(new Seal(MANIFEST, Optional.of(certificate))))
                .verdict();
    }

    @ParameterizedTest
    @CsvSource({"RSA,SHA1", "RSA,SHA256", "RSA,SHA512", "EC,SHA256"})
    void opensslVerifiesBothSignatures(String kind, DigestAlgorithm digest) throws Exception {
        makeKey(kind);
        byte[] file = new PackageSigner(key("key.pem"), digest, true).sign("p.mf", MANIFEST);
        assertThat(verdict(file)).isEqualTo(SignatureVerdict.TRUSTED);

        String text = new String(file, StandardCharsets.US_ASCII);
        String hex = text.substring(text.indexOf("= ") + 2, text.indexOf('\n'));
        Files.write(folder.resolve("signature"), HexFormat.of().parseHex(hex));
        Oracle.run("openssl", "x509", "-in", at("cert.pem"), "-pubkey", "-noout", "-out", at("public.pem"));
        assertThat(Oracle.run(
                        "openssl",
                        "dgst",
                        "-" + digest.name().toLowerCase(Locale.ROOT),
                        "-verify",
                        at("public.pem"),
                        "-signature",
                        at("signature"),
                        manifest.toString()))
                .contains("Verified OK");
        Files.writeString(folder.resolve("cms.pem"), text.substring(text.indexOf("-----BEGIN CMS")));
        Oracle.run(
                "openssl",
                "cms",
                "-verify",
                "-binary",
                "-inform",
                "PEM",
                "-in",
                at("cms.pem"),
                "-content",
                manifest.toString(),
                "-CAfile",
                at("cert.pem"),
                "-purpose",
                "any",
                "-out",
                at("verified"));
    }

    @ParameterizedTest
    @EnumSource(DigestAlgorithm.class)
    void whatOpensslSignsIsTrusted(DigestAlgorithm digest) throws Exception {
        makeKey("RSA");
        String option = "-" + digest.name().toLowerCase(Locale.ROOT);
        Oracle.run("openssl", "dgst", option, "-sign", at("key.pem"), "-out", at("signature"), manifest.toString());
        Oracle.run(
                "openssl",
                "cms",
                "-sign",
                "-binary",
                "-in",
                manifest.toString(),
                "-signer",
                at("cert.pem"),
                "-inkey",
                at("key.pem"),
                "-outform",
                "PEM",
                "-out",
                at("cms.pem"));
        String line =
                digest + "(p.mf)= " + HexFormat.of().formatHex(Files.readAllBytes(folder.resolve("signature"))) + "\n";
        String file = line + Files.readString(folder.resolve("cert.pem"));
        assertThat(verdict(file.getBytes(StandardCharsets.US_ASCII))).isEqualTo(SignatureVerdict.TRUSTED);
        String both = file + Files.readString(folder.resolve("cms.pem"));
        assertThat(verdict(both.getBytes(StandardCharsets.US_ASCII))).isEqualTo(SignatureVerdict.TRUSTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "EC"})
    void keysAreReadInEveryForm(String kind) throws Exception {
        makeKey(kind);
        String tool = kind.equals("EC") ? "ec" : "rsa";
        String secret = "pass:" + PASSWORD;
        Oracle.run("openssl", "pkcs8", "-topk8", "-nocrypt", "-in", at("key.pem"), "-out", at("pkcs8.pem"));
        Oracle.run("openssl", "pkcs8", "-topk8", "-in", at("key.pem"), "-passout", secret, "-out", at("encrypted.pem"));
        String[] traditional = kind.equals("EC")
                ? new String[] {"openssl", tool, "-in", at("key.pem"), "-out", at("traditional.pem")}
                : new String[] {"openssl", tool, "-traditional", "-in", at("key.pem"), "-out", at("traditional.pem")};
        Oracle.run(traditional);
        Oracle.run(
                "openssl", tool, "-aes256", "-in", at("key.pem"), "-passout", secret, "-out", at("old-encrypted.pem"));
        Oracle.run(
                "openssl",
                "pkcs12",
                "-export",
                "-inkey",
                at("key.pem"),
                "-in",
                at("cert.pem"),
                "-passout",
                secret,
                "-out",
                at("key.p12"));
        for (String form :
                List.of("key.pem", "pkcs8.pem", "encrypted.pem", "traditional.pem", "old-encrypted.pem", "key.p12")) {
            assertThat(key(form).subject()).as(form).isEqualTo("CN=Openssl");
        }
    }

    @Test
    void aWrongPasswordIsSaidAndNotRepeated() throws Exception {
        makeKey("RSA");
        Oracle.run(
                "openssl",
                "pkcs8",
                "-topk8",
                "-in",
                at("key.pem"),
                "-passout",
                "pass:" + PASSWORD,
                "-out",
                at("encrypted.pem"));
        Oracle.run(
                "openssl",
                "pkcs12",
                "-export",
                "-inkey",
                at("key.pem"),
                "-in",
                at("cert.pem"),
                "-passout",
                "pass:" + PASSWORD,
                "-out",
                at("key.p12"));
        for (String form : List.of("encrypted.pem", "key.p12")) {
            assertThatThrownBy(() -> SigningKey.read(
                            folder.resolve(form),
                            List.of(folder.resolve("cert.pem")),
                            any -> Optional.of("wrong horse".toCharArray())))
                    .isInstanceOf(SigningException.class)
                    .hasMessageContaining("the password is wrong")
                    .message()
                    .doesNotContain("horse");
            assertThatThrownBy(() -> SigningKey.read(folder.resolve(form), List.of(), any -> Optional.empty()))
                    .hasMessageContaining("OVF_KEY_PASSWORD");
        }
    }

    @Test
    void aKeyWithoutItsCertificateIsRefused() throws Exception {
        makeKey("RSA");
        Oracle.run("openssl", "genrsa", "-out", at("other.pem"), "2048");
        assertThatThrownBy(() -> key("other.pem")).hasMessageContaining("no certificate for this key");
        assertThatThrownBy(() -> key("cert.pem")).hasMessageContaining("no private key");
        assertThatThrownBy(() -> key("p.mf")).hasMessageContaining("neither PEM nor PKCS#12");
    }
}
