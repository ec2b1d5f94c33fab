package org.openvman.provider.hypervisor.libvirt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openvman.provider.hypervisor.Fleet;
import org.openvman.provider.hypervisor.Host;
import org.openvman.provider.hypervisor.HypervisorException;
import org.openvman.provider.hypervisor.HypervisorException.Reason;

/** Drivers in a process of their own, with libvirt's test driver in the place of one that may end it. */
class DriverDaemonIT {
    private static final LibvirtUri DRIVER = new LibvirtUri("test:///default");
    private static final String PASSWORD = "not-for-logs";

    @TempDir
    Path folder;

    private final DriverDaemon daemon = new DriverDaemon(DRIVER);

    @BeforeAll
    static void needsTheDaemon() {
        try {
            LibvirtLibrary.load();
            try (DriverDaemon probe = new DriverDaemon(DRIVER)) {
                probe.address();
            }
        } catch (HypervisorException e) {
            System.out.println("DriverDaemonIT is skipped: " + e.getMessage());
            abort(e.getMessage());
        }
    }

    @AfterEach
    void end() {
        daemon.close();
    }

    @Test
    void onlyDriversThatWouldRunInOurProcessGetADaemon() {
        List<String> inside = List.of("esx://root@host/", "vpx://host/DC/host", "gsx://host/", "hyperv://host/");
        List<String> elsewhere =
                List.of("qemu:///system", "esx+ssh://host/", "vbox:///session", "test:///default", "xen+tcp://host/");

        assertThat(inside)
                .allSatisfy(uri -> assertThat(DriverDaemon.unlessInDaemon(new LibvirtUri(uri)))
                        .isPresent());
        assertThat(elsewhere)
                .allSatisfy(uri -> assertThat(DriverDaemon.unlessInDaemon(new LibvirtUri(uri)))
                        .isEmpty());
    }

    @Test
    void aDriverThatDiesIsMissedAndComesBackByItself() {
        try (Fleet fleet = new Fleet(List.of(open()))) {
            assertThat(communication(fleet)).isEqualTo(Host.Communication.OK);
            ProcessHandle first = daemon.process().orElseThrow();

            // Held until the loss was seen: else the new one might be there before anybody looked.
            synchronized (daemon) {
                first.destroyForcibly();
                await().until(() -> communication(fleet) == Host.Communication.LOST);
            }

            await().until(() -> communication(fleet) == Host.Communication.OK);
            assertThat(daemon.process())
                    .hasValueSatisfying(second -> assertThat(second.pid()).isNotEqualTo(first.pid()));
            assertThat(first.isAlive()).isFalse();
        }
    }

    @Test
    void aCallThatIsCutOffFailsAsUnreachable() {
        try (LibvirtHypervisor hypervisor = open()) {
            hypervisor.inventory();
            synchronized (daemon) {
                daemon.process().orElseThrow().destroyForcibly();

                assertThatExceptionOfType(HypervisorException.class)
                        .isThrownBy(() -> {
                            while (true) {
                                hypervisor.inventory();
                            }
                        })
                        .satisfies(failure -> assertThat(failure.reason()).isEqualTo(Reason.UNREACHABLE));
            }
        }
    }

    @Test
    void itEndsWithTheHostAndLeavesNothing() {
        ProcessHandle process;
        Path used;
        try (LibvirtHypervisor hypervisor = open()) {
            hypervisor.inventory();
            process = daemon.process().orElseThrow();
            used = Path.of(daemon.address()
                            .replaceFirst(".*socket=([^&]+).*", "$1")
                            .replace("%2F", "/"))
                    .getParent();
            assertThat(used).isDirectory();
        }
        assertThat(process.isAlive()).isFalse();
        assertThat(used).doesNotExist();
    }

    // As when the endpoint was killed: nobody tells the daemon to end.
    @Test
    void itEndsByItselfWhenNobodyIsConnected() {
        daemon.address();

        await().atMost(Duration.ofSeconds(30))
                .until(() -> !daemon.process().orElseThrow().isAlive());
    }

    // The driver of ESX asks for credentials before it connects, here to a port where nobody is.
    @Test
    void credentialsComeFromTheFileThatTheUriNames() throws IOException {
        String host = "127.0.0.1:" + closedPort();
        Path credentials = Files.writeString(
                folder.resolve("auth.conf"),
                "[credentials-lab]\nusername=root\npassword=" + PASSWORD + "\n[auth-esx-127.0.0.1]\ncredentials=lab\n");

        assertThat(refusal("esx://" + host + "/?no_verify=1"))
                .contains("esx://" + host)
                .contains("credentials");
        assertThat(refusal("esx://root@" + host + "/?no_verify=1&authfile=" + credentials))
                .contains("connect to server")
                .doesNotContain(PASSWORD)
                .doesNotContain("root@");
    }

    private static String refusal(String text) {
        LibvirtUri uri = new LibvirtUri(text);
        try (LibvirtLink link = LibvirtLink.open(LibvirtLibrary.load(), uri, "refused")) {
            link.connection();
            throw new AssertionError("connected to " + text);
        } catch (HypervisorException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private LibvirtHypervisor open() {
        LibvirtLink link = LibvirtLink.open(LibvirtLibrary.load(), DRIVER, Optional.of(daemon), "apart");
        return new LibvirtHypervisor(DRIVER.hostId(), link, DRIVER, LibvirtOptions.DEFAULTS, Clock.systemUTC());
    }

    private static Host.Communication communication(Fleet fleet) {
        return fleet.inventory().host(DRIVER.hostId()).orElseThrow().host().communication();
    }
}
