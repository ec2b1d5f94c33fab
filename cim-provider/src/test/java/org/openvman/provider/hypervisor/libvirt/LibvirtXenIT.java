package org.openvman.provider.hypervisor.libvirt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openvman.provider.hypervisor.Disk;
import org.openvman.provider.hypervisor.Hypervisor;
import org.openvman.provider.hypervisor.HypervisorContract;
import org.openvman.provider.hypervisor.Memory;
import org.openvman.provider.hypervisor.PowerAction;
import org.openvman.provider.hypervisor.Scope;
import org.openvman.provider.hypervisor.SystemConfiguration;
import org.openvman.provider.hypervisor.SystemId;
import org.openvman.provider.hypervisor.VolumeFormat;
import org.openvman.provider.hypervisor.VolumeId;

/**
 * The contract on a real Xen: paravirtual guests of a nested one, which {@code bin/lab-xen start} makes.
 *
 * <p>A guest there cannot be without a kernel, which is in its disk: all of them boot from one that none may write.
 * OPENVMAN_XEN_URI says where; {@code bin/test --slow} sets it.
 */
@Tag("xen")
class LibvirtXenIT extends HypervisorContract {
    private static final String CONSOLES = "consoles";

    private static LibvirtUri uri;
    private static long bootBytes;

    @BeforeAll
    static void needsXen() {
        uri = QemuSetting.uriOrSkip(LibvirtXenIT.class, "OPENVMAN_XEN_URI", "bin/lab-xen start prints it");
        try (Hypervisor xen = connect()) {
            bootBytes = xen.volumes().orElseThrow().find(boot()).orElseThrow().capacityBytes();
        }
    }

    private static Hypervisor connect() {
        return LibvirtHypervisor.open(uri.hostId(), uri, LibvirtOptions.DEFAULTS, Clock.systemUTC());
    }

    private static VolumeId boot() {
        return new VolumeId("default", "guest.img");
    }

    @Override
    protected Hypervisor open() {
        return connect();
    }

    @Override
    protected String storagePool() {
        return "default";
    }

    @Override
    protected SystemConfiguration configuration(String name) {
        return super.configuration(name)
                .with(new Memory(144 * MEBIBYTE, 160 * MEBIBYTE))
                .with(new Disk(
                        "xvda", Disk.Type.DISK, Disk.Bus.XEN, Optional.of(boot()), VolumeFormat.RAW, bootBytes, true));
    }

    @Override
    protected Disk.Bus diskBus() {
        return Disk.Bus.XEN;
    }

    @Override
    protected String nicModel() {
        return "netfront";
    }

    @Override
    protected VolumeFormat volumeFormat() {
        return VolumeFormat.RAW;
    }

    // They do it with their guest, which every system has here.
    @Override
    protected boolean obeysWithoutGuest() {
        return true;
    }

    @Override
    protected boolean savesWithoutGuest() {
        return false;
    }

    // The driver has no virDomainBlockResize, no virDomainSetBlockIoTune, and changes media of emulated drives only.
    @Override
    protected boolean changesDisksLive() {
        return false;
    }

    // Nor has it virDomainRename, virConnectGetAllDomainStats and virNodeGetCPUStats; older calls tell what they know.
    @Override
    protected boolean renames() {
        return false;
    }

    @Override
    protected boolean measuresEverything() {
        return false;
    }

    @Override
    protected boolean measuresHost() {
        return false;
    }

    @Override
    protected Duration patience() {
        return Duration.ofMinutes(2);
    }

    /** What a guest says at its console is in a pool of the lab. */
    @Override
    protected void awaitGuest(SystemId id) {
        String log = "guest-" + system(id).name() + ".log";
        await().atMost(Duration.ofMinutes(5))
                .pollInterval(Duration.ofSeconds(2))
                .until(() -> {
                    virsh("pool-refresh", CONSOLES);
                    return virsh("vol-download", "--pool", CONSOLES, log, "/dev/stdout")
                            .contains("guest is ready");
                });
        // The next guest of that name must say it again.
        virsh("vol-delete", "--pool", CONSOLES, log);
    }

    private static String virsh(String... arguments) {
        List<String> command = new ArrayList<>(List.of("virsh", "-k0", "--quiet", "--connect", uri.text()));
        command.addAll(List.of(arguments));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // Domain-0 is the host, and nothing that a client should turn off.
    @Test
    void theHostIsNoneOfItsSystems() {
        assertThat(virsh("list", "--name")).contains("Domain-0");
        assertThat(hypervisor().inventory().systems().values())
                .noneMatch(system -> system.name().equals("Domain-0"));
        assertThat(hypervisor().inventory().host().systemType()).isEqualTo("DMTF:XEN:PV");
    }

    // As raw, which Xen takes a disk for that says nothing else, it would be garbage to the guest.
    @Test
    void aDiskInAnotherFormatIsServedByQemu() {
        VolumeId id = new VolumeId(storagePool(), "contract-xen.qcow2");
        hypervisor().volumes().orElseThrow().create(id, VolumeFormat.QCOW2, 8 * MEBIBYTE);
        try {
            Disk disk = new Disk(
                    "xvdb", Disk.Type.DISK, Disk.Bus.XEN, Optional.of(id), VolumeFormat.QCOW2, 8 * MEBIBYTE, false);
            SystemId system = define(configuration("qcow"));
            hypervisor().addDevice(system, disk, Scope.RECORDED);
            assertThat(system(system).recorded().device("xvdb")).contains(disk);

            hypervisor().power(system, PowerAction.START);
            assertThat(system(system).active().orElseThrow().device("xvdb")).contains(disk);
            hypervisor().power(system, PowerAction.POWER_OFF);
        } finally {
            hypervisor().volumes().orElseThrow().delete(id);
        }
    }
}
