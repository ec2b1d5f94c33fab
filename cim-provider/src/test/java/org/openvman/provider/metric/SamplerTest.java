package org.openvman.provider.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openvman.provider.hypervisor.Fleet;
import org.openvman.provider.hypervisor.HostId;
import org.openvman.provider.hypervisor.Hypervisor;
import org.openvman.provider.hypervisor.HypervisorException.Reason;
import org.openvman.provider.hypervisor.SystemId;
import org.openvman.provider.hypervisor.sim.FaultRule;
import org.openvman.provider.hypervisor.sim.Load;
import org.openvman.provider.hypervisor.sim.ManualTime;
import org.openvman.provider.hypervisor.sim.Operation;
import org.openvman.provider.hypervisor.sim.SimulatedHypervisor;
import org.openvman.provider.hypervisor.sim.SimulatorUri;
import org.openvman.provider.hypervisor.sim.WallTime;

class SamplerTest {
    private static SimulatedHypervisor host(String name) {
        return new SimulatedHypervisor(
                SimulatorUri.parse("simulator:?systems=3&name=" + name), new WallTime(Clock.systemUTC(), name));
    }

    private static Instant latest(Sampler sampler, HostId host) {
        return sampler.history(host).orElseThrow().latest().taken();
    }

    // One of many hosts hangs: its last sample stays with its time, the others go on.
    @Test
    void aHostThatDoesNotAnswerDelaysNoOther() {
        SimulatedHypervisor stuck = host("stuck");
        SimulatedHypervisor well = host("well");
        try (Fleet fleet = new Fleet(List.of(stuck, well));
                Sampler sampler = new Sampler(fleet, Duration.ofMillis(100))) {
            sampler.sample(stuck.id());
            Instant before = latest(sampler, stuck.id());
            stuck.faults().add(FaultRule.always(Operation.SAMPLE, new FaultRule.Effect.Delay(Duration.ofHours(1))));

            sampler.start();

            await().untilAsserted(() -> assertThat(sampler.history(well.id()).flatMap(History::before))
                    .isPresent());
            Instant seen = latest(sampler, well.id());
            await().until(() -> latest(sampler, well.id()).isAfter(seen));
            assertThat(latest(sampler, stuck.id())).isEqualTo(before);
        }
    }

    @Test
    void aHostThatComesBackIsSampledAgain() {
        SimulatedHypervisor host = host("fails");
        host.faults()
                .add(FaultRule.once(
                        Operation.SAMPLE, new FaultRule.Effect.Fail(Reason.UNREACHABLE, "simulated failure")));
        try (Fleet fleet = new Fleet(List.of(host));
                Sampler sampler = new Sampler(fleet, Duration.ofMillis(100))) {
            sampler.start();

            await().untilAsserted(() -> assertThat(sampler.history(host.id())).isPresent());
        }
    }

    // However short the interval is, ten minutes of trail are at most 62 points.
    @Test
    void whatIsKeptIsBounded() {
        ManualTime time = new ManualTime(Instant.parse("2026-11-22T12:00:00Z"));
        SimulatedHypervisor host = new SimulatedHypervisor(SimulatorUri.parse("simulator:?systems=3"), time);
        SystemId id = running(host);
        host.setLoad(id, new Load(10, 0, 0));
        try (Fleet fleet = new Fleet(List.of(host));
                Sampler sampler = new Sampler(fleet, Duration.ofSeconds(1))) {
            for (int i = 0; i < 1500; i++) {
                if (i == 1440) {
                    host.setLoad(id, new Load(100, 0, 0));
                }
                sampler.sample(host.id());
                time.advance(Duration.ofSeconds(1));
            }
            sampler.sample(host.id());

            History history = sampler.history(host.id()).orElseThrow();
            assertThat(history.trail().points()).hasSizeLessThanOrEqualTo(62);
            Reading reading = history.system(id).orElseThrow();
            assertThat(reading.trail().length()).isBetween(Trail.LENGTH.minusSeconds(10), Trail.LENGTH.plusSeconds(10));
            assertThat(reading.interval()).contains(Duration.ofSeconds(1));
        }
    }

    private static SystemId running(Hypervisor host) {
        return host.inventory().systems().values().stream()
                .filter(system -> system.state().isLive())
                .findFirst()
                .orElseThrow()
                .id();
    }

    @Test
    void intervalsThatMakeNoSenseAreRefused() {
        SimulatedHypervisor host = host("interval");
        try (Fleet fleet = new Fleet(List.of(host))) {
            assertThatExceptionOfType(IllegalArgumentException.class)
                    .isThrownBy(() -> new Sampler(fleet, Duration.ofMillis(1)))
                    .withMessageContaining("100 ms");
        }
    }
}
