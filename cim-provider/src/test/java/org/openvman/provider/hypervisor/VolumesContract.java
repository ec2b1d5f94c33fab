package org.openvman.provider.hypervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.openvman.provider.hypervisor.HypervisorContract.MEBIBYTE;
import static org.openvman.provider.hypervisor.HypervisorContract.assertRefused;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.openvman.provider.hypervisor.HypervisorException.Reason;

/** What {@link Volumes} promises. */
abstract class VolumesContract {
    private final HypervisorContract contract;

    VolumesContract(HypervisorContract contract) {
        this.contract = contract;
    }

    @Test
    void aVolumeIsCreatedFoundAndDeleted() {
        Volume volume = contract.volume("made", 8 * MEBIBYTE);

        assertThat(volume.capacityBytes()).isEqualTo(8 * MEBIBYTE);
        assertThat(volume.format()).isEqualTo(contract.volumeFormat());
        assertThat(contract.volumes().find(volume.id())).hasValueSatisfying(found -> {
            assertThat(found.path()).isEqualTo(volume.path());
            assertThat(found.format()).isEqualTo(contract.volumeFormat());
            assertThat(found.capacityBytes()).isEqualTo(8 * MEBIBYTE);
        });

        contract.volumes().delete(volume.id());
        assertThat(contract.volumes().find(volume.id())).isEmpty();
        assertThatCode(() -> contract.volumes().delete(volume.id())).doesNotThrowAnyException();
    }

    @Test
    void aVolumeIsMadeFromAnother() {
        Volume base = contract.volume("base", 8 * MEBIBYTE);
        VolumeId id = contract.volumeId("copy");

        Volume copy = contract.volumes().createFrom(id, base.id(), 16 * MEBIBYTE);

        assertThat(copy.capacityBytes()).isEqualTo(16 * MEBIBYTE);
        assertThat(contract.volumes().find(id)).isPresent();
    }

    // A clone must not notice what happens to its original.
    @Test
    void aCopyOutlivesItsOriginal() {
        Volume original = contract.volume("original", 8 * MEBIBYTE);
        VolumeId id = contract.volumeId("copied");

        Volume copy = contract.volumes().copy(id, original.id());
        contract.volumes().delete(original.id());

        assertThat(copy.capacityBytes()).isEqualTo(8 * MEBIBYTE);
        assertThat(contract.volumes().find(id)).contains(copy);
        assertRefused(
                Reason.NOT_FOUND,
                original.id().name(),
                () -> contract.volumes().copy(contract.volumeId("late"), original.id()));
        assertRefused(Reason.ALREADY_EXISTS, id.name(), () -> contract.volumes().copy(id, id));
    }

    // Only the answer to the definition may have been lost: who has the disk is looked at, not remembered.
    @Test
    void whatIsNotWantedAnyMoreGoesUnlessASystemHasIt() {
        Volume used = contract.volume("used", 8 * MEBIBYTE);
        Volume unused = contract.volume("unused", 8 * MEBIBYTE);
        assumeTrue(contract.hasDisks(), "no disks here");
        contract.define(contract.configuration("owner").with(contract.disk("vda", used.id(), used.capacityBytes())));

        contract.volumes().deleteSoon(List.of(used.id(), unused.id(), contract.volumeId("never-there")));

        assertThat(contract.volumes().find(used.id())).isPresent();
        assertThat(contract.volumes().find(unused.id())).isEmpty();
    }

    @Test
    void namesInUseAreRefused() {
        Volume there = contract.volume("there", 8 * MEBIBYTE);

        assertRefused(
                Reason.ALREADY_EXISTS,
                there.id().name(),
                () -> contract.volumes().create(there.id(), contract.volumeFormat(), MEBIBYTE));
        assertRefused(
                Reason.ALREADY_EXISTS,
                there.id().name(),
                () -> contract.volumes().createFrom(there.id(), there.id(), 8 * MEBIBYTE));
        assertThat(contract.volumes().find(there.id()).orElseThrow().capacityBytes())
                .isEqualTo(8 * MEBIBYTE);
    }

    @Test
    void unknownPoolsAndBasesAreNamed() {
        assertRefused(
                Reason.NOT_FOUND,
                "no-such-pool",
                () -> contract.volumes().create(new VolumeId("no-such-pool", "x"), contract.volumeFormat(), MEBIBYTE));
        VolumeId copy = contract.volumeId("orphan");
        assertRefused(
                Reason.NOT_FOUND,
                "no-such-base",
                () -> contract.volumes()
                        .createFrom(copy, new VolumeId(contract.storagePool(), "no-such-base"), MEBIBYTE));
        assertThat(contract.volumes().find(copy)).isEmpty();
    }

