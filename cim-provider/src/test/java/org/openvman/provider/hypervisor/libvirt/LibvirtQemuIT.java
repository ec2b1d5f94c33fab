package org.openvman.provider.hypervisor.libvirt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openvman.provider.hypervisor.Bandwidth;
import org.openvman.provider.hypervisor.Console;
import org.openvman.provider.hypervisor.Hypervisor;
import org.openvman.provider.hypervisor.HypervisorContract;
import org.openvman.provider.hypervisor.HypervisorException;
import org.openvman.provider.hypervisor.Nic;
import org.openvman.provider.hypervisor.Peripheral;
import org.openvman.provider.hypervisor.PowerAction;
import org.openvman.provider.hypervisor.Processor;
import org.openvman.provider.hypervisor.Scope;
import org.openvman.provider.hypervisor.SystemConfiguration;
import org.openvman.provider.hypervisor.SystemId;
import org.openvman.provider.hypervisor.VolumeFormat;
import org.openvman.provider.hypervisor.VolumeId;

/**
 * The contract on real QEMU, in software emulation, with a guest that boots if there is an image of one.
 *
 * <p>{@link QemuSetting} says where.
 */
class LibvirtQemuIT extends HypervisorContract {
    private static final Optional<Path> IMAGE = QemuSetting.guestImage();
    private static final VolumeId GUEST = new VolumeId("default", "contract-guest.qcow2");

    /** What the guest prints on its console when it is up. */
    private static final String READY = "openvman: no setup.sh";

    @TempDir
    static Path consoles;

    private static LibvirtUri uri;

    @BeforeAll
    static void uploadGuest() throws IOException {
        uri = QemuSetting.uriOrSkip(LibvirtQemuIT.class);
        if (IMAGE.isEmpty()) {
            System.out.println("LibvirtQemuIT runs without a guest: OPENVMAN_GUEST_IMAGE is not set");
            return;
        }
        Path image = IMAGE.orElseThrow();
        try (Hypervisor hypervisor = connect();
                InputStream content = Files.newInputStream(image)) {
            hypervisor.volumes().orElseThrow().delete(GUEST);
            hypervisor.volumes().orElseThrow().upload(GUEST, VolumeFormat.QCOW2, Files.size(image), content);
        }
    }

    @AfterAll
    static void removeGuest() {
        if (uri != null) {
            try (Hypervisor hypervisor = connect()) {
                hypervisor.volumes().orElseThrow().delete(GUEST);
            }
        }
    }

    private static Hypervisor connect() {
        return LibvirtHypervisor.open(
                uri.hostId(),
                uri,
                LibvirtOptions.DEFAULTS.withConsoleLogFolder(consoles.toString()),
                Clock.systemUTC());
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
    protected Optional<VolumeId> bootVolume() {
        return IMAGE.map(image -> GUEST);
    }

    // vCPU hot-unplug kills QEMU 7.2 under software emulation.
    @Override
    protected boolean removesProcessorsLive() {
        return false;
    }

    @Override
    protected boolean poolsShareOneStore() {
        return true;
    }

    @Override
    protected Duration patience() {
        return Duration.ofSeconds(60);
    }

    @Override
    protected void awaitGuest(SystemId id) {
        awaitConsole(id, READY);
    }

    private void awaitConsole(SystemId id, String text) {
        Path console = consoles.resolve(system(id).name() + "-console.log");
        await().atMost(patience())
                .untilAsserted(() ->
                        assertThat(console).content(StandardCharsets.ISO_8859_1).contains(text));
    }

    // Seen from inside: the version of the device, which the guest's kernel has asked it for.
    @Test
    void aGuestHasAnEmulatedTpmOrTheHostIsSaidToLackIt() throws IOException {
        assumeTrue(IMAGE.isPresent(), "no guest here");
        Peripheral tpm = new Peripheral(Peripheral.Kind.TPM, "emulator", 0, "", "");
        SystemId id;
        try {
            id = define(bootable("tpm").with(tpm));
            hypervisor().power(id, PowerAction.START);
        } catch (HypervisorException e) {
            assertThat(e.reason()).isEqualTo(HypervisorException.Reason.UNSUPPORTED);
            assertThat(e).hasMessageContaining("swtpm");
            return;
        }
        assertThat(system(id).active().orElseThrow().device("tpm")).isPresent();

        awaitGuest(id);
        // QEMU listens as long as somebody has the other end open.
        try (OutputStream keyboard = Files.newOutputStream(serial(id), StandardOpenOption.WRITE)) {
            keyboard.write(
                    "\necho tpm=$(cat /sys/class/tpm/tpm0/tpm_version_major)\n".getBytes(StandardCharsets.US_ASCII));
            awaitConsole(id, "tpm=2");
        }
    }

    private Path serial(SystemId id) {
        return system(id).consoles().stream()
                .filter(console -> console.protocol() == Console.Protocol.SERIAL)
                .map(console -> Path.of(console.address()))
                .findFirst()
                .orElseThrow();
    }

    // Kernels without the discipline cannot limit bandwidth; libvirt finds out late and says it in tc's words.
    @Test
    void aLimitOfBandwidthHoldsOrTheHostIsSaidToLackIt() {
        SystemConfiguration plain = configuration("bandwidth");
        Nic limited = plain.nics().get(0).withBandwidth(new Bandwidth(OptionalLong.of(1 << 20), OptionalLong.empty()));
        SystemId id = define(plain.with(limited));
        try {
            hypervisor().power(id, PowerAction.START);
        } catch (HypervisorException e) {
            assertThat(e.reason()).isEqualTo(HypervisorException.Reason.UNSUPPORTED);
            assertThat(e).hasMessageContaining("sch_sfq");
            return;
        }
        assertThat(system(id).active().orElseThrow().nics()).containsExactly(limited);
    }

    // Seen from inside: the guest's own count, which it prints when the kernel has found a new processor.
    @Test
    void aGuestSeesTheProcessorThatIsAddedWhileItRuns() {
        assumeTrue(IMAGE.isPresent(), "no guest here");
        SystemId id = define(bootable("growing"));
        hypervisor().power(id, PowerAction.START);
        awaitGuest(id);
        Processor processor = system(id).active().orElseThrow().processor();

        hypervisor().modifyDevice(id, processor.withCount(2), Scope.ACTIVE);

        awaitConsole(id, "added, cpus=2");
    }
}
