package org.openvman.provider.hypervisor.libvirt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openvman.provider.hypervisor.HypervisorEvent;
import org.openvman.provider.hypervisor.HypervisorException;
import org.openvman.provider.hypervisor.HypervisorException.Reason;
import org.openvman.provider.hypervisor.Memory;
import org.openvman.provider.hypervisor.Processor;
import org.openvman.provider.hypervisor.SystemConfiguration;
import org.openvman.provider.hypervisor.SystemId;
import org.openvman.provider.hypervisor.SystemSettings;

/** What happens when a host goes away and comes back, on a real libvirt behind a socket that can be cut. */
class LibvirtReconnectionIT {
    private static final Pattern SOCKET = Pattern.compile("(.*[?&]socket=)([^&]+)(.*)");

    @TempDir
    Path directory;

    private final Queue<HypervisorEvent> events = new ConcurrentLinkedQueue<>();
    private SocketRelay relay;
    private LibvirtUri uri;

    @BeforeEach
    void relayToTheHost() {
        Matcher parts = SOCKET.matcher(
                QemuSetting.uriOrSkip(LibvirtReconnectionIT.class).text());
        if (!parts.matches()) {
            System.out.println("LibvirtReconnectionIT is skipped: OPENVMAN_QEMU_URI names no socket");
            abort("OPENVMAN_QEMU_URI names no socket");
        }
        Path here = directory.resolve("libvirt-sock");
        relay = new SocketRelay(here, Path.of(parts.group(2)));
        uri = new LibvirtUri(parts.group(1) + here + parts.group(3));
    }

    @AfterEach
    void cut() throws IOException {
        if (relay != null) {
            relay.close();
        }
    }

    private LibvirtHypervisor open() {
        LibvirtHypervisor hypervisor =
                LibvirtHypervisor.open(uri.hostId(), uri, LibvirtOptions.DEFAULTS, Clock.systemUTC());
        hypervisor.onEvent(events::add);
        return hypervisor;
    }

    @Test
    void aHostThatGoesAwayIsMissedAtOnceAndFoundAgain() throws IOException {
        relay.restore();
        try (LibvirtHypervisor hypervisor = open()) {
            hypervisor.inventory();

            relay.cut();
            await().untilAsserted(
                            () -> assertThat(events).hasAtLeastOneElementOfType(HypervisorEvent.ConnectionLost.class));
            assertUnreachable(hypervisor::inventory);
            assertUnreachable(() -> hypervisor.system(new SystemId(UUID.randomUUID())));

            relay.restore();
            await().untilAsserted(() -> assertThat(events).contains(new HypervisorEvent.ConnectionRestored()));
            hypervisor.inventory();
        }
    }

    @Test
    void eventsComeAgainOverTheNewConnection() throws IOException {
        relay.restore();
        try (LibvirtHypervisor hypervisor = open()) {
            relay.cut();
            await().untilAsserted(
                            () -> assertThat(events).hasAtLeastOneElementOfType(HypervisorEvent.ConnectionLost.class));
            relay.restore();
            await().untilAsserted(() -> assertThat(events).contains(new HypervisorEvent.ConnectionRestored()));

            SystemId id = new SystemId(UUID.randomUUID());
            try (LibvirtHypervisor other = open()) {
                other.onEvent(event -> {});
                other.define(id, smallSystem());
                await().untilAsserted(() -> assertThat(events).contains(new HypervisorEvent.SystemChanged(id)));
                other.undefine(id);
            }
        }
    }

    private static SystemConfiguration smallSystem() {
        long bytes = 64L * 1024 * 1024;
        return new SystemConfiguration(
                SystemSettings.named("reconnection"),
                Processor.of(1, 1),
                new Memory(bytes, bytes),
                List.of(),
                List.of());
    }

    @Test
    void aHostThatIsAwayAtTheStartIsWaitedFor() throws IOException {
        try (LibvirtHypervisor hypervisor = open()) {
            assertUnreachable(hypervisor::inventory);

            relay.restore();
            await().untilAsserted(() -> assertThat(events).contains(new HypervisorEvent.ConnectionRestored()));
            assertThat(hypervisor.inventory().host().name()).isNotBlank();
        }
    }

    // Keepalive gives a silent host up after 15 s; until then a call waits, but not for ever.
    @Test
    @Timeout(60)
    void aHostThatFallsSilentIsGivenUp() throws IOException {
        relay.restore();
        try (LibvirtHypervisor hypervisor = open()) {
            hypervisor.inventory();

            relay.freeze();

            assertUnreachable(hypervisor::inventory);
            await().atMost(Duration.ofSeconds(5))
                    .untilAsserted(
                            () -> assertThat(events).hasAtLeastOneElementOfType(HypervisorEvent.ConnectionLost.class));
        }
    }

    private static void assertUnreachable(ThrowingCallable call) {
        assertThatExceptionOfType(HypervisorException.class)
                .isThrownBy(call)
                .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(Reason.UNREACHABLE));
    }
}
