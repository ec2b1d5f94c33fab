package org.openvman.ovf.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openvman.ovf.model.FileReference;
import org.openvman.ovf.model.OvfException;
import org.openvman.ovf.testing.Oracle;

/** Compressed, cut, sealed: what goes into a package, and what the descriptor says of it. */
class PackTransformTest {
    private static final String DESCRIPTOR = """
            <?xml version="1.0" encoding="UTF-8"?>
            <!-- size="1" ovf:id="f" <File> -->
            <o:Envelope xmlns:o='http://schemas.dmtf.org/ovf/envelope/1'>
              <o:References>
                <o:File o:id='f' o:href='disk.img'
                    o:size = '17' note="o:size='3'"/>
                <o:File o:id="t" o:href="notes.txt"/>
              </o:References>
              <o:DiskSection><o:Info>Ä</o:Info><o:Disk o:diskId="d" o:fileRef="f" o:capacity="9"/></o:DiskSection>
              <o:VirtualSystem o:id="vm"><o:Info>A system</o:Info></o:VirtualSystem>
            </o:Envelope>
            """;

    @TempDir
    Path folder;

    private Path target;
    private byte[] disk;

    @BeforeEach
    void writeFiles() throws IOException {
        disk = new byte[3 * (1 << 19) + 12_345];
        Random random = new Random(1);
        for (int i = 0; i < disk.length; i++) {
            disk[i] = (byte) (random.nextInt(4) * (i >> 16 & 1));
        }
        Files.write(folder.resolve("disk.img"), disk);
        Files.writeString(folder.resolve("notes.txt"), "notes");
        target = folder.resolve("out.ova");
    }

    private PackageContent content() {
        return new PackageContent("p", DESCRIPTOR.getBytes(StandardCharsets.UTF_8), FolderSource.of(folder, "p.ovf"));
    }

    private void pack(PackOptions options) throws IOException {
        new PackageWriter(options, Progress.NONE).writeArchive(content(), target);
    }

