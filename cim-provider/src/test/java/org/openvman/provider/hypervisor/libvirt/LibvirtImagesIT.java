package org.openvman.provider.hypervisor.libvirt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openvman.provider.hypervisor.HypervisorException;
import org.openvman.provider.hypervisor.HypervisorException.Reason;
import org.openvman.provider.hypervisor.Volume;
import org.openvman.provider.hypervisor.VolumeFormat;
import org.openvman.provider.hypervisor.VolumeId;
import org.openvman.provider.hypervisor.Volumes;

/** Disk images as packages bring them, on a real storage pool. */
class LibvirtImagesIT {
    private static final long MEBIBYTE = 1024 * 1024;
    private static final VolumeId IMAGE = new VolumeId("default", "images-it.img");
    private static final VolumeId COPY = new VolumeId("default", "images-it-copy.qcow2");

    @TempDir
    Path directory;

    private LibvirtHypervisor hypervisor;
    private Volumes volumes;

    @BeforeEach
    void connect() {
        LibvirtUri uri = QemuSetting.uriOrSkip(LibvirtImagesIT.class);
        hypervisor = LibvirtHypervisor.open(uri.hostId(), uri, LibvirtOptions.DEFAULTS, Clock.systemUTC());
        volumes = hypervisor.volumes().orElseThrow();
    }

    @AfterEach
    void removeWhatWasMade() {
        if (hypervisor != null) {
            volumes.delete(COPY);
            volumes.delete(IMAGE);
            hypervisor.close();
        }
    }

    @Test
    void aQcow2KeepsItsFormatAndItsCapacityIsTheGuests() throws Exception {
        Volume volume = upload(VolumeFormat.QCOW2, image("qcow2"));

        assertThat(volume.format()).isEqualTo(VolumeFormat.QCOW2);
        assertThat(volume.capacityBytes()).isEqualTo(8 * MEBIBYTE);
    }

    @Test
    void aDiskMadeFromAVmdkIsAQcow2OfItsOwn() throws Exception {
        upload(VolumeFormat.VMDK, image("vmdk"));

        Volume copy = volumes.createFrom(COPY, IMAGE, 12 * MEBIBYTE);

        assertThat(copy.format()).isEqualTo(VolumeFormat.QCOW2);
        assertThat(volumes.find(COPY).orElseThrow().capacityBytes()).isEqualTo(12 * MEBIBYTE);
        volumes.delete(IMAGE);
        assertThat(volumes.find(COPY)).isPresent();
    }

    @Test
    void contentThatIsNotWhatItWasDeclaredLeavesNothing() throws Exception {
        Path qcow2 = image("qcow2");

        assertThatExceptionOfType(HypervisorException.class)
                .isThrownBy(() -> upload(VolumeFormat.VMDK, qcow2))
                .withMessageContaining("qcow2")
                .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(Reason.INVALID));

        assertThat(volumes.find(IMAGE)).isEmpty();
    }

    // Files come into a pool behind libvirt's back, by scp for example.
    @Test
    void aFileThatSomeoneElsePutThereIsFound() throws Exception {
        Volume there = upload(VolumeFormat.QCOW2, image("qcow2"));
        Path folder = Path.of(there.path()).getParent();
        assumeTrue(Files.isDirectory(folder), "the pool is not on this machine");

        Files.copy(image("vmdk"), folder.resolve(COPY.name()));

        assertThat(volumes.find(COPY).orElseThrow().format()).isEqualTo(VolumeFormat.VMDK);
    }

    private Volume upload(VolumeFormat format, Path file) throws IOException {
        try (InputStream content = Files.newInputStream(file)) {
            return volumes.upload(IMAGE, format, Files.size(file), content);
        }
    }

    private Path image(String format) throws IOException, InterruptedException {
        Path file = directory.resolve("image." + format);
        Process process = new ProcessBuilder(List.of("qemu-img", "create", "-q", "-f", format, file.toString(), "8M"))
                .inheritIO()
                .start();
        assertThat(process.waitFor()).isZero();
        return file;
    }
}
