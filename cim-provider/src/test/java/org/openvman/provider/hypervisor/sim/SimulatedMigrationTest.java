package org.openvman.provider.hypervisor.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.openvman.provider.hypervisor.Hypervisor;
import org.openvman.provider.hypervisor.HypervisorException;
import org.openvman.provider.hypervisor.MigrationContract;
import org.openvman.provider.hypervisor.SystemId;

/** Two simulated hosts. */
class SimulatedMigrationTest extends MigrationContract {
    private SimulatedHypervisor second;

    @Override
    protected Hypervisor openSource() {
        return host("first");
    }

    @Override
    protected Hypervisor openDestination() {
        second = host("second");
        return second;
    }

    @Override
    protected String storagePool() {
        return SimulatedHost.POOL;
    }

    private static SimulatedHypervisor host(String name) {
        return new SimulatedHypervisor(
                SimulatorUri.parse("simulator:?boot=0ms&name=" + name), new WallTime(Clock.systemUTC(), name));
    }

    // A target that dies must take nothing with it, and leave nothing when it comes back.
    @Test
    void aTargetThatDiesOnTheWayLeavesTheSystemHere() {
        second.faults()
                .add(new FaultRule(
                        Set.of(Operation.MIGRATE_TRANSFER),
                        "",
                        1,
                        1,
                        new FaultRule.Effect.LoseConnection(Duration.ofMillis(300))));
        SystemId id = running(withDisk("orphan"));

        CompletableFuture<Exception> ended = new CompletableFuture<>();
        startSlowly(id, ended);

        assertThat(ended)
                .succeedsWithin(Duration.ofSeconds(30))
                .isInstanceOf(HypervisorException.class)
                .extracting(Throwable::getMessage)
                .asString()
                .contains("second");
        await().ignoreExceptions().until(() -> second.inventory().systems().isEmpty());
        assertStillHere(id);
    }
}
