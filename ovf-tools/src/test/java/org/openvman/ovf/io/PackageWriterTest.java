package org.openvman.ovf.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openvman.ovf.model.FileReference;
import org.openvman.ovf.testing.Oracle;

class PackageWriterTest {
    private static final String LONG_NAME = "a".repeat(90) + "/" + "b".repeat(90) + ".txt";

    @TempDir
    Path folder;

    private Path target;
    private byte[] disk;

    @BeforeEach
    void writeFiles() throws IOException {
        Path source = Files.createDirectories(folder.resolve("source"));
        disk = new byte[3_000_001];
        new Random(1).nextBytes(disk);
        Files.write(source.resolve("disk 1.img"), disk);
        Files.createDirectories(source.resolve("a".repeat(90)));
        Files.writeString(source.resolve(LONG_NAME), "long");
        target = folder.resolve("out/pkg.ova");
    }

    private PackageContent content(String... files) {
        return new PackageContent(
                "pkg", Descriptors.minimal(files), FolderSource.of(folder.resolve("source"), "pkg.ovf"));
    }

    @ParameterizedTest
    @EnumSource(DigestAlgorithm.class)
    void anArchiveHoldsDescriptorManifestAndFilesInOrderAndItsDigestsAreTrue(DigestAlgorithm algorithm)
            throws IOException {
        AtomicLong progress = new AtomicLong();
        PackageContent content = content("disk 1.img", LONG_NAME);
        new PackageWriter(algorithm, progress::addAndGet).writeArchive(content, target);

        assertThat(progress).hasValue(content.totalBytes());
        assertThat(Files.size(target) % 10_240).isZero();
        try (OvfPackage ovf = OvfPackage.open(target)) {
            assertThat(ovf.source().names()).containsExactly("pkg.ovf", "pkg.mf", "disk 1.img", LONG_NAME);
            assertThat(ovf.digests().orElseThrow().entries())
                    .extracting(DigestManifest.Entry::algorithm)
                    .containsOnly(algorithm)
                    .hasSize(3);
            assertThat(ovf.verify(Progress.NONE)).isEmpty();
            try (InputStream in = ovf.open(ovf.descriptor().files().get(0))) {
                assertThat(in.readAllBytes()).isEqualTo(disk);
            }
        }
    }

    // As the disks of a hypervisor: how long they are shows when they have been read.
    @Test
    void filesOfUnknownLengthArePackedInOnePass() throws Exception {
        Map<String, SuppliedFiles.Supply> files = new LinkedHashMap<>();
        files.put("one.img", () -> Channels.newChannel(new ByteArrayInputStream(disk)));
        files.put("empty.img", () -> Channels.newChannel(InputStream.nullInputStream()));
        PackageContent content =
                new PackageContent("pkg", Descriptors.minimal("one.img", "empty.img"), new SuppliedFiles("pkg", files));

        new PackageWriter(DigestAlgorithm.SHA256, Progress.NONE).writeArchive(content, target);

        try (OvfPackage ovf = OvfPackage.open(target)) {
            assertThat(ovf.source().names()).containsExactly("pkg.ovf", "pkg.mf", "one.img", "empty.img");
            assertThat(ovf.descriptor().files())
                    .extracting(FileReference::size)
                    .containsExactly(OptionalLong.of(disk.length), OptionalLong.of(0));
            assertThat(ovf.verify(Progress.NONE)).isEmpty();
        }
        Path out = Files.createDirectories(folder.resolve("supplied"));
        Oracle.run("tar", "xf", target.toString(), "-C", out.toString());
        assertThat(Files.readAllBytes(out.resolve("one.img"))).isEqualTo(disk);
        files.remove("one.img");
        assertThatThrownBy(() -> new PackageWriter(DigestAlgorithm.SHA256, Progress.NONE)
                        .writeArchive(
                                new PackageContent(
                                        "pkg", Descriptors.minimal("one.img"), new SuppliedFiles("pkg", files)),
                                folder.resolve("out/other.ova")))
                .isInstanceOf(NoSuchFileException.class);
        assertThat(folder.resolve("out/other.ova")).doesNotExist();
    }

