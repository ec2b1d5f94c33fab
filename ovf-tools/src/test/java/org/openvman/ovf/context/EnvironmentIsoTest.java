package org.openvman.ovf.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openvman.ovf.testing.Oracle;

class EnvironmentIsoTest {
    private static final byte[] ENVIRONMENT = "<Environment/>".getBytes(StandardCharsets.UTF_8);
    private static final byte[] SCRIPT = "#!/bin/sh\necho up\n".getBytes(StandardCharsets.UTF_8);
    private static final byte[] CONTENT = new byte[300_000];

    @TempDir
    Path folder;

    private Path iso;

    @BeforeEach
    void writeImage() throws IOException {
        new Random(7).nextBytes(CONTENT);
        iso = folder.resolve("env.iso");
        new EnvironmentIso(ENVIRONMENT)
                .withFile("setup.sh", SCRIPT.length, () -> new ByteArrayInputStream(SCRIPT))
                .withFile("Schema and Data.sql", CONTENT.length, () -> new ByteArrayInputStream(CONTENT))
                .withFile("conf/deep/instance.profile", SCRIPT.length, () -> new ByteArrayInputStream(SCRIPT))
                .withFile("empty", 0, () -> new ByteArrayInputStream(new byte[0]))
                .write(iso);
    }

    @Test
    void ourReaderFindsEveryFileByItsFullName() throws IOException {
        assertThat(IsoReader.readAll(iso).keySet())
                .containsExactly(
                        "ovf-env.xml",
                        "ovffiles/Schema and Data.sql",
                        "ovffiles/conf/deep/instance.profile",
                        "ovffiles/empty",
                        "ovffiles/setup.sh");
        assertThat(IsoReader.read(iso, "ovf-env.xml")).isEqualTo(ENVIRONMENT);
        assertThat(IsoReader.read(iso, "ovffiles/Schema and Data.sql")).isEqualTo(CONTENT);
        assertThatThrownBy(() -> IsoReader.read(iso, "nothing")).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void isoinfoReadsRockRidgeJolietAndTheLabel() throws Exception {
        assertThat(Oracle.run("isoinfo", "-d", "-i", iso.toString()))
                .contains("Volume id: OVF ENV", "Rock Ridge", "Joliet");
        assertThat(Oracle.run("isoinfo", "-R", "-f", "-i", iso.toString()).lines())
                .contains("/ovf-env.xml", "/ovffiles/setup.sh", "/ovffiles/Schema and Data.sql");
        // isoinfo shows version numbers, which systems hide
        assertThat(Oracle.run("isoinfo", "-J", "-f", "-i", iso.toString())
                        .replace(";1", "")
                        .lines())
                .contains("/ovf-env.xml", "/ovffiles/setup.sh", "/ovffiles/conf/deep/instance.profile");
        assertThat(Oracle.run("isoinfo", "-R", "-i", iso.toString(), "-x", "/ovffiles/setup.sh"))
                .isEqualTo("#!/bin/sh\necho up\n");
    }

    @Test
    void xorrisoExtractsTheSameBytes() throws Exception {
        Path out = folder.resolve("out");
        Oracle.run("xorriso", "-osirrox", "on", "-indev", iso.toString(), "-extract", "/", out.toString());
        assertThat(Files.readAllBytes(out.resolve("ovffiles/Schema and Data.sql")))
                .isEqualTo(CONTENT);
        assertThat(Files.readAllBytes(out.resolve("ovf-env.xml"))).isEqualTo(ENVIRONMENT);
    }

    /** Images that other tools make, with and without Joliet. */
    @Test
    void readsWhatGenisoimageWrites() throws Exception {
        Path tree = Files.createDirectories(folder.resolve("tree/ovffiles")).getParent();
        Files.write(tree.resolve("ovf-env.xml"), ENVIRONMENT);
        Files.write(tree.resolve("ovffiles/setup.sh"), SCRIPT);
        Path other = folder.resolve("other.iso");
        Oracle.run("genisoimage", "-quiet", "-J", "-r", "-o", other.toString(), tree.toString());
        assertThat(IsoReader.read(other, "ovffiles/setup.sh")).isEqualTo(SCRIPT);
        Oracle.run("genisoimage", "-quiet", "-o", other.toString(), tree.toString());
        assertThat(IsoReader.readAll(other)).containsKey("OVFFILES/SETUP.SH");
    }

    /** Any damage ends in an IOException or in some content, never in another exception and never in a hang. */
    @Test
    void damagedImagesEndInAnIoException() throws IOException {
        byte[] good = Files.readAllBytes(iso);
        Random random = new Random(42);
        Path damaged = folder.resolve("damaged.iso");
        for (int round = 0; round < 300; round++) {
            byte[] bad = good.clone();
            for (int i = 0; i < 8; i++) {
                bad[16 * 2048 + random.nextInt(30 * 2048)] = (byte) random.nextInt(256);
            }
            Files.write(damaged, random.nextBoolean() ? bad : Arrays.copyOf(bad, random.nextInt(bad.length)));
            try {
                IsoReader.readAll(damaged);
            } catch (IOException expected) {
                assertThat(expected).hasMessageNotContaining("null");
            }
        }
    }

    @Test
    void namesThatLeaveTheImageAreRefusedAndNothingIsLeftBehind() throws IOException {
        assertThatThrownBy(() -> new EnvironmentIso(ENVIRONMENT)
                        .withFile("../x", 0, () -> new ByteArrayInputStream(new byte[0])))
                .hasMessageContaining("../x'");
        Path failing = folder.resolve("failing.iso");
        assertThatThrownBy(() -> new EnvironmentIso(ENVIRONMENT)
                        .withFile("gone", 5, () -> {
                            throw new NoSuchFileException("gone");
                        })
                        .write(failing))
                .isInstanceOf(IOException.class);
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).containsExactly(iso);
        }
    }
}
