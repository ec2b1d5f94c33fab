package org.openvman.provider.hypervisor.libvirt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openvman.provider.hypervisor.Hypervisor;
import org.openvman.provider.hypervisor.HypervisorException;
import org.openvman.provider.hypervisor.MigrationContract;
import org.openvman.provider.hypervisor.SystemId;

/** Two libvirts of this machine, each with QEMU; {@link QemuSetting} says where. */
class LibvirtMigrationIT extends MigrationContract {
    /** remote_protocol.x */
    private static final int DOMAIN_UNDEFINE_FLAGS = 231;

    private static LibvirtUri first;
    private static LibvirtUri second;

    @BeforeAll
    static void needsTwoHosts() {
        first = QemuSetting.uriOrSkip(LibvirtMigrationIT.class);
        second = QemuSetting.secondUriOrSkip(LibvirtMigrationIT.class);
    }

    @Override
    protected Hypervisor openSource() {
        return open(first);
    }

    @Override
    protected Hypervisor openDestination() {
        return open(second);
    }

    private static Hypervisor open(LibvirtUri uri) {
        return LibvirtHypervisor.open(uri.hostId(), uri, LibvirtOptions.DEFAULTS, Clock.systemUTC());
    }

    @Override
    protected String storagePool() {
        return "default";
    }

    @Override
    protected Duration patience() {
        return Duration.ofSeconds(60);
    }

    @Test
    void aTargetThatDiesOnTheWayLeavesTheSystemHere() {
        SystemId id = running(withDisk("orphan"));

        CompletableFuture<Exception> ended = new CompletableFuture<>();
        startSlowly(id, ended);
        awaitArrival();
        await().atMost(patience()).until(() -> killIncoming(id));

        assertThat(ended)
                .succeedsWithin(patience())
                .isInstanceOf(HypervisorException.class)
                .extracting(Throwable::getMessage)
                .asString()
                .contains("did not move to " + second.hostId());
        assertStillHere(id);
    }

    // The host itself gives up what the lost connection had begun; the volumes are ours to remove when it is back.
    @Test
    void aTargetThatIsCutOffOnTheWayIsTidiedWhenItIsBack(@TempDir Path directory) throws Exception {
        Path socket = directory.resolve("libvirt-sock");
        Path real = Path.of(second.text().replaceFirst(".*[?&]socket=", ""));
        LibvirtUri relayed = new LibvirtUri("qemu+unix:///system?socket=" + socket);
        try (SocketRelay relay = new SocketRelay(socket, real)) {
            relay.restore();
            try (Hypervisor cutOff = open(relayed)) {
                SystemId id = running(withDisk("severed"));
                CompletableFuture<Exception> ended = new CompletableFuture<>();
                startSlowly(id, cutOff, ended);
                awaitArrival();
                relay.cut();

                assertThat(ended).succeedsWithin(patience()).isInstanceOf(HypervisorException.class);
                relay.restore();
                await().atMost(patience()).untilAsserted(() -> assertStillHere(id));
            }
        }
    }

    // Its QEMU lives on and could take everything, but nobody is there who could start the system.
    @Test
    void aTargetWhoseDaemonIsKilledOnTheWayLeavesTheSystemHere() {
        LabDaemon target = LabDaemon.secondOrSkip(LibvirtMigrationIT.class);
        SystemId id = running(withDisk("beheaded"));
        CompletableFuture<Exception> ended = new CompletableFuture<>();
        startSlowly(id, ended);
        awaitArrival();
        target.crash();

        try {
            assertThat(ended)
                    .succeedsWithin(patience())
                    .isInstanceOf(HypervisorException.class)
                    .extracting(Throwable::getMessage)
                    .asString()
                    .contains("did not move to " + second.hostId(), "lost on the way");
        } finally {
            target.restart();
        }
        await().atMost(patience()).ignoreExceptions().untilAsserted(() -> assertStillHere(id));
    }

    // It is undefined here and the answer is lost: what was defined there is all that there is of it, and must stay.
    @Test
    void aSourceWhoseDaemonIsKilledWhenItLetsGoLeavesTheSystemOnOneHost(@TempDir Path directory) throws Exception {
        LabDaemon daemon = LabDaemon.ofSettingOrSkip(LibvirtMigrationIT.class);
        LibvirtUri relayed = new LibvirtUri("qemu+unix:///system?socket=" + directory.resolve("libvirt-sock"));
        try (SocketRelay relay = new SocketRelay(directory.resolve("libvirt-sock"), daemon.socket())) {
            relay.restore();
            try (Hypervisor here = open(relayed)) {
                SystemId id = define(withDisk("released"));
                relay.loseAnswerTo(DOMAIN_UNDEFINE_FLAGS);
                CompletableFuture<Exception> ended = new CompletableFuture<>();
                start(id, here, destination(), ended);
                await().atMost(patience())
                        .until(() -> !daemon.virsh("list", "--all", "--uuid").contains(id.toString()));
                daemon.crash();
                relay.close();

                assertThat(ended).succeedsWithin(patience()).isInstanceOf(HypervisorException.class);
                daemon.restart();
                relay.restore();
                await().atMost(patience()).ignoreExceptions().untilAsserted(() -> assertOnlyThere(id));
            }
        } finally {
            daemon.restart();
        }
    }

    /** Ends the process that receives the system; false if it is not there yet. */
    private static boolean killIncoming(SystemId id) {
        Optional<ProcessHandle> receiver = ProcessHandle.allProcesses()
                .filter(process -> {
                    String command = commandLine(process);
                    return command.contains(id.toString()) && command.contains("-incoming");
                })
                .findFirst();
        return receiver.isPresent() && receiver.orElseThrow().destroyForcibly();
    }

    private static String commandLine(ProcessHandle process) {
        try {
            return Files.readString(
                    Path.of("/proc", Long.toString(process.pid()), "cmdline"), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }
}
