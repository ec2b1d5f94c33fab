package org.openvman.ovf.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openvman.ovf.testing.Authority;
import org.openvman.ovf.testing.Images;

/** The exit codes that {@code docs/ovf-cli.md} promises, from a package to a verdict. */
class SignAndVerifyTest {
    @TempDir
    Path folder;

    private Path ova;
    private Path trust;
    private Authority root;
    private String out = "";
    private String err = "";

    @BeforeEach
    void makePackage() throws Exception {
        Path shop = folder.resolve("shop");
        ova = folder.resolve("shop.ova");
        assertThat(ovf("new", shop)).isZero();
        Files.write(shop.resolve("guest.qcow2"), Images.qcow2(1 << 20));
        assertThat(ovf("pack", shop.resolve("service.yaml"), "-o", ova)).isZero();
        root = Authority.root("Root");
        trust = Files.writeString(
                folder.resolve("root.pem"),
                pem("CERTIFICATE", root.certificate().getEncoded()));
    }

    private static String pem(String label, byte[] content) {
        return "-----BEGIN " + label + "-----\n" + Base64.getMimeEncoder().encodeToString(content) + "\n-----END "
                + label + "-----\n";
    }

    private Path key(Duration valid) throws Exception {
        Authority signer = root.issue("Signer", "RSA", false, valid);
        return Files.writeString(
                folder.resolve("key.pem"),
                pem("PRIVATE KEY", signer.key().getEncoded())
                        + pem("CERTIFICATE", signer.certificate().getEncoded()));
    }

    @Test
    void fourAnswersHaveFourExitCodes() throws Exception {
        assertThat(ovf("verify", ova)).isEqualTo(10);
        assertThat(out).contains("the package is not signed", ova + ": unsigned");
        assertThat(ovf("verify", ova, "--digests-only")).isZero();

        assertThat(ovf("sign", ova, "--key", key(Duration.ofDays(3000)), "--cms"))
                .as(err)
                .isZero();
        assertThat(ovf("verify", ova, "--trust", trust)).as(out).isZero();
        assertThat(ovf("verify", ova)).isEqualTo(13);
        assertThat(ovf("check", ova)).as(out).isZero();

        byte[] bytes = Files.readAllBytes(ova);
        int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("QFI\u00FB") + 5;
        bytes[at] ^= 1;
        Path damaged = Files.write(folder.resolve("damaged.ova"), bytes);
        assertThat(ovf("verify", damaged, "--trust", trust)).isEqualTo(12);
        assertThat(out).contains("damaged.ova!guest.qcow2: its SHA256 digest is ", "damaged.ova: corrupted");

        assertThat(ovf("sign", ova, "--key", key(Duration.ofDays(1)))).as(err).isZero();
        assertThat(ovf("verify", ova, "--trust", trust, "--json")).isEqualTo(11);
        JsonNode json = new ObjectMapper().readTree(out);
        assertThat(json.get("verdict").asText()).isEqualTo("expired");
        assertThat(json.get("signer").asText()).isEqualTo("CN=Signer");
        assertThat(json.get("problems")).isEmpty();
    }

    @Test
    void aSignatureSurvivesUnpackingAndPackingAndIsDroppedAloud() throws Exception {
        Path key = key(Duration.ofDays(3000));
        Path unpacked = folder.resolve("unpacked");
        assertThat(ovf("unpack", ova, "-o", unpacked)).as(err).isZero();
        assertThat(ovf("sign", unpacked, "--key", key)).as(err).isZero();
        assertThat(ovf("pack", unpacked, "-o", ova)).as(err).isZero();
        assertThat(ovf("verify", ova, "--trust", trust)).as(out).isZero();

        assertThat(ovf("pack", unpacked, "-o", ova, "--digest", "sha512")).isZero();
        assertThat(err).contains("not signed any more");
        assertThat(ovf("verify", ova, "--trust", trust)).isEqualTo(10);
    }

    @Test
    void whatIsSignedMustBeTrueAndComplete() throws Exception {
        Path key = key(Duration.ofDays(3000));
        Path unpacked = folder.resolve("unpacked");
        assertThat(ovf("unpack", ova, "-o", unpacked)).isZero();
        Path manifest = unpacked.resolve("shop.mf");
        String text = Files.readString(manifest);
        Files.writeString(manifest, text.substring(text.indexOf('\n') + 1));
        assertThat(ovf("verify", unpacked, "--digests-only")).isEqualTo(12);
        assertThat(out).contains("shop.ovf: the manifest does not list it");
        assertThat(ovf("sign", unpacked, "--key", key)).isEqualTo(1);
        assertThat(err).contains("does not list exactly the descriptor and its files");
        Files.writeString(manifest, text);
        Files.write(unpacked.resolve("guest.qcow2"), new byte[] {1});
        assertThat(ovf("sign", unpacked, "--key", key)).isEqualTo(12);
        assertThat(unpacked.resolve("shop.cert")).doesNotExist();
        assertThat(ovf("pack", unpacked, "-o", ova)).isEqualTo(2);
        assertThat(ovf("pack", unpacked, "-o", ova, "--new-manifest")).as(err).isZero();
        assertThat(ovf("verify", ova, "--digests-only")).isZero();
    }

    @Test
    void progressForProgramsIsALineOfJsonAndEndsWithEverything() throws IOException {
        assertThat(ovf("unpack", ova, "-o", folder.resolve("u"), "--progress", "json"))
                .isZero();
        JsonNode last =
                new ObjectMapper().readTree(err.lines().reduce((a, b) -> b).orElseThrow());
        assertThat(last.get("what").asText()).isEqualTo("unpacking");
        assertThat(last.get("end").asBoolean()).isTrue();
        assertThat(last.get("done").asLong())
                .isPositive()
                .isEqualTo(last.get("total").asLong());
    }

    @Test
    void wrongUsageIsSaid() throws Exception {
        assertThat(ovf("sign", ova)).isEqualTo(64);
        assertThat(ovf("pack", ova, "--chunk-size", "many")).isEqualTo(64);
        assertThat(ovf("pack", ova, "--compress", "--level", "12")).isEqualTo(64);
        assertThat(ovf("sign", ova, "--key", ova)).isEqualTo(1);
        assertThat(err).contains("shop.ova: ");
    }

    private int ovf(Object... arguments) {
        StringWriter printed = new StringWriter();
        StringWriter errors = new StringWriter();
        int exitCode = Ovf.run(
                new PrintWriter(printed),
                new PrintWriter(errors),
                Stream.of(arguments).map(String::valueOf).toArray(String[]::new));
        out = printed.toString();
        err = errors.toString();
        return exitCode;
    }
}