    @Test
    void gnuTarAndOpensslAgree() throws Exception {
        new PackageWriter(DigestAlgorithm.SHA256, Progress.NONE).writeArchive(content("disk 1.img", LONG_NAME), target);

        assertThat(Oracle.run("tar", "tf", target.toString()).lines())
                .containsExactly("pkg.ovf", "pkg.mf", "disk 1.img", LONG_NAME);
        Path out = Files.createDirectories(folder.resolve("extracted"));
        Oracle.run("tar", "xf", target.toString(), "-C", out.toString());
        assertThat(Files.readAllBytes(out.resolve("disk 1.img"))).isEqualTo(disk);
        // openssl prints what the standard writes, but for its own name of the algorithm
        String printed = Oracle.run(
                "openssl", "dgst", "-sha256", out.resolve("disk 1.img").toString());
        String hex = printed.substring(printed.indexOf("= ") + 2).strip();
        assertThat(Files.readString(out.resolve("pkg.mf"))).contains("SHA256(disk 1.img)= " + hex + "\n");
    }

    @Test
    void aFolderHoldsTheSameAndIsNotWrittenOverAnother() throws IOException {
        Path out = folder.resolve("folder");
        PackageWriter writer = new PackageWriter(DigestAlgorithm.SHA256, Progress.NONE);
        writer.writeFolder(content("disk 1.img"), out);
        try (OvfPackage ovf = OvfPackage.open(out)) {
            assertThat(ovf.source().names()).containsExactly("disk 1.img", "pkg.mf", "pkg.ovf");
            assertThat(ovf.verify(Progress.NONE)).isEmpty();
        }
        assertThatThrownBy(() -> writer.writeFolder(content("disk 1.img"), out))
                .isInstanceOf(FileAlreadyExistsException.class);
    }

    @Test
    void aMissingFileLeavesNothingBehindAndAnOldArchiveAsItWas() throws IOException {
        Files.createDirectories(target.getParent());
        Files.writeString(target, "old");
        assertThatThrownBy(() -> new PackageWriter(DigestAlgorithm.SHA256, Progress.NONE)
                        .writeArchive(content("disk 1.img", "gone.img"), target))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("gone.img");
        assertThat(target).hasContent("old");
        try (Stream<Path> left = Files.list(target.getParent())) {
            assertThat(left).containsExactly(target);
        }
    }

    /** The header of an entry that ustar's octal digits cannot hold; the content is a hole. */
    @Test
    void nineGibibytesAreWrittenInBase256AndReadBack() throws Exception {
        Path large = folder.resolve("large.tar");
        long size = 9L << 30;
        try (var channel = Files.newByteChannel(large, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            UstarWriter tar = new UstarWriter(channel);
            tar.write("pkg.ovf", Descriptors.minimal("hole.img"));
            tar.startFile("hole.img", size);
            ByteBuffer zeros = ByteBuffer.allocate(1 << 24);
            for (long written = 0; written < size; written += zeros.capacity()) {
                tar.write(zeros.clear());
            }
            tar.endFile();
            tar.finish();
        }
        try (OvaArchive archive = OvaArchive.open(large)) {
            assertThat(archive.size("hole.img")).hasValue(size);
        }
        assertThat(Oracle.run("tar", "tvf", large.toString())).contains(Long.toString(size));
    }

    @Test
    void namesAreEscapedInReferencesAndPlainInTheArchive() {
        assertThat(Hrefs.encode("disk 1%ü.img")).isEqualTo("disk%201%25%C3%BC.img");
        assertThat(Hrefs.decode("disk%201%25%C3%BC.img")).isEqualTo("disk 1%ü.img");
        assertThat(Hrefs.decode("100%.img")).isEqualTo("100%.img");
        assertThat(Hrefs.decode("%ff.img")).isEqualTo("%ff.img");
        assertThat(new String(Descriptors.minimal("disk 1.img"), StandardCharsets.UTF_8))
                .contains("disk%201.img");
    }
}
