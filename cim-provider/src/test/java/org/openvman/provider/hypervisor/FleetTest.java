package org.openvman.provider.hypervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openvman.provider.hypervisor.HypervisorException.Reason;
import org.openvman.provider.hypervisor.sim.FaultRule;
import org.openvman.provider.hypervisor.sim.FaultRule.Effect;
import org.openvman.provider.hypervisor.sim.ManualTime;
import org.openvman.provider.hypervisor.sim.Operation;
import org.openvman.provider.hypervisor.sim.SimulatedHypervisor;
import org.openvman.provider.hypervisor.sim.SimulatorUri;
import org.openvman.provider.hypervisor.sim.WallTime;

/** Many hosts in one inventory, of which some are away or slow. */
class FleetTest {
    private static final SystemId HERE = new SystemId(new UUID(0, 1));
    private static final SystemId AWAY = new SystemId(new UUID(0, 2));

    private final ManualTime time = new ManualTime(Instant.parse("2026-11-22T12:00:00Z"));
    private final SimulatedHypervisor here = new SimulatedHypervisor(SimulatorUri.parse("simulator:?name=here"), time);
    private final SimulatedHypervisor away = new SimulatedHypervisor(SimulatorUri.parse("simulator:?name=away"), time);
    private final Fleet fleet = new Fleet(List.of(here, away));

    @BeforeEach
    void oneRunningSystemOnEach() {
        start(here.id(), HERE, "system-here");
        start(away.id(), AWAY, "system-away");
    }

    @AfterEach
    void close() {
        fleet.close();
    }

    @Test
    void theSystemsOfALostHostAreKeptWithoutAStateAndComeBackByThemselves() {
        Optional<Instant> started = system(AWAY).lastStateChange();
        lose(Duration.ofMinutes(5));

        assertThat(system(AWAY).state()).isEqualTo(SystemState.UNKNOWN);
        assertThat(system(AWAY).name()).isEqualTo("system-away");
        assertThat(fleet.inventory().host(away.id()).orElseThrow().host().communication())
                .isEqualTo(Host.Communication.LOST);
        assertThat(system(HERE).state()).isEqualTo(SystemState.ACTIVE);

        time.advance(Duration.ofMinutes(5));
        await().untilAsserted(() -> assertThat(system(AWAY).state()).isEqualTo(SystemState.ACTIVE));
        assertThat(system(AWAY).lastStateChange()).isEqualTo(started);
    }

    @Test
    void aLostHostRefusesAtOnceAndTheOthersGoOn() {
        lose(Duration.ofMinutes(5));

        assertThatExceptionOfType(HypervisorException.class)
                .isThrownBy(() -> fleet.hypervisorOf(AWAY).power(AWAY, PowerAction.PAUSE))
                .matches(refused -> refused.reason() == Reason.UNREACHABLE);

        fleet.hypervisorOf(HERE).power(HERE, PowerAction.PAUSE);
        assertThat(system(HERE).state()).isEqualTo(SystemState.PAUSED);
    }

    @Test
    void aSlowHostDoesNotKeepTheOthersFromBeingSeen() {
        try (WallTime real = new WallTime(Clock.systemUTC(), "slow")) {
            SimulatedHypervisor slow = new SimulatedHypervisor(SimulatorUri.parse("simulator:?name=slow"), real);
            SimulatedHypervisor quick = new SimulatedHypervisor(SimulatorUri.parse("simulator:?name=quick"), real);
            slow.faults().add(FaultRule.once(Operation.INVENTORY, new Effect.Delay(Duration.ofHours(1))));
            try (Fleet both = new Fleet(List.of(slow, quick), Duration.ofMillis(200))) {
                assertThat(both.inventory().host(quick.id())).isPresent();
                assertThat(both.inventory().host(slow.id())).isEmpty();
            }
        }
    }

    private void start(HostId host, SystemId id, String name) {
        Hypervisor hypervisor = fleet.hypervisor(host).orElseThrow();
        hypervisor.define(
                id,
                new SystemConfiguration(
                        SystemSettings.named(name),
                        Processor.of(1, 1),
                        new Memory(64L << 20, 64L << 20),
                        List.of(),
                        List.of()));
        hypervisor.power(id, PowerAction.START);
    }

    private void lose(Duration length) {
        away.faults().add(FaultRule.once(Operation.SYSTEM, new Effect.LoseConnection(length)));
        assertThatExceptionOfType(HypervisorException.class).isThrownBy(() -> away.system(AWAY));
    }

    private VirtualSystem system(SystemId id) {
        return fleet.inventory().system(id).orElseThrow();
    }
}
