package org.openvman.provider.hypervisor.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openvman.provider.hypervisor.HostInventory;
import org.openvman.provider.hypervisor.HypervisorEvent;
import org.openvman.provider.hypervisor.HypervisorException;
import org.openvman.provider.hypervisor.HypervisorException.Reason;
import org.openvman.provider.hypervisor.MacAddress;
import org.openvman.provider.hypervisor.Memory;
import org.openvman.provider.hypervisor.Nic;
import org.openvman.provider.hypervisor.PowerAction;
import org.openvman.provider.hypervisor.Processor;
import org.openvman.provider.hypervisor.SystemConfiguration;
import org.openvman.provider.hypervisor.SystemId;
import org.openvman.provider.hypervisor.SystemSettings;
import org.openvman.provider.hypervisor.SystemState;
import org.openvman.provider.hypervisor.VolumeFormat;
import org.openvman.provider.hypervisor.VolumeId;

/** What the simulator can and others cannot: time that stands still, faults on purpose, a memory of its own. */
class SimulatorBehaviourTest {
    private static final Instant START = Instant.parse("2026-11-22T12:00:00Z");
    private static final SystemId ID = new SystemId(new UUID(0, 1));

    private final ManualTime time = new ManualTime(START);
    private SimulatedHypervisor hypervisor = new SimulatedHypervisor(SimulatorUri.plain(), time);

    @AfterEach
    void close() {
        hypervisor.close();
    }

    @Test
    void aGuestThatIsShuttingDownIsOffAfterAWhile() {
        defineAndStart();
        time.advance(Duration.ofSeconds(10));

        hypervisor.power(ID, PowerAction.SHUT_DOWN);
        assertThat(state()).isEqualTo(SystemState.SHUTTING_DOWN);

        time.advance(SimulatedHypervisor.SHUTDOWN);
        assertThat(state()).isEqualTo(SystemState.DEFINED);
    }

    // A shutdown that comes to its end after a power off and a new start must not stop the new run.
    @Test
    void aShutdownThatWasOvertakenDoesNothing() {
        defineAndStart();
        hypervisor.power(ID, PowerAction.SHUT_DOWN);
        hypervisor.power(ID, PowerAction.POWER_OFF);
        hypervisor.power(ID, PowerAction.START);

        time.advance(Duration.ofMinutes(1));

        assertThat(state()).isEqualTo(SystemState.ACTIVE);
    }

    @Test
    void aStubbornGuestIgnoresShutdown() {
        defineAndStart();
        hypervisor
                .faults()
                .add(FaultRule.always(Operation.POWER, new FaultRule.Effect.IgnoreShutdown())
                        .of("one"));

        hypervisor.power(ID, PowerAction.SHUT_DOWN);
        time.advance(Duration.ofMinutes(1));

        assertThat(state()).isEqualTo(SystemState.ACTIVE);
    }

    @Test
    void aFaultMeetsTheCallThatItIsSetFor() {
        hypervisor.faults().add(FaultRule.onChange(1, new FaultRule.Effect.Fail(Reason.FAILED, "the disk broke")));

        hypervisor.define(ID, configuration("one"));
        assertThatExceptionOfType(HypervisorException.class)
                .isThrownBy(() -> hypervisor.power(ID, PowerAction.START))
                .withMessage("the disk broke");
        hypervisor.power(ID, PowerAction.START);

        assertThat(state()).isEqualTo(SystemState.ACTIVE);
    }

