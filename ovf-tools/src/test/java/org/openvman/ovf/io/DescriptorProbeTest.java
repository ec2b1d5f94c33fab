package org.openvman.ovf.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openvman.ovf.model.OvfException;

class DescriptorProbeTest {
    @TempDir
    Path folder;

    // Issue 4, point 5: nothing behind the descriptor is read; HttpFilesTest counts it.
    @Test
    void anArchiveThatIsCutBehindItsDescriptorIsProbedStill() throws IOException {
        Path ova = folder.resolve("cut.ova");
        byte[] descriptor = Descriptors.minimal("disk.img");
        try (UstarWriter tar =
                new UstarWriter(Files.newByteChannel(ova, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))) {
            tar.write("x.ovf", descriptor);
            tar.startFile("disk.img", 8 << 20);
        }
        assertThat(DescriptorProbe.read(ova.toString()).bytes()).isEqualTo(descriptor);
        assertThatThrownBy(() -> OvfPackage.open(ova)).hasMessageContaining("truncated");
    }

    @Test
    void whatIsNoArchiveOrHasNoDescriptorIsRefused() throws IOException {
        Path ova = folder.resolve("x.ova");
        Files.write(ova, new byte[] {1, 2, 3});
        assertThatThrownBy(() -> DescriptorProbe.read(ova.toString())).isInstanceOf(OvfException.class);
        Files.write(ova, new byte[10240]);
        assertThatThrownBy(() -> DescriptorProbe.read(ova.toString()))
                .isInstanceOf(OvfException.class)
                .hasMessageContaining("no .ovf file");
    }
}