    @Test
    void contentIsUploaded() throws IOException {
        assumeTrue(contract.uploads(), "no uploads here");
        byte[] content = content();
        VolumeId id = contract.volumeId("uploaded");

        Volume volume =
                contract.volumes().upload(id, VolumeFormat.RAW, content.length, new ByteArrayInputStream(content));

        assertThat(volume.capacityBytes()).isEqualTo(content.length);
        assertThat(volume.format()).isEqualTo(VolumeFormat.RAW);
    }

    @Test
    void contentOfAnotherLengthLeavesNothing() {
        assumeTrue(contract.uploads(), "no uploads here");
        VolumeId shorter = contract.volumeId("short");
        VolumeId longer = contract.volumeId("long");

        assertRefused(Reason.INVALID, shorter.name(), () -> uploadUnchecked(shorter, 4096, new byte[1000]));
        assertRefused(Reason.INVALID, longer.name(), () -> uploadUnchecked(longer, 1000, new byte[4096]));

        assertThat(contract.volumes().find(shorter)).isEmpty();
        assertThat(contract.volumes().find(longer)).isEmpty();
    }

    @Test
    void contentIsDownloadedAsItWasUploaded() throws IOException {
        assumeTrue(contract.uploads(), "no uploads here");
        byte[] content = content();
        VolumeId id = contract.volumeId("back");
        contract.volumes().upload(id, VolumeFormat.RAW, content.length, new ByteArrayInputStream(content));

        assertThat(downloaded(id, VolumeFormat.RAW)).isEqualTo(content);
        assertRefused(
                Reason.NOT_FOUND,
                "no-such-volume",
                () -> contract.volumes()
                        .download(new VolumeId(contract.storagePool(), "no-such-volume"), VolumeFormat.RAW));
    }

    // Whoever gets the content has no base to read the rest from.
    @Test
    void aVolumeThatSharesContentIsDownloadedWhole() throws IOException {
        assumeTrue(contract.uploads(), "no uploads here");
        byte[] content = content();
        VolumeId base = contract.volumeId("shared-base");
        contract.volumes().upload(base, VolumeFormat.RAW, content.length, new ByteArrayInputStream(content));
        VolumeId clone = contract.volumeId("sharing");
        contract.volumes().createFrom(clone, base, content.length);

        // Some hosts make volumes of whole KiB.
        assertThat(downloaded(clone, VolumeFormat.RAW))
                .startsWith(content)
                .hasSizeBetween(content.length, content.length + 1023);
        assertThat(contract.volumes().find(new VolumeId(clone.pool(), clone.name() + ".whole")))
                .isEmpty();
    }

    @Test
    void contentIsDownloadedInTheFormatThatIsAskedFor() throws IOException {
        assumeTrue(contract.uploads(), "no uploads here");
        Volume empty = contract.volume("empty", 8 * MEBIBYTE);

        assertThat(downloaded(empty.id(), VolumeFormat.QCOW2)).startsWith('Q', 'F', 'I', 0xfb);
        assertThat(downloaded(empty.id(), VolumeFormat.RAW)).isEqualTo(new byte[(int) (8 * MEBIBYTE)]);
    }

    @Test
    void anInterruptEndsADownload() throws IOException {
        assumeTrue(contract.uploads(), "no uploads here");
        Volume empty = contract.volume("called-off", 8 * MEBIBYTE);
        try (InputStream content = contract.volumes().download(empty.id(), VolumeFormat.RAW)) {
            assertThat(content.read(new byte[4096])).isPositive();
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> content.read(new byte[4096])).isInstanceOf(InterruptedIOException.class);
        } finally {
            Thread.interrupted();
        }
    }

    private byte[] downloaded(VolumeId id, VolumeFormat format) throws IOException {
        try (InputStream content = contract.volumes().download(id, format)) {
            return content.readAllBytes();
        }
    }

    private static byte[] content() {
        byte[] content = new byte[(int) MEBIBYTE + 512];
        new Random(1).nextBytes(content);
        return content;
    }

    private void uploadUnchecked(VolumeId id, long bytes, byte[] content) {
        try {
            contract.volumes().upload(id, VolumeFormat.RAW, bytes, new ByteArrayInputStream(content));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
