package org.openvman.ovf.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DigestManifestTest {
    private static final String HEX = "a9993e364706816aba3e25717850c26c9cd0d89d";

    @Test
    void writesExactlyWhatTheStandardSays() {
        byte[] digest = DigestAlgorithm.SHA1.newDigest().digest("abc".getBytes(StandardCharsets.US_ASCII));
        DigestManifest manifest =
                new DigestManifest(List.of(DigestManifest.entry(DigestAlgorithm.SHA1, "a b.vmdk", digest)), List.of());
        assertThat(new String(manifest.write(), StandardCharsets.UTF_8)).isEqualTo("SHA1(a b.vmdk)= " + HEX + "\n");
        assertThat(DigestManifest.read(manifest.write()).entries().get(0).standardSpelling())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SHA1 (f.vmdk) = " + HEX,
                "SHA1(f.vmdk)=" + HEX,
                "sha1(f.vmdk)= " + HEX,
                "SHA1(f.vmdk)= " + HEX + "  ",
                "SHA-1(f.vmdk)= " + HEX + "\r",
            })
    void readsOtherSpellingsAndTellsThem(String line) {
        DigestManifest.Entry entry = DigestManifest.read((line + "\n").getBytes(StandardCharsets.UTF_8))
                .entries()
                .get(0);
        assertThat(entry.name()).isEqualTo("f.vmdk");
        assertThat(entry.hex()).isEqualTo(HEX);
        assertThat(entry.standardSpelling()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"SHA1(f)= 00", "MD5(f)= " + HEX, "SHA256(f)= " + HEX, "hello", "SHA1 f = " + HEX})
    void aLineThatIsNoDigestIsKeptWithItsNumber(String line) {
        DigestManifest manifest = DigestManifest.read(("\n" + line + "\n").getBytes(StandardCharsets.UTF_8));
        assertThat(manifest.entries()).isEmpty();
        assertThat(manifest.unreadable()).containsExactly(new DigestManifest.UnreadableLine(2, line));
    }
}
