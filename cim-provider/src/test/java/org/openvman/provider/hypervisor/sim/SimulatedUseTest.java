package org.openvman.provider.hypervisor.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.openvman.provider.hypervisor.Figure;
import org.openvman.provider.hypervisor.HostSample;
import org.openvman.provider.hypervisor.HypervisorException;
import org.openvman.provider.hypervisor.HypervisorException.Reason;
import org.openvman.provider.hypervisor.PowerAction;
import org.openvman.provider.hypervisor.SystemId;
import org.openvman.provider.hypervisor.VirtualSystem;

/** Load on the simulator is an input: the same load over the same time gives the same figures. */
class SimulatedUseTest {
    private static final long SECOND = 1_000_000_000L;

    private final ManualTime time = new ManualTime(Instant.parse("2026-11-22T12:00:00Z"));
    private final SimulatedHypervisor hypervisor =
            new SimulatedHypervisor(SimulatorUri.parse("simulator:?systems=40"), time);

    @AfterEach
    void close() {
        hypervisor.close();
    }

    private VirtualSystem running() {
        return hypervisor.inventory().systems().values().stream()
                .filter(system -> system.state().isLive())
                .findFirst()
                .orElseThrow();
    }

    private HostSample sample() {
        return hypervisor.measurements().orElseThrow().sample();
    }

    private long figure(SystemId id, Figure figure) {
        return sample().system(id).orElseThrow().total().get(figure).getAsLong();
    }

    @Test
    void aLoadOfHalfUsesHalfOfEachProcessor() {
        VirtualSystem system = running();
        int processors = system.current().processor().count();
        hypervisor.setLoad(system.id(), new Load(50, 30, 200));
        long before = figure(system.id(), Figure.CPU_TIME);
        long readsBefore = figure(system.id(), Figure.READ_OPERATIONS);

        time.advance(Duration.ofSeconds(10));

        assertThat(figure(system.id(), Figure.CPU_TIME) - before).isEqualTo(processors * 5 * SECOND);
        assertThat(figure(system.id(), Figure.CPU_READY_TIME)).isZero();
        assertThat(figure(system.id(), Figure.READ_OPERATIONS) - readsBefore).isBetween(199L, 201L);
    }

    // A pause stops the guest, not its memory; what it used stays counted.
    @Test
    void aPausedSystemUsesNothingAndARestartedOneBeginsAnew() {
        VirtualSystem system = running();
        time.advance(Duration.ofSeconds(10));
        hypervisor.power(system.id(), PowerAction.PAUSE);
        long paused = figure(system.id(), Figure.CPU_TIME);

        time.advance(Duration.ofSeconds(10));

        assertThat(figure(system.id(), Figure.CPU_TIME)).isEqualTo(paused).isPositive();
        hypervisor.power(system.id(), PowerAction.POWER_OFF);
        assertThat(sample().system(system.id())).isEmpty();
        hypervisor.power(system.id(), PowerAction.START);
        assertThat(figure(system.id(), Figure.CPU_TIME)).isZero();
    }

    @Test
    void whoWantsMoreThanTheHostHasWaits() {
        List<VirtualSystem> systems = hypervisor.inventory().systems().values().stream()
                .filter(system -> system.state().isLive())
                .toList();
        systems.forEach(system -> hypervisor.setLoad(system.id(), new Load(100, 0, 0)));
        HostSample before = sample();

        time.advance(Duration.ofSeconds(10));

        HostSample after = sample();
        long threads = hypervisor.inventory().host().cpu().threads();
        long processors = systems.stream()
                .mapToLong(system -> system.current().processor().count())
                .sum();
        assertThat(processors).isGreaterThan(threads);
        assertThat(after.host().get(Figure.CPU_TIME).getAsLong()
                        - before.host().get(Figure.CPU_TIME).getAsLong())
                .isBetween(threads * 10 * SECOND - 10, threads * 10 * SECOND + 10);
        VirtualSystem first = systems.get(0);
        assertThat(figure(first.id(), Figure.CPU_TIME) + figure(first.id(), Figure.CPU_READY_TIME))
                .isBetween(
                        first.current().processor().count() * 10 * SECOND - 10,
                        first.current().processor().count() * 10 * SECOND + 10);
    }

    @Test
    void aSampleCanFailLikeAnyOtherCall() {
        hypervisor
                .faults()
                .add(FaultRule.once(Operation.SAMPLE, new FaultRule.Effect.Fail(Reason.FAILED, "no figures")));

        assertThatExceptionOfType(HypervisorException.class)
                .isThrownBy(this::sample)
                .withMessageContaining("no figures");
        assertThat(sample().systems()).isNotEmpty();
    }
}
