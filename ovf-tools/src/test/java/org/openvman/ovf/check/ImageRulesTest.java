package org.openvman.ovf.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openvman.ovf.io.Progress;
import org.openvman.ovf.testing.Images;
import org.openvman.ovf.testing.Oracle;

/** Images that qemu-img wrote are good; damaged ones are found, wherever they lie. */
class ImageRulesTest {
    private static final int MEBIBYTE = 1 << 20;

    @TempDir
    Path folder;

    private Path vmdk;
    private Path qcow2;

    @BeforeEach
    void images() throws IOException, InterruptedException {
        Path raw = folder.resolve("disk.raw");
        byte[] content = new byte[3 * MEBIBYTE];
        new Random(5).nextBytes(content);
        Files.write(raw, content);
        vmdk = folder.resolve("disk.vmdk");
        qcow2 = folder.resolve("disk.qcow2");
        Oracle.run(
                "qemu-img",
                "convert",
                "-f",
                "raw",
                "-O",
                "vmdk",
                "-o",
                "subformat=streamOptimized",
                raw + "",
                vmdk + "");
        Oracle.run("qemu-img", "convert", "-f", "raw", "-O", "qcow2", raw + "", qcow2 + "");
        Files.delete(raw);
    }

    private List<String> findings(String file, String attributes, String format, long capacity) throws IOException {
        Path descriptor = Files.writeString(
                folder.resolve("p.ovf"),
                "<Envelope xmlns='http://schemas.dmtf.org/ovf/envelope/1' xmlns:ovf='http://schemas.dmtf.org/ovf/envelope/1'>"
                        + "<References><File ovf:id='f' ovf:href='" + file + "' " + attributes + "/></References>"
                        + "<DiskSection><Info/><Disk ovf:diskId='d' ovf:fileRef='f' ovf:format='" + format
                        + "' ovf:capacity='" + capacity + "'/></DiskSection>"
                        + "<VirtualSystem ovf:id='vm'><Info/><VirtualHardwareSection><Info/></VirtualHardwareSection>"
                        + "</VirtualSystem></Envelope>");
        return new PackageCheck(CheckOptions.DEFAULT, Progress.NONE)
                .check(descriptor).stream()
                        .map(finding ->
                                finding.severity() + " " + finding.rule().id())
                        .toList();
    }

    private List<String> vmdkFindings() throws IOException {
        return findings("disk.vmdk", "", "x/vmdk.html#streamOptimized", 3 * MEBIBYTE);
    }

    @Test
    void whatQemuImgWritesIsGood() throws IOException {
        assertThat(vmdkFindings()).isEmpty();
        assertThat(findings("disk.qcow2", "", "x/qcow-image-format.html", 3 * MEBIBYTE))
                .isEmpty();
    }

    @Test
    void chunkedAndCompressedImagesAreLookedAtToo() throws IOException {
        byte[] bytes = Files.readAllBytes(vmdk);
        for (int chunk = 0; chunk * MEBIBYTE < bytes.length; chunk++) {
            Files.write(
                    folder.resolve(String.format("parts.vmdk.%09d", chunk)),
                    Arrays.copyOfRange(bytes, chunk * MEBIBYTE, Math.min(bytes.length, (chunk + 1) * MEBIBYTE)));
        }
        String chunked = "ovf:chunkSize='" + MEBIBYTE + "' ovf:size='" + bytes.length + "'";
        String format = "x/vmdk.html#streamOptimized";
        assertThat(findings("parts.vmdk", chunked, format, 3 * MEBIBYTE)).isEmpty();
        assertThat(findings("parts.vmdk", chunked, format, MEBIBYTE)).containsExactly("error image-capacity");
        Files.delete(folder.resolve("parts.vmdk.000000001"));
        assertThat(findings("parts.vmdk", chunked, format, 3 * MEBIBYTE)).containsExactly("error file-missing");

        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(zipped)) {
            gzip.write(Files.readAllBytes(qcow2));
        }
        Files.write(folder.resolve("disk.gz"), zipped.toByteArray());
        assertThat(findings("disk.gz", "ovf:compression='gzip'", "x/qcow-image-format.html", 3 * MEBIBYTE))
                .isEmpty();
        assertThat(findings("disk.gz", "ovf:compression='gzip'", format, 3 * MEBIBYTE))
                .containsExactly("error image-format");
        assertThat(findings("disk.qcow2", "ovf:compression='gzip'", "x/qcow-image-format.html", 3 * MEBIBYTE))
                .containsExactly("error compression");
    }

    // "SHA digest of vmdk does not match" though it does: the stream was cut or badly ended.
    @Test
    void aStreamWithoutItsEndIsDamaged() throws IOException {
        byte[] whole = Images.streamOptimized(3 * MEBIBYTE);
        Files.write(vmdk, whole);
        assertThat(vmdkFindings()).isEmpty();
        Files.write(vmdk, Arrays.copyOf(whole, whole.length - 512));
        assertThat(vmdkFindings()).containsExactly("error image-damaged");
        byte[] otherEnd = whole.clone();
        otherEnd[whole.length - 512] = 1;
        Files.write(vmdk, otherEnd);
        assertThat(vmdkFindings()).containsExactly("error image-damaged");
    }

    @Test
    void anImageThatWentThroughTextModeIsDamaged() throws IOException {
        try (RandomAccessFile image = new RandomAccessFile(vmdk.toFile(), "rw")) {
            image.seek(75);
            image.write('\n');
        }
        assertThat(vmdkFindings()).containsExactly("error image-damaged");
    }

    @Test
    void aTruncatedQcow2IsDamaged() throws IOException {
        try (RandomAccessFile image = new RandomAccessFile(qcow2.toFile(), "rw")) {
            image.setLength(1024);
        }
        assertThat(findings("disk.qcow2", "", "x/qcow-image-format.html", 3 * MEBIBYTE))
                .contains("error image-damaged")
                .doesNotContain("error image-format");
    }

    @Test
    void capacityFormatKindAndBackingAreCompared() throws IOException, InterruptedException {
        assertThat(findings("disk.qcow2", "", "x/qcow-image-format.html", 4 * MEBIBYTE))
                .containsExactly("warning image-capacity");
        assertThat(findings("disk.vmdk", "", "x/qcow-image-format.html", 3 * MEBIBYTE))
                .containsExactly("error image-format");
        Path overlay = folder.resolve("overlay.qcow2");
        Oracle.run("qemu-img", "create", "-q", "-f", "qcow2", "-b", qcow2 + "", "-F", "qcow2", overlay + "");
        assertThat(findings("overlay.qcow2", "", "x/qcow-image-format.html", 3 * MEBIBYTE))
                .containsExactly("error image-backing");
        Path sparse = folder.resolve("sparse.vmdk");
        Oracle.run("qemu-img", "convert", "-f", "qcow2", "-O", "vmdk", qcow2 + "", sparse + "");
        assertThat(findings("sparse.vmdk", "", "x/vmdk.html#streamOptimized", 3 * MEBIBYTE))
                .containsExactly("warning image-kind");
    }
}
