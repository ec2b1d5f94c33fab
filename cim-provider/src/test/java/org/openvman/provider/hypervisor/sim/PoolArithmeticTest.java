package org.openvman.provider.hypervisor.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openvman.provider.hypervisor.HostInventory;
import org.openvman.provider.hypervisor.HypervisorException;
import org.openvman.provider.hypervisor.ResourceKind;
import org.openvman.provider.hypervisor.ResourcePool;
import org.openvman.provider.hypervisor.VolumeFormat;
import org.openvman.provider.hypervisor.VolumeId;

/** Whatever clients do with pools and volumes, capacity and reservation of storage add up after every step (DSP1041). */
class PoolArithmeticTest {
    private static final long GIBIBYTE = 1L << 30;
    private static final int STEPS = 400;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13})
    void capacityAndReservationAddUpAfterEveryStep(long seed) {
        Random random = new Random(seed);
        try (SimulatedHypervisor host = new SimulatedHypervisor(
                SimulatorUri.parse("simulator:?name=adds-up"), new WallTime(Clock.systemUTC(), "adds-up"))) {
            long all = storage(host.inventory()).capacity();
            int refused = 0;
            for (int step = 0; step < STEPS; step++) {
                HostInventory before = host.inventory();
                try {
                    change(host, random);
                } catch (HypervisorException e) {
                    refused++;
                    assertThat(host.inventory().pools()).as(e.getMessage()).isEqualTo(before.pools());
                }
                assertAddsUp(host.inventory(), all);
            }
            assertThat(refused).as("refusals are part of the game").isBetween(STEPS / 20, STEPS * 19 / 20);
        }
    }

    private static void change(SimulatedHypervisor host, Random random) {
        String pool = random.nextInt(6) == 0 ? SimulatedHost.POOL : "pool" + random.nextInt(5);
        VolumeId volume = new VolumeId(pool, "volume" + random.nextInt(6));
        switch (random.nextInt(5)) {
            case 0 ->
                host.storagePools()
                        .orElseThrow()
                        .create(pool, Optional.empty(), OptionalLong.of(random.nextInt(900) * GIBIBYTE));
            case 1 -> host.storagePools().orElseThrow().delete(pool);
            case 2 -> host.volumes().orElseThrow().delete(volume);
            default ->
                host.volumes()
                        .orElseThrow()
                        .create(
                                volume,
                                random.nextBoolean() ? VolumeFormat.RAW : VolumeFormat.QCOW2,
                                random.nextInt(700) * GIBIBYTE);
        }
    }

    private static void assertAddsUp(HostInventory inventory, long all) {
        List<ResourcePool> children = inventory.pools().stream()
                .filter(pool -> pool.kind() == ResourceKind.STORAGE && !pool.primordial())
                .toList();
        assertThat(children).allSatisfy(pool -> {
            assertThat(pool.capacity()).isNotNegative();
            assertThat(pool.reserved()).isBetween(0L, pool.capacity());
        });
        assertThat(storage(inventory).capacity()).isEqualTo(all);
        assertThat(children.stream().mapToLong(ResourcePool::capacity).sum()).isEqualTo(all);
        assertThat(children.stream().mapToLong(ResourcePool::reserved).sum())
                .isEqualTo(storage(inventory).reserved());
    }

    private static ResourcePool storage(HostInventory inventory) {
        return inventory.primordial(ResourceKind.STORAGE).orElseThrow();
    }
}