    private static PackOptions options(OptionalInt level, OptionalLong chunk) {
        return new PackOptions(DigestAlgorithm.SHA256, level, chunk, 3);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 6, 9})
    void disksAreCompressedAndTheDescriptorSaysSo(int level) throws Exception {
        pack(options(OptionalInt.of(level), OptionalLong.empty()));
        try (OvfPackage ovf = OvfPackage.open(target)) {
            assertThat(ovf.source().names()).containsExactly("p.ovf", "p.mf", "disk.img", "notes.txt");
            FileReference file = ovf.descriptor().files().get(0);
            assertThat(file.compression()).isEqualTo("gzip");
            assertThat(file.size()).isEqualTo(ovf.source().size("disk.img"));
            assertThat(ovf.descriptor().files().get(1).compression()).isEmpty();
            assertThat(ovf.verify(Progress.NONE)).isEmpty();
            try (InputStream in = new GZIPInputStream(ovf.source().open("disk.img"))) {
                assertThat(in.readAllBytes()).isEqualTo(disk);
            }
            String expected = DESCRIPTOR
                    .replace("o:size = '17'", "o:size = '" + file.size().getAsLong() + "'")
                    .replace("o:size='3'\"", "o:size='3'\" o:compression=\"gzip\"");
            assertThat(new String(ovf.document().bytes(), StandardCharsets.UTF_8).strip())
                    .isEqualTo(expected.strip());
        }
        Oracle.run(
                "tar",
                "xf",
                target.toString(),
                "-C",
                folder.toString(),
                "--transform",
                "s/disk.img/disk.gz/",
                "disk.img");
        Oracle.run("gzip", "-t", folder.resolve("disk.gz").toString());
    }

    @Test
    void largerFilesAreCutIntoChunksThatTheManifestLists() throws IOException {
        pack(options(OptionalInt.empty(), OptionalLong.of(500_000)));
        try (OvfPackage ovf = OvfPackage.open(target)) {
            assertThat(ovf.source().names())
                    .containsExactly(
                            "p.ovf",
                            "p.mf",
                            "disk.img.000000000",
                            "disk.img.000000001",
                            "disk.img.000000002",
                            "disk.img.000000003",
                            "notes.txt");
            assertThat(ovf.descriptor().files().get(0).chunkSize()).hasValue(500_000);
            assertThat(ovf.descriptor().files().get(0).size()).hasValue(disk.length);
            assertThat(ovf.verify(Progress.NONE)).isEmpty();
            assertThat(ovf.digests().orElseThrow().entries()).hasSize(6);
            assertThat(joined(ovf, 4)).isEqualTo(disk);
        }
    }

    /** How many chunks there will be is not known before, so the manifest comes last. */
    @Test
    void compressedFilesAreCutToo() throws IOException {
        pack(options(OptionalInt.of(6), OptionalLong.of(50_000)));
        try (OvfPackage ovf = OvfPackage.open(target)) {
            List<String> names = ovf.source().names();
            assertThat(names).startsWith("p.ovf", "disk.img.000000000").endsWith("notes.txt", "p.mf");
            assertThat(ovf.verify(Progress.NONE)).isEmpty();
            byte[] joined = joined(ovf, names.size() - 3);
            assertThat(ovf.descriptor().files().get(0).size()).hasValue(joined.length);
            assertThat(new GZIPInputStream(new ByteArrayInputStream(joined)).readAllBytes())
                    .isEqualTo(disk);
        }
    }

    private static byte[] joined(OvfPackage ovf, int chunks) throws IOException {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (int i = 0; i < chunks; i++) {
            try (InputStream in = ovf.source().open(PackageContent.chunkName("disk.img", i))) {
                in.transferTo(joined);
            }
        }
        return joined.toByteArray();
    }

    /** A file that is cut is packed again as it is. */
    @Test
    void aFolderWithChunksBecomesTheSameArchive() throws IOException {
        pack(options(OptionalInt.empty(), OptionalLong.of(500_000)));
        Path unpacked = folder.resolve("unpacked");
        Path again = folder.resolve("again.ova");
        try (OvfPackage ovf = OvfPackage.open(target)) {
            new PackageWriter(DigestAlgorithm.SHA256, Progress.NONE).writeFolder(PackageContent.of(ovf), unpacked);
        }
        try (OvfPackage ovf = OvfPackage.open(unpacked)) {
            new PackageWriter(DigestAlgorithm.SHA256, Progress.NONE).writeArchive(PackageContent.of(ovf), again);
        }
        assertThat(again).hasSameBinaryContentAs(target);
    }

    /** A signature is over the bytes of the manifest: they are taken along as they are, or not at all. */
    @Test
    void aSealIsKeptToTheByteUntilAFileChanges() throws IOException {
        pack(new PackOptions(DigestAlgorithm.SHA1));
        byte[] certificate = "signature".getBytes(StandardCharsets.US_ASCII);
        Path signed = folder.resolve("signed.ova");
        byte[] spaced;
        try (OvfPackage ovf = OvfPackage.open(target)) {
            spaced = new String(ovf.seal().orElseThrow().manifest(), StandardCharsets.UTF_8)
                    .replace("(", " (")
                    .getBytes(StandardCharsets.UTF_8);
            PackageContent sealed = PackageContent.of(ovf).sealed(new Seal(spaced, Optional.of(certificate)));
            new PackageWriter(DigestAlgorithm.SHA1, Progress.NONE).writeArchive(sealed, signed);
        }
        try (OvfPackage ovf = OvfPackage.open(signed)) {
            assertThat(ovf.source().names()).containsExactly("p.ovf", "p.mf", "p.cert", "disk.img", "notes.txt");
            assertThat(ovf.seal().orElseThrow().manifest()).isEqualTo(spaced);
            assertThat(ovf.seal().orElseThrow().certificate()).hasValue(certificate);
            new PackageWriter(DigestAlgorithm.SHA256, Progress.NONE).writeArchive(PackageContent.of(ovf), target);
        }
        try (OvfPackage ovf = OvfPackage.open(target)) {
            assertThat(ovf.seal().orElseThrow().certificate()).isEmpty();
            assertThat(ovf.verify(Progress.NONE)).isEmpty();
        }
    }

    @Test
    void aFileThatIsNotWhatTheManifestSaysIsNotUnpackedAndNothingIsLeft() throws IOException {
        pack(new PackOptions(DigestAlgorithm.SHA256));
        byte[] bytes = Files.readAllBytes(target);
        bytes[bytes.length - 10_000 - 700_000] ^= 1;
        Path lying = Files.write(Files.createDirectory(folder.resolve("lying")).resolve("p.ova"), bytes);
        try (OvfPackage ovf = OvfPackage.open(lying)) {
            PackageContent content = PackageContent.of(ovf);
            PackageWriter writer = new PackageWriter(DigestAlgorithm.SHA256, Progress.NONE);
            assertThatThrownBy(() -> writer.writeFolder(content, lying.resolveSibling("p")))
                    .isInstanceOf(OvfException.class)
                    .hasMessageContaining("'disk.img' is not what the package's manifest says");
        }
        try (var left = Files.list(lying.getParent())) {
            assertThat(left).containsExactly(lying);
        }
    }

    /** Zeros take no room, neither in an archive nor in a folder, and are zeros when they are read. */
    @Test
    void zerosBecomeHoles() throws Exception {
        byte[] sparse = new byte[40 << 20];
        sparse[0] = 1;
        sparse[(20 << 20) + 5] = 2;
        Files.write(folder.resolve("disk.img"), sparse);
        pack(new PackOptions(DigestAlgorithm.SHA256));
        Path unpacked = folder.resolve("unpacked");
        try (OvfPackage ovf = OvfPackage.open(target)) {
            new PackageWriter(DigestAlgorithm.SHA256, Progress.NONE).writeFolder(PackageContent.of(ovf), unpacked);
        }
        assertThat(unpacked.resolve("disk.img")).hasBinaryContent(sparse);
        String kibibytes = Oracle.run("du", "-k", target.toString()).split("\\s")[0];
        assertThat(Integer.parseInt(kibibytes)).isLessThan(4096);
        Oracle.run("tar", "xOf", target.toString(), "p.mf");
    }
}
