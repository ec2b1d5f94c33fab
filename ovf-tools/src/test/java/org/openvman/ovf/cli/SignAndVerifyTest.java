package org.openvman.ovf.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openvman.ovf.cli.OvfRun.ovf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
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

    @BeforeEach
    void makePackage() throws Exception {
        Path shop = folder.resolve("shop");
        ova = folder.resolve("shop.ova");
        ovf("new", shop).ends(ExitCode.OK);
        Files.write(shop.resolve("guest.qcow2"), Images.qcow2(1 << 20));
        ovf("pack", shop.resolve("service.yaml"), "-o", ova).ends(ExitCode.OK);
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
        assertThat(ovf("verify", ova).ends(10).out()).contains("the package is not signed", ova + ": unsigned");
        ovf("verify", ova, "--digests-only").ends(ExitCode.OK);

        ovf("sign", ova, "--key", key(Duration.ofDays(3000)), "--cms").ends(ExitCode.OK);
        ovf("verify", ova, "--trust", trust).ends(ExitCode.OK);
        ovf("verify", ova).ends(13);
        ovf("check", ova).ends(ExitCode.OK);

        byte[] bytes = Files.readAllBytes(ova);
        int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("QFI\u00FB") + 5;
        bytes[at] ^= 1;
        Path damaged = Files.write(folder.resolve("damaged.ova"), bytes);
        assertThat(ovf("verify", damaged, "--trust", trust).ends(12).out())
                .contains("damaged.ova!guest.qcow2: its SHA256 digest is ", "damaged.ova: corrupted");

        ovf("sign", ova, "--key", key(Duration.ofDays(1))).ends(ExitCode.OK);
        JsonNode json = ovf("verify", ova, "--trust", trust, "--json").ends(11).json();
        assertThat(json.get("verdict").asText()).isEqualTo("expired");
        assertThat(json.get("signer").asText()).isEqualTo("CN=Signer");
        assertThat(json.get("problems")).isEmpty();
    }

    @Test
    void aSignatureSurvivesUnpackingAndPackingAndIsDroppedAloud() throws Exception {
        Path key = key(Duration.ofDays(3000));
        Path unpacked = folder.resolve("unpacked");
        ovf("unpack", ova, "-o", unpacked).ends(ExitCode.OK);
        ovf("sign", unpacked, "--key", key).ends(ExitCode.OK);
        ovf("pack", unpacked, "-o", ova).ends(ExitCode.OK);
        ovf("verify", ova, "--trust", trust).ends(ExitCode.OK);

        assertThat(ovf("pack", unpacked, "-o", ova, "--digest", "sha512")
                        .ends(ExitCode.OK)
                        .err())
                .contains("not signed any more");
        ovf("verify", ova, "--trust", trust).ends(10);
    }

    @Test
    void whatIsSignedMustBeTrueAndComplete() throws Exception {
        Path key = key(Duration.ofDays(3000));
        Path unpacked = folder.resolve("unpacked");
        ovf("unpack", ova, "-o", unpacked).ends(ExitCode.OK);
        Path manifest = unpacked.resolve("shop.mf");
        String text = Files.readString(manifest);
        Files.writeString(manifest, text.substring(text.indexOf('\n') + 1));
        assertThat(ovf("verify", unpacked, "--digests-only").ends(12).out())
                .contains("shop.ovf: the manifest does not list it");
        assertThat(ovf("sign", unpacked, "--key", key).ends(1).err())
                .contains("does not list exactly the descriptor and its files");
        Files.writeString(manifest, text);
        Files.write(unpacked.resolve("guest.qcow2"), new byte[] {1});
        ovf("sign", unpacked, "--key", key).ends(12);
        assertThat(unpacked.resolve("shop.cert")).doesNotExist();
        ovf("pack", unpacked, "-o", ova).ends(2);
        ovf("pack", unpacked, "-o", ova, "--new-manifest").ends(ExitCode.OK);
        ovf("verify", ova, "--digests-only").ends(ExitCode.OK);
    }

    @Test
    void progressForProgramsIsALineOfJsonAndEndsWithEverything() throws IOException {
        OvfRun ran = ovf("unpack", ova, "-o", folder.resolve("u"), "--progress", "json")
                .ends(ExitCode.OK);
        JsonNode last = new ObjectMapper()
                .readTree(ran.err().lines().reduce((a, b) -> b).orElseThrow());
        assertThat(last.get("what").asText()).isEqualTo("unpacking");
        assertThat(last.get("end").asBoolean()).isTrue();
        assertThat(last.get("done").asLong())
                .isPositive()
                .isEqualTo(last.get("total").asLong());
    }

    @Test
    void wrongUsageIsSaid() throws Exception {
        ovf("sign", ova).ends(64);
        ovf("pack", ova, "--chunk-size", "many").ends(64);
        ovf("pack", ova, "--compress", "--level", "12").ends(64);
        assertThat(ovf("sign", ova, "--key", ova).ends(1).err()).contains("shop.ova: ");
    }
}
