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
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openvman.ovf.model.OvfException;
import org.openvman.ovf.testing.Oracle;

/** Compressed and cut files become whole again, unless they would become more than anybody said. */
class ExpansionTest {
    private static final String DESCRIPTOR = """
            <?xml version="1.0" encoding="UTF-8"?>
            <o:Envelope xmlns:o='http://schemas.dmtf.org/ovf/envelope/1'>
              <o:References>
                <o:File o:id='f' o:href='disk.qcow2' o:size='SIZE'/>
                <o:File o:id="t" o:href="notes.txt"/>
              </o:References>
              <o:DiskSection><o:Info/><o:Disk o:diskId="d" o:fileRef="f" o:capacity="8" o:capacityAllocationUnits="byte * 2^20"/></o:DiskSection>
              <o:VirtualSystem o:id="vm"><o:Info>A system</o:Info></o:VirtualSystem>
            </o:Envelope>
            """;

    @TempDir
    Path folder;

    private Path disk;
    private Path ova;
    private String descriptor;

    @BeforeEach
    void pack() throws Exception {
        Path raw = folder.resolve("disk.raw");
        byte[] content = new byte[8 << 20];
        new Random(3).nextBytes(content);
        Arrays.fill(content, 1 << 20, 6 << 20, (byte) 0);
        Files.write(raw, content);
        disk = folder.resolve("disk.qcow2");
        Oracle.run("qemu-img", "convert", "-O", "qcow2", raw.toString(), disk.toString());
        Files.writeString(folder.resolve("notes.txt"), "notes");
        descriptor = DESCRIPTOR.replace("SIZE", Long.toString(Files.size(disk)));
        ova = folder.resolve("p.ova");
        PackOptions options = new PackOptions(DigestAlgorithm.SHA256, OptionalInt.of(6), OptionalLong.of(1_000_000), 2);
        new PackageWriter(options, Progress.NONE)
                .writeArchive(
                        new PackageContent(
                                "p", descriptor.getBytes(StandardCharsets.UTF_8), FolderSource.of(folder, "p.ovf")),
                        ova);
    }

    private Path expand(Path archive) throws IOException {
        Path target = folder.resolve("expanded");
        try (OvfPackage ovf = OvfPackage.open(archive)) {
            new PackageWriter(DigestAlgorithm.SHA256, Progress.NONE)
                    .writeFolder(Expansion.of(ovf, Progress.NONE), target);
        }
        return target;
    }

    @Test
    void whatWasCompressedAndCutIsAsItWas() throws Exception {
        Path expanded = expand(ova);
        assertThat(expanded.resolve("disk.qcow2")).hasSameBinaryContentAs(disk);
        assertThat(Files.readString(expanded.resolve("p.ovf")).strip()).isEqualTo(descriptor.strip());
        try (Stream<Path> files = Files.list(expanded);
                OvfPackage ovf = OvfPackage.open(expanded)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("p.ovf", "p.mf", "disk.qcow2", "notes.txt");
            assertThat(ovf.verify(Progress.NONE)).isEmpty();
            assertThat(ovf.digests().orElseThrow().entries()).hasSize(3);
        }
    }

    /** What is written with --compress --chunk-size, read by others. */
    @Test
    void othersPutTheChunksTogetherAndReadTheDescriptor() throws Exception {
        Path parts = Files.createDirectories(folder.resolve("parts"));
        Oracle.run("tar", "xf", ova.toString(), "-C", parts.toString());
        Oracle.run("sh", "-c", "cat '" + parts + "'/disk.qcow2.0* | gzip -dc > '" + parts + "/whole.qcow2'");
        Oracle.run("qemu-img", "check", parts.resolve("whole.qcow2").toString());
        Oracle.run("qemu-img", "compare", parts.resolve("whole.qcow2").toString(), disk.toString());
        String text = Oracle.run(
                "xmllint",
                "--xpath",
                "concat(//*[local-name()='File'][1]/@*[local-name()='compression'], ' ',"
                        + " //*[local-name()='File'][1]/@*[local-name()='chunkSize'], ' ',"
                        + " //*[local-name()='File'][1]/@*[local-name()='size'])",
                parts.resolve("p.ovf").toString());
        long stored = 0;
        try (Stream<Path> chunks =
                Files.list(parts).filter(file -> file.toString().contains("qcow2.0"))) {
            for (Path chunk : chunks.toList()) {
                stored += Files.size(chunk);
            }
        }
        assertThat(text.strip()).isEqualTo("gzip 1000000 " + stored);
    }

    /** A few hundred kilobytes that say they are a disk of 8 MiB, and are 200 MiB. */
    @Test
    void aBombIsRefusedAndNothingIsLeft() throws IOException {
        Path bomb = Files.createDirectories(folder.resolve("bomb"));
        try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(bomb.resolve("disk.qcow2")))) {
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 200; i++) {
                out.write(zeros);
            }
        }
        Files.writeString(bomb.resolve("notes.txt"), "notes");
        Files.writeString(bomb.resolve("p.ovf"), DESCRIPTOR.replace("o:size='SIZE'", "o:compression='gzip'"));
        assertThatThrownBy(() -> expand(bomb))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("disk.qcow2")
                .hasMessageContaining("expands to more than");
        assertThat(folder.resolve("expanded")).doesNotExist();
        try (OvfPackage ovf = OvfPackage.open(bomb);
                InputStream in = ovf.open(ovf.descriptor().files().get(0))) {
            assertThatThrownBy(() -> in.skipNBytes(150 << 20)).hasMessageContaining("expands to more than");
        }
    }

    /** Also one of a file that no disk is made from, by the ratio. */
    @Test
    void aFileOfNoDiskExpandsHundredfoldAtMost() throws IOException {
        long most = ExpandedSize.most(
                new DescriptorReader()
                        .read("p.ovf", Descriptors.minimal("a.txt"))
                        .descriptor(),
                new DescriptorReader()
                        .read("p.ovf", Descriptors.minimal("a.txt"))
                        .descriptor()
                        .files()
                        .get(0),
                16 << 20);
        assertThat(most).isEqualTo((1600L << 20) + (100L << 20) + (64L << 20));
    }

    @Test
    void aFileThatIsNotWhatTheManifestSaysIsNotExpanded() throws IOException {
        byte[] bytes = Files.readAllBytes(ova);
        bytes[bytes.length / 2] ^= 1;
        Path lying = Files.write(folder.resolve("lying.ova"), bytes);
        assertThatThrownBy(() -> expand(lying)).isInstanceOf(OvfException.class).hasMessageContaining("disk.qcow2.0");
    }

    /** RFC 1952, 2.2: a file may have several members, and a stream need not know what comes. */
    @Test
    void allMembersAreRead() throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        for (String part : new String[] {"one ", "two"}) {
            try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
                out.write(part.getBytes(StandardCharsets.US_ASCII));
            }
        }
        InputStream silent = new ByteArrayInputStream(compressed.toByteArray()) {
            @Override
            public int available() {
                return 0;
            }
        };
        try (Gunzip in = new Gunzip(silent, 7)) {
            assertThat(in.readAllBytes()).asString(StandardCharsets.US_ASCII).isEqualTo("one two");
        }
    }
}
