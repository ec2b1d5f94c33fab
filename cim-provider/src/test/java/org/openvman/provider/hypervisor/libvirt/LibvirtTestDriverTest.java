package org.openvman.provider.hypervisor.libvirt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openvman.provider.hypervisor.Disk;
import org.openvman.provider.hypervisor.Hypervisor;
import org.openvman.provider.hypervisor.HypervisorContract;
import org.openvman.provider.hypervisor.HypervisorException;
import org.openvman.provider.hypervisor.HypervisorException.Reason;
import org.openvman.provider.hypervisor.Volume;
import org.openvman.provider.hypervisor.VolumeFormat;
import org.openvman.provider.hypervisor.VolumeId;
import org.openvman.provider.hypervisor.Volumes;

/** The contract on libvirt's own test driver, which needs the library and nothing else. */
class LibvirtTestDriverTest extends HypervisorContract {
    @BeforeAll
    static void needsLibvirt() {
        TestDriverSetting.needsLibvirt(LibvirtTestDriverTest.class);
    }

    @Override
    protected Hypervisor open() {
        return TestDriverSetting.open();
    }

    @Override
    protected String storagePool() {
        return "default-pool";
    }

    @Override
    protected boolean obeysWithoutGuest() {
        return true;
    }

    // The driver has no virDomainAttachDevice and no virStorageVolUpload.
    @Override
    protected boolean changesDevicesLive() {
        return false;
    }

    // Its serial ports are on no terminal.
    @Override
    protected boolean hasConsoles() {
        return false;
    }

    @Override
    protected boolean uploads() {
        return false;
    }

    // The driver's bulk call tells states only.
    @Override
    protected boolean measuresSystems() {
        return false;
    }

    // A qcow2 shown to a guest as raw is data loss waiting for the guest's first write.
    @Test
    void aDiskThatMistakesItsVolumesFormatIsRefused() {
        VolumeId id = new VolumeId(storagePool(), "mistaken.qcow2");
        Volumes volumes = hypervisor().volumes().orElseThrow();
        Volume volume = volumes.create(id, VolumeFormat.QCOW2, MEBIBYTE);
        Disk mistaken = new Disk(
                "vda",
                Disk.Type.DISK,
                Disk.Bus.VIRTIO,
                Optional.of(id),
                VolumeFormat.RAW,
                volume.capacityBytes(),
                false);

        assertThatExceptionOfType(HypervisorException.class)
                .isThrownBy(() -> define(configuration("mistaken").with(mistaken)))
                .withMessageContaining("mistaken.qcow2")
                .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(Reason.INVALID));
        volumes.delete(id);
    }

    // There is nothing to wait for when libvirt has no driver of that name.
    @Test
    void aUriWithoutDriverIsRefused() {
        LibvirtUri nowhere = new LibvirtUri("nosuchdriver:///system");

        assertThatExceptionOfType(HypervisorException.class)
                .isThrownBy(() ->
                        LibvirtHypervisor.open(nowhere.hostId(), nowhere, LibvirtOptions.DEFAULTS, Clock.systemUTC()))
                .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(Reason.INVALID));
    }

    @Test
    void everyConnectionIsClosedAndOpenedAgain() {
        for (int i = 0; i < 20; i++) {
            try (Hypervisor again = open()) {
                assertThat(again.inventory().systems()).isNotEmpty();
            }
        }
    }
}
