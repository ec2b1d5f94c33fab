package org.openvman.ovf.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openvman.ovf.model.OvfException;

class DescriptorProbeTest {
    @TempDir
    Path folder;

    /** Counts what is taken from the archive. */
    private static final class Counting extends FilterInputStream {
        private long count;

        Counting(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int octet = super.read();
            count += octet < 0 ? 0 : 1;
            return octet;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = super.read(bytes, offset, length);
            count += Math.max(0, read);
            return read;
        }
    }

    // Issue 4, point 5: at most 1 MiB of an OVA whose descriptor comes first.
    @Test
    void nothingBehindTheDescriptorIsRead() throws IOException {
        Files.write(folder.resolve("disk.img"), new byte[8 << 20]);
        Path ova = folder.resolve("x.ova");
        byte[] descriptor = Descriptors.minimal("disk.img");
        Files.write(folder.resolve("x.ovf"), descriptor);
        try (OvfPackage lying = OvfPackage.open(folder.resolve("x.ovf"))) {
            new PackageWriter(DigestAlgorithm.SHA256, Progress.NONE).writeArchive(PackageContent.of(lying), ova);
        }
        try (Counting in = new Counting(Files.newInputStream(ova))) {
            OvfDocument document = DescriptorProbe.read("x.ova", in);
            assertThat(document.bytes()).isEqualTo(descriptor);
            assertThat(document.file()).isEqualTo("x.ova!x.ovf");
            assertThat(in.count).isLessThan(64 << 10);
        }
    }

    @Test
    void whatIsNoArchiveOrHasNoDescriptorIsRefused() {
        assertThatThrownBy(() -> DescriptorProbe.read("x.ova", new ByteArrayInputStream(new byte[] {1, 2, 3})))
                .isInstanceOf(OvfException.class);
        assertThatThrownBy(() -> DescriptorProbe.read("x.ova", new ByteArrayInputStream(new byte[10240])))
                .isInstanceOf(OvfException.class)
                .hasMessageContaining("no .ovf file");
    }
}
