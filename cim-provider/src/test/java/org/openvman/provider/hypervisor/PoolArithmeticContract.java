package org.openvman.provider.hypervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever clients do with systems, pools and volumes, capacity and reservation add up after every step (DSP1041): what a
 * pool has reserved is what its systems and its child pools take of it, never less than nothing, and what was refused changed
 * nothing.
 */
public abstract class PoolArithmeticContract {
    private static final long MEBIBYTE = 1L << 20;
    private static final int STEPS = 300;
    private static final int NAMES = 5;
    private static final List<ResourceKind> COMPUTE = List.of(ResourceKind.PROCESSOR, ResourceKind.MEMORY);

    private final List<SystemId> systems = new ArrayList<>();

    /** A host of its own for each test. */
    protected abstract Hypervisor open();

    /** A storage pool that exists. */
    protected abstract String storagePool();

    /** Whether systems that do not fit into the host's memory are refused; real hosts promise more than they have. */
    protected abstract boolean refusesTooMuchMemory();

    /** Whether clients can make a storage pool larger only at the cost of another one. */
    protected abstract boolean sharesStorage();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13})
    void capacityAndReservationAddUpAfterEveryStep(long seed) {
        Random random = new Random(seed);
        try (Hypervisor host = open()) {
            Map<ResourceKind, Long> all = capacities(host.inventory());
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

    private static Map<ResourceKind, Long> capacities(HostInventory inventory) {
        return inventory.pools().stream()
                .filter(ResourcePool::primordial)
                .collect(Collectors.toMap(ResourcePool::kind, ResourcePool::capacity));
    }

    private void change(Hypervisor host, Random random) {
        switch (random.nextInt(12)) {
            case 0, 1 -> define(host, random);
            case 2 -> host.power(any(random), PowerAction.START);
            case 3 -> host.power(any(random), PowerAction.POWER_OFF);
            case 4 -> undefine(host, random);
            case 5 -> resize(host, random);
            case 6, 7 -> changeStoragePool(host, random);
            case 8, 9 -> changeVolume(host, random);
            default -> changeComputePool(host, random);
        }
    }

    private SystemId any(Random random) {
        return systems.isEmpty() ? new SystemId(UUID.randomUUID()) : systems.get(random.nextInt(systems.size()));
    }

    private void define(Hypervisor host, Random random) {
        long memory = host.inventory().host().memoryBytes() / 8 / MEBIBYTE;
        long bytes = (1 + random.nextInt((int) Math.min(memory, 1 << 20))) * MEBIBYTE;
        boolean parted = parts(host).isPresent();
        SystemId id = new SystemId(UUID.randomUUID());
        host.define(
                id,
                new SystemConfiguration(
                        SystemSettings.named("sum" + random.nextInt(NAMES)),
                        Processor.of(1 + random.nextInt(2), 4).withPool(parted ? computePool(random) : "0"),
                        new Memory(bytes, 2 * bytes).withPool(parted ? computePool(random) : "0"),
                        List.of(),
                        List.of(new Nic(MacAddress.random(random), Nic.Attachment.NETWORK, "default", "virtio"))));
        systems.add(id);
    }

    private void undefine(Hypervisor host, Random random) {
        SystemId id = any(random);
        host.undefine(id);
        systems.remove(id);
    }

    private void resize(Hypervisor host, Random random) {
        SystemId id = any(random);
        SystemConfiguration recorded = host.system(id)
                .orElseThrow(() -> new HypervisorException(HypervisorException.Reason.NOT_FOUND, "none yet"))
                .recorded();
        Scope scope = random.nextBoolean() ? Scope.ACTIVE : Scope.RECORDED;
        long more = recorded.memory().maximumBytes() / 2 / MEBIBYTE * (1 + random.nextInt(2)) * MEBIBYTE;
        host.modifyDevice(
                id,
                random.nextBoolean()
                        ? recorded.processor().withCount(1 + random.nextInt(4))
                        : recorded.memory().withBytes(Math.max(MEBIBYTE, more)),
                scope);
    }

    private void changeStoragePool(Hypervisor host, Random random) {
        StoragePools pools = host.storagePools().orElseThrow();
        String name = random.nextInt(6) == 0 ? storagePool() : "pool" + random.nextInt(NAMES);
        if (random.nextInt(3) > 0) {
            pools.create(
                    name,
                    Optional.empty(),
                    pools.takesSizes() ? OptionalLong.of(random.nextInt(900) * 1024 * MEBIBYTE) : OptionalLong.empty());
        } else {
            pools.delete(name);
        }
    }

    private void changeVolume(Hypervisor host, Random random) {
        String pool = random.nextInt(3) == 0 ? storagePool() : "pool" + random.nextInt(NAMES);
        VolumeId volume = new VolumeId(pool, "volume" + random.nextInt(6));
        Volumes volumes = host.volumes().orElseThrow();
        if (random.nextInt(3) > 0) {
            volumes.create(
                    volume,
                    random.nextBoolean() ? VolumeFormat.RAW : VolumeFormat.QCOW2,
                    random.nextInt(60) * 1024 * MEBIBYTE);
        } else {
            volumes.delete(volume);
        }
    }

    private static Optional<ComputePools> parts(Hypervisor host) {
        return host.computePools().filter(pools -> pools.obstacle().isEmpty());
    }

    private static String computePool(Random random) {
        int number = random.nextInt(4);
        return number == 0 ? ResourcePool.PRIMORDIAL : "part" + number;
    }

    private static void changeComputePool(Hypervisor host, Random random) {
        ComputePools pools = parts(host)
                .orElseThrow(() -> new HypervisorException(HypervisorException.Reason.UNSUPPORTED, "not parted"));
        ResourceKind kind = COMPUTE.get(random.nextInt(2));
        String name = "part" + (1 + random.nextInt(3));
        long all = host.inventory().primordial(kind).orElseThrow().capacity();
        long size = 1 + (long) (random.nextDouble() * all / 2);
        switch (random.nextInt(4)) {
            case 0 -> pools.delete(kind, name);
            case 1 -> pools.resize(kind, name, size);
            default -> pools.create(kind, name, size);
        }
    }

    private void assertAddsUp(HostInventory inventory, Map<ResourceKind, Long> all) {
        assertThat(inventory.pools()).allSatisfy(pool -> {
            assertThat(pool.capacity()).isNotNegative();
            assertThat(pool.reserved()).isNotNegative();
        });
        assertComputeAddsUp(
                inventory,
                ResourceKind.PROCESSOR,
                all,
                configuration -> 100L * configuration.processor().count(),
                configuration -> configuration.processor().pool());
        assertComputeAddsUp(
                inventory,
                ResourceKind.MEMORY,
                all,
                configuration -> configuration.memory().bytes(),
                configuration -> configuration.memory().pool());
        assertThat(children(inventory, ResourceKind.MEMORY))
                .allSatisfy(pool -> assertThat(pool.reserved()).isLessThanOrEqualTo(pool.capacity()));
        if (refusesTooMuchMemory()) {
            assertThat(primordial(inventory, ResourceKind.MEMORY).reserved())
                    .isLessThanOrEqualTo(all.get(ResourceKind.MEMORY));
        }
        assertThat(children(inventory, ResourceKind.STORAGE))
                .allSatisfy(pool -> assertThat(pool.reserved()).isLessThanOrEqualTo(pool.capacity()));
        assertSum(inventory, ResourceKind.STORAGE, ResourcePool::capacity);
        assertSum(inventory, ResourceKind.STORAGE, ResourcePool::reserved);
        assertSum(inventory, ResourceKind.NETWORK, ResourcePool::reserved);
        if (sharesStorage()) {
            assertThat(primordial(inventory, ResourceKind.STORAGE).capacity()).isEqualTo(all.get(ResourceKind.STORAGE));
        }
        assertThat(inventory.pool(ResourceKind.NETWORK, "default").orElseThrow().reserved())
                .isEqualTo(
                        taken(inventory, configuration -> configuration.nics().size()));
    }

    private static void assertComputeAddsUp(
            HostInventory inventory,
            ResourceKind kind,
            Map<ResourceKind, Long> all,
            ToLongFunction<SystemConfiguration> amount,
            Function<SystemConfiguration, String> pool) {
        List<ResourcePool> children = children(inventory, kind);
        for (ResourcePool child : children) {
            assertThat(child.reserved())
                    .as(kind + " of " + child.name())
                    .isEqualTo(taken(
                            inventory, each -> pool.apply(each).equals(child.name()) ? amount.applyAsLong(each) : 0));
        }
        long given = children.stream().mapToLong(ResourcePool::capacity).sum();
        assertThat(given).isLessThanOrEqualTo(all.get(kind));
        assertThat(primordial(inventory, kind).reserved())
                .as(kind + " of the host")
                .isEqualTo(given
                        + taken(
                                inventory,
                                each -> pool.apply(each).equals(ResourcePool.PRIMORDIAL)
                                        ? amount.applyAsLong(each)
                                        : 0));
    }

    /** Added up over all that runs, without asking a pool. */
    private static long taken(HostInventory inventory, ToLongFunction<SystemConfiguration> amount) {
        return inventory.systems().values().stream()
                .filter(system -> system.state().isLive())
                .mapToLong(system -> amount.applyAsLong(system.active().orElseThrow()))
                .sum();
    }

    private static void assertSum(HostInventory inventory, ResourceKind kind, ToLongFunction<ResourcePool> part) {
        assertThat(part.applyAsLong(primordial(inventory, kind)))
                .as(kind.toString())
                .isEqualTo(children(inventory, kind).stream().mapToLong(part).sum());
    }

    private static List<ResourcePool> children(HostInventory inventory, ResourceKind kind) {
        return inventory.pools().stream()
                .filter(pool -> pool.kind() == kind && !pool.primordial())
                .toList();
    }

    private static ResourcePool primordial(HostInventory inventory, ResourceKind kind) {
        return inventory.primordial(kind).orElseThrow();
    }
}
