package org.openvman.provider.hypervisor.libvirt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openvman.provider.hypervisor.Disk;
import org.openvman.provider.hypervisor.Figure;
import org.openvman.provider.hypervisor.Hypervisor;
import org.openvman.provider.hypervisor.HypervisorContract;
import org.openvman.provider.hypervisor.HypervisorException;
import org.openvman.provider.hypervisor.HypervisorException.Reason;
import org.openvman.provider.hypervisor.PowerAction;
import org.openvman.provider.hypervisor.Scope;
import org.openvman.provider.hypervisor.SystemConfiguration;
import org.openvman.provider.hypervisor.SystemId;
import org.openvman.provider.hypervisor.SystemSample;
import org.openvman.provider.hypervisor.VolumeFormat;
import org.openvman.provider.hypervisor.VolumeId;
import org.openvman.provider.hypervisor.Volumes;

/**
 * The contract on real containers: a busybox in a folder each, whose init listens to signals.
 *
 * <p>{@link LxcSetting} says where.
 */
class LibvirtLxcIT extends HypervisorContract {
    @TempDir
    static Path roots;

    private static LibvirtUri uri;

    @BeforeAll
    static void needsContainers() {
        uri = LxcSetting.uriOrSkip(LibvirtLxcIT.class);
    }

    @Override
    protected Hypervisor open() {
        return LibvirtHypervisor.open(uri.hostId(), uri, LibvirtOptions.DEFAULTS, Clock.systemUTC());
    }

    @Override
    protected String storagePool() {
        return "default";
    }

    @Override
    protected SystemConfiguration configuration(String name) {
        return super.configuration(name).with(LxcSetting.root(roots.resolve(name)));
    }

    // The init of the test's containers ends when it is asked to, and the kernel keeps their memory below the limit.
    @Override
    protected boolean obeysWithoutGuest() {
        return true;
    }

    // The driver has no virDomainSetVcpusFlags, no virDomainRename, no virConnectGetAllDomainStats; what it attaches
    // while a container runs is adapters and devices of the host, not folders.
    @Override
    protected boolean addsProcessorsLive() {
        return false;
    }

    @Override
    protected boolean removesProcessorsLive() {
        return false;
    }

    @Override
    protected boolean renames() {
        return false;
    }

    @Override
    protected boolean measuresEverything() {
        return false;
    }

    @Override
    protected boolean hasDisks() {
        return false;
    }

    @Override
    protected boolean changesDevicesLive() {
        return false;
    }

    @Override
    protected boolean poolsShareOneStore() {
        return true;
    }

    @Override
    protected Duration patience() {
        return Duration.ofSeconds(30);
    }

    @Override
    protected void awaitGuest(SystemId id) {
        Path ready =
                roots.resolve(system(id).name().substring("contract-".length())).resolve("ready");
        await().atMost(patience()).until(() -> Files.exists(ready));
        // libvirt 9 sometimes misses the event that tells the number of a container's init; then it can signal nothing
        // there.
        while (!LxcSetting.isInitKnown(uri, system(id).name())) {
            hypervisor().power(id, PowerAction.POWER_OFF);
            hypervisor().power(id, PowerAction.START);
        }
    }

    // One by one, for there is no bulk call: what the kernel counts for the container's group.
    @Test
    void aContainerTellsWhatItUses() {
        SystemId id = define(configuration("measured"));
        hypervisor().power(id, PowerAction.START);
        awaitGuest(id);

        SystemSample first = sample(id);
        assertThat(first.system().get(Figure.PROCESSORS)).hasValue(1);
        assertThat(first.system().get(Figure.MEMORY)).hasValue(64 * MEBIBYTE);
        assertThat(first.system().get(Figure.MEMORY_RESIDENT).orElseThrow()).isBetween(1L, 64 * MEBIBYTE);
        assertThat(first.adapter(0).orElseThrow().values())
                .containsKeys(Figure.RECEIVED_BYTES, Figure.TRANSMITTED_PACKETS);
        // Its init starts a process each second.
        await().atMost(patience())
                .untilAsserted(() -> assertThat(
                                sample(id).system().get(Figure.CPU_TIME).orElseThrow())
                        .isGreaterThan(first.system().get(Figure.CPU_TIME).orElseThrow()));
    }

    private SystemSample sample(SystemId id) {
        return hypervisor().measurements().orElseThrow().sample().system(id).orElseThrow();
    }

    // A container has no disks, but other folders of the host where it wants to see them.
    @Test
    void foldersComeAndGoInTheRecord() throws IOException {
        SystemId id = define(configuration("folders"));
        Disk root = system(id).recorded().disks().get(0);
        Disk data = LxcSetting.folder("/data", Files.createDirectories(roots.resolve("data")));
        Disk other = LxcSetting.folder("/data", Files.createDirectories(roots.resolve("other")))
                .withReadOnly(true);

        hypervisor().addDevice(id, data, Scope.RECORDED);
        assertThat(system(id).recorded().disks()).containsExactly(root, data);

        hypervisor().modifyDevice(id, other, Scope.RECORDED);
        assertThat(system(id).recorded().disks()).containsExactly(root, other);
        hypervisor().power(id, PowerAction.START);
        assertThat(system(id).active().orElseThrow().disks()).containsExactly(root, other);

        hypervisor().removeDevice(id, "/data", Scope.RECORDED);
        assertThat(system(id).recorded().disks()).containsExactly(root);
    }

    @Test
    void disksAndImagesAreRefusedWithWhatIsNeeded() {
        SystemId id = define(configuration("imageless"));
        Volumes volumes = hypervisor().volumes().orElseThrow();
        VolumeId image = new VolumeId(storagePool(), "lxc-image.img");
        Disk disk =
                new Disk("vda", Disk.Type.DISK, Disk.Bus.VIRTIO, Optional.of(image), VolumeFormat.RAW, MEBIBYTE, false);
        volumes.create(image, VolumeFormat.RAW, MEBIBYTE);
        try {
            assertUnsupported("vda", () -> hypervisor().addDevice(id, disk, Scope.RECORDED));
            Disk mounted = LxcSetting.folder("/data", roots).withSource(Optional.of(image));
            assertUnsupported("folder", () -> hypervisor().addDevice(id, mounted, Scope.RECORDED));
        } finally {
            volumes.delete(image);
        }
    }

    // libvirt would start the host's own init over the host's own files.
    @Test
    void aContainerWithoutARootIsNotStarted() {
        SystemId id = define(super.configuration("rootless"));

        assertThatExceptionOfType(HypervisorException.class)
                .isThrownBy(() -> hypervisor().power(id, PowerAction.START))
                .withMessageContaining("contract-rootless")
                .withMessageContaining("root file system")
                .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(Reason.INVALID_STATE));
    }

    private static void assertUnsupported(String named, ThrowingCallable change) {
        assertThatExceptionOfType(HypervisorException.class)
                .isThrownBy(change)
                .withMessageContaining(named)
                .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(Reason.UNSUPPORTED));
    }
}
