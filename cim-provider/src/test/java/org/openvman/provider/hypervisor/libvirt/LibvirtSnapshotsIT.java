package org.openvman.provider.hypervisor.libvirt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openvman.provider.hypervisor.Hypervisor;
import org.openvman.provider.hypervisor.HypervisorException;
import org.openvman.provider.hypervisor.Snapshot;
import org.openvman.provider.hypervisor.Snapshots;
import org.openvman.provider.hypervisor.SystemId;
import org.openvman.provider.profile.ProviderUnderTest;
import org.openvman.schema.cim.CimPath;

/** What is in the images when the disks of a running QEMU are kept, and when libvirtd is killed meanwhile. */
class LibvirtSnapshotsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String NAME = "faults-kept";
    private static final int ENABLED = 2;

    /** remote_protocol.x */
    private static final int DOMAIN_SNAPSHOT_CREATE_XML = 185;

    @TempDir
    Path directory;

    private LabDaemon daemon;
    private SocketRelay relay;
    private Hypervisor hypervisor;
    private ProviderUnderTest provider;
    private List<String> images;
    private SystemId system;
    private CimPath path;

    @BeforeEach
    void start() throws IOException {
        daemon = LabDaemon.ofSettingOrSkip(LibvirtSnapshotsIT.class);
        images = daemon.images();
        Path here = directory.resolve("libvirt-sock");
        relay = new SocketRelay(here, daemon.socket());
        relay.restore();
        LibvirtUri uri = new LibvirtUri("qemu+unix:///system?socket=" + here);
        hypervisor = LibvirtHypervisor.open(uri.hostId(), uri, LibvirtOptions.DEFAULTS, Clock.systemUTC());
        provider = new ProviderUnderTest(hypervisor);
        SystemRequests requests = new SystemRequests(provider);
        path = requests.define(NAME);
        system = new SystemId(UUID.fromString(path.keyText("Name").orElseThrow()));
        requests.changeState(path, ENABLED);
    }

    @AfterEach
    void leaveNothing() throws IOException {
        if (provider == null) {
            return;
        }
        daemon.restart();
        if (relay.isFrozen()) {
            relay.close();
            relay.restore();
        }
        await().atMost(PATIENCE).ignoreExceptions().until(() -> {
            new SystemRequests(provider).destroy(path);
            return true;
        });
        provider.close();
        relay.close();
        assertThat(daemon.images()).isEqualTo(images);
    }

    @Test
    void theDiskHasWhatItHadWhenItWasKept() {
        write("0x11");
        String resource = hostResource();
        snapshots().create(system, "kept", "", Snapshot.Kind.DISK);
        write("0x22");
        assertThat(daemon.images()).hasSize(images.size() + 1);

        snapshots().apply(system, "kept");

        assertThat(verified("0x11")).contains("read 512/512 bytes");
        assertThat(hostResource()).isEqualTo(resource);
        assertThat(daemon.images()).hasSize(images.size() + 1);
        snapshots().destroy(system, "kept");
        assertThat(kept()).doesNotContain("kept");
        assertThat(verified("0x11")).contains("read 512/512 bytes");
    }

    // QEMU has taken it and libvirt was never told: nobody could ever apply or destroy it.
    @Test
    void aSnapshotThatNobodyKnowsOfIsRemoved() throws IOException {
        relay.loseRequest(DOMAIN_SNAPSHOT_CREATE_XML);
        fail(relay::isFrozen);

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(kept()).doesNotContain("kept"));
        assertThat(daemon.virsh("snapshot-list", NAME, "--name")).isBlank();
    }

    @Test
    void aSnapshotWhoseAnswerWasLostIsWhole() throws IOException {
        relay.loseAnswerTo(DOMAIN_SNAPSHOT_CREATE_XML);
        fail(() -> daemon.virsh("snapshot-list", NAME, "--name").contains("kept"));

        assertThat(provider.associators(path, "CIM_SnapshotOfVirtualSystem", "CIM_VirtualSystemSettingData"))
                .hasSize(1);
        assertThat(kept()).contains("kept");
        snapshots().apply(system, "kept");
        snapshots().destroy(system, "kept");
        assertThat(kept()).doesNotContain("kept");
    }

    private void fail(Callable<Boolean> reached) throws IOException {
        CompletableFuture<Throwable> failure = CompletableFuture.supplyAsync(() -> {
            try {
                snapshots().create(system, "kept", "", Snapshot.Kind.DISK);
                return new AssertionError("taken");
            } catch (HypervisorException e) {
                return e;
            }
        });
        await().atMost(PATIENCE).until(reached);
        daemon.crash();
        relay.close();
        assertThat(failure).succeedsWithin(PATIENCE).isInstanceOf(HypervisorException.class);
        daemon.restart();
        relay.restore();
        await().atMost(PATIENCE)
                .until(() -> provider.get(path).number("EnabledState").orElse(0L) == ENABLED);
    }

    private Snapshots snapshots() {
        return hypervisor.snapshots().orElseThrow();
    }

    private String hostResource() {
        return String.valueOf(provider.only(path, "CIM_SystemDevice", "CIM_LogicalDisk")
                .path()
                .map(disk -> provider.only(disk, "CIM_SettingsDefineState", "CIM_StorageAllocationSettingData")
                        .property("HostResource")));
    }

    /** Writes a pattern into the first sector, as the guest would. */
    private void write(String pattern) {
        daemon.virsh(
                "qemu-monitor-command",
                "--hmp",
                NAME,
                "qemu-io -d /machine/peripheral/virtio-disk0/virtio-backend \"write -P " + pattern + " 0 512\"");
    }

    /** What the command says when the first sector has that pattern; with another one, it fails. */
    private String verified(String pattern) {
        return daemon.inside("qemu-io", "-r", "-U", "-c", "read -P " + pattern + " 0 512", image());
    }

    /** The snapshots in the image. */
    private String kept() {
        return daemon.inside("qemu-img", "snapshot", "-U", "-l", image());
    }

    private String image() {
        return hypervisor
                .system(system)
                .orElseThrow()
                .recorded()
                .disks()
                .get(0)
                .source()
                .flatMap(id -> hypervisor.volumes().orElseThrow().find(id))
                .orElseThrow()
                .path();
    }
}