    @Test
    void aLostAnswerComesFromACallThatWasDone() {
        hypervisor.faults().add(FaultRule.once(Operation.DEFINE, new FaultRule.Effect.LoseAnswer("no answer")));

        assertThatExceptionOfType(HypervisorException.class)
                .isThrownBy(() -> hypervisor.define(ID, configuration("one")))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.TIMEOUT));

        assertThat(hypervisor.system(ID)).isPresent();
    }

    @Test
    void aLostConnectionComesBack() {
        List<HypervisorEvent> events = new ArrayList<>();
        hypervisor.onEvent(events::add);
        hypervisor
                .faults()
                .add(FaultRule.once(Operation.INVENTORY, new FaultRule.Effect.LoseConnection(Duration.ofSeconds(30))));

        for (int call = 0; call < 2; call++) {
            assertThatExceptionOfType(HypervisorException.class)
                    .isThrownBy(hypervisor::inventory)
                    .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.UNREACHABLE));
        }
        time.advance(Duration.ofSeconds(30));

        assertThat(hypervisor.inventory().systems()).isEmpty();
        assertThat(events).hasSize(2).first().isInstanceOf(HypervisorEvent.ConnectionLost.class);
    }

    @Test
    void theSameSeedGivesTheSameHost() {
        SimulatorUri uri = SimulatorUri.parse("simulator:?systems=1000&seed=42");
        HostInventory first;
        HostInventory second;
        try (SimulatedHypervisor one = new SimulatedHypervisor(uri, time);
                SimulatedHypervisor other = new SimulatedHypervisor(uri, new ManualTime(START))) {
            first = one.inventory();
            second = other.inventory();
        }

        assertThat(first).isEqualTo(second);
        assertThat(first.systems()).hasSize(1000);
        assertThat(first.systems().values())
                .extracting(system -> system.state())
                .contains(SystemState.ACTIVE, SystemState.DEFINED);
    }

    @Test
    void aHostWithAFileIsAsItWasAfterARestart(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("simulator.db");
        VolumeId volume = new VolumeId("default", "env.iso");
        hypervisor.close();
        hypervisor = new SimulatedHypervisor(SimulatorUri.parse("simulator:?systems=20"), time, file);
        hypervisor.volumes().orElseThrow().upload(volume, VolumeFormat.ISO, 3, content("abc"));
        defineAndStart();
        hypervisor.power(ID, PowerAction.SHUT_DOWN);
        HostInventory before = hypervisor.inventory();

        hypervisor.close();
        ManualTime later = new ManualTime(START.plusSeconds(1));
        hypervisor = new SimulatedHypervisor(SimulatorUri.plain(), later, file);

        assertThat(hypervisor.inventory().systems()).isEqualTo(before.systems());
        assertThat(hypervisor.volumes().orElseThrow().find(volume)).isPresent();
        later.advance(Duration.ofMinutes(1));
        assertThat(state()).isEqualTo(SystemState.DEFINED);
    }

    // kill -9: nobody closes the file; what was there when the last call returned is there still.
    @Test
    void nothingNeedsToBeClosedForTheFileToBeWhole(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("simulator.db");
        try (SimulatedHypervisor killed = new SimulatedHypervisor(SimulatorUri.plain(), time, file)) {
            killed.define(ID, configuration("one"));
            java.nio.file.Files.copy(file, folder.resolve("copy.db"));
        }

        hypervisor.close();
        hypervisor = new SimulatedHypervisor(SimulatorUri.plain(), time, folder.resolve("copy.db"));

        assertThat(state()).isEqualTo(SystemState.DEFINED);
    }

    @Test
    void aBootedGuestAnswersAndSaysThatItIsSimulated() throws Exception {
        defineAndStart();
        InetSocketAddress door = hypervisor.guestAccess().orElseThrow().reach(ID, "10.77.0.10", 8080);
        assertThatIOException().isThrownBy(() -> get(door, "/health"));

        time.advance(SimulatorUri.plain().boot());

        assertThat(get(door, "/health")).isEqualTo("ok\n");
        assertThat(get(door, "/")).contains("one", "simulated");
    }

    @Test
    void aSilentGuestNeverAnswers() {
        defineAndStart();
        time.advance(SimulatorUri.plain().boot());
        hypervisor.faults().add(FaultRule.always(Operation.GUEST_ANSWER, new FaultRule.Effect.StaySilent()));
        InetSocketAddress door = hypervisor.guestAccess().orElseThrow().reach(ID, "10.77.0.10", 8080);

        assertThatIOException().isThrownBy(() -> get(door, "/health"));
    }

    @Test
    void aBaseStaysWhileThereAreVolumesMadeFromIt() {
        VolumeId base = new VolumeId("default", "base");
        VolumeId clone = new VolumeId("default", "clone");
        var volumes = hypervisor.volumes().orElseThrow();
        volumes.create(base, VolumeFormat.QCOW2, 1 << 20);
        volumes.createFrom(clone, base, 1 << 20);

        assertThatExceptionOfType(HypervisorException.class)
                .isThrownBy(() -> volumes.delete(base))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.IN_USE));
        volumes.delete(clone);
        volumes.delete(base);

        assertThat(volumes.find(base)).isEmpty();
    }

    private void defineAndStart() {
        hypervisor.define(ID, configuration("one"));
        hypervisor.power(ID, PowerAction.START);
    }

    private SystemState state() {
        return hypervisor.system(ID).orElseThrow().state();
    }

    private static SystemConfiguration configuration(String name) {
        return new SystemConfiguration(
                SystemSettings.named(name),
                Processor.of(1, 2),
                new Memory(64 << 20, 128 << 20),
                List.of(),
                List.of(new Nic(new MacAddress("52:54:00:00:00:01"), Nic.Attachment.NETWORK, "default", "virtio")));
    }

    private static ByteArrayInputStream content(String text) {
        return new ByteArrayInputStream(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private static String get(InetSocketAddress door, String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + door.getPort() + path);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
