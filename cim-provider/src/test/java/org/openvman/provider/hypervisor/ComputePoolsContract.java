package org.openvman.provider.hypervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.openvman.provider.hypervisor.HypervisorContract.MEBIBYTE;
import static org.openvman.provider.hypervisor.HypervisorContract.PREFIX;
import static org.openvman.provider.hypervisor.HypervisorContract.assertRefused;

import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openvman.provider.hypervisor.HypervisorException.Reason;

/** What {@link ComputePools} promises. */
abstract class ComputePoolsContract {
    private static final String POOL = PREFIX + "part";

    private final HypervisorContract contract;
    private ComputePools pools;

    ComputePoolsContract(HypervisorContract contract) {
        this.contract = contract;
    }

    @BeforeEach
    void needsPools() {
        Optional<ComputePools> offered = contract.hypervisor().computePools();
        assumeTrue(offered.isPresent(), "no pools of processors and memory here");
        pools = offered.orElseThrow();
        assumeTrue(pools.obstacle().isEmpty(), () -> pools.obstacle().orElseThrow());
    }

    @AfterEach
    void removePools() {
        contract.removeSystems();
        for (ResourcePool pool : contract.hypervisor().inventory().pools()) {
            if (pool.kind() != ResourceKind.STORAGE && pool.name().startsWith(PREFIX)) {
                pools.delete(pool.kind(), pool.name());
            }
        }
    }

    private ResourcePool pool(ResourceKind kind, String name) {
        return contract.hypervisor().inventory().pool(kind, name).orElseThrow();
    }

    private SystemId define(String name) {
        SystemConfiguration plain = contract.configuration(name);
        return contract.define(
                plain.with(plain.processor().withPool(POOL)).with(plain.memory().withPool(POOL)));
    }

    // DSP1041, pool hierarchy: what a child has is reserved from its parent, used or not.
    @Test
    void aChildIsReservedFromItsParentAndGoesBack() {
        for (ResourceKind kind : new ResourceKind[] {ResourceKind.PROCESSOR, ResourceKind.MEMORY}) {
            long before = pool(kind, ResourcePool.PRIMORDIAL).reserved();
            long size = kind == ResourceKind.PROCESSOR ? 50 : 200 * MEBIBYTE;

            ResourcePool made = pools.create(kind, POOL, size);
            assertThat(made).isEqualTo(pool(kind, POOL));
            assertThat(made.primordial()).isFalse();
            assertThat(made.capacity()).isEqualTo(size);
            assertThat(pool(kind, ResourcePool.PRIMORDIAL).reserved()).isEqualTo(before + size);

            pools.resize(kind, POOL, size / 2);
            assertThat(pool(kind, POOL).capacity()).isEqualTo(size / 2);
            assertThat(pool(kind, ResourcePool.PRIMORDIAL).reserved()).isEqualTo(before + size / 2);

            pools.delete(kind, POOL);
            assertThat(contract.hypervisor().inventory().pool(kind, POOL)).isEmpty();
            assertThat(pool(kind, ResourcePool.PRIMORDIAL).reserved()).isEqualTo(before);
        }
    }

    @Test
    void whatASystemTakesItTakesFromTheChild() {
        pools.create(ResourceKind.PROCESSOR, POOL, 50);
        pools.create(ResourceKind.MEMORY, POOL, 200 * MEBIBYTE);
        long processors = pool(ResourceKind.PROCESSOR, ResourcePool.PRIMORDIAL).reserved();
        long memory = pool(ResourceKind.MEMORY, ResourcePool.PRIMORDIAL).reserved();
        SystemId id = define("part");
        assertThat(contract.system(id).recorded().processor().pool()).isEqualTo(POOL);
        assertThat(contract.system(id).recorded().memory().pool()).isEqualTo(POOL);

        contract.hypervisor().power(id, PowerAction.START);

        SystemConfiguration active = contract.system(id).active().orElseThrow();
        assertThat(active.processor().pool()).isEqualTo(POOL);
        assertThat(contract.system(id).restartPending()).isFalse();
        assertThat(pool(ResourceKind.PROCESSOR, POOL).reserved()).isEqualTo(100);
        assertThat(pool(ResourceKind.MEMORY, POOL).reserved())
                .isEqualTo(active.memory().bytes());
        assertThat(pool(ResourceKind.PROCESSOR, ResourcePool.PRIMORDIAL).reserved())
                .isEqualTo(processors);
        assertThat(pool(ResourceKind.MEMORY, ResourcePool.PRIMORDIAL).reserved())
                .isEqualTo(memory);
    }

    @Test
    void aSystemThatDoesNotFitIsNotStarted() {
        pools.create(ResourceKind.MEMORY, POOL, 100 * MEBIBYTE);
        SystemId first = define("first", ResourceKind.MEMORY);
        SystemId second = define("second", ResourceKind.MEMORY);
        contract.hypervisor().power(first, PowerAction.START);

        assertRefused(
                Reason.INSUFFICIENT_RESOURCES, POOL, () -> contract.hypervisor().power(second, PowerAction.START));
        assertThat(contract.system(second).state()).isEqualTo(SystemState.DEFINED);
        assertRefused(Reason.IN_USE, POOL, () -> pools.resize(ResourceKind.MEMORY, POOL, 32 * MEBIBYTE));

        pools.resize(ResourceKind.MEMORY, POOL, 200 * MEBIBYTE);
        contract.hypervisor().power(second, PowerAction.START);
        assertThat(contract.system(second).state()).isEqualTo(SystemState.ACTIVE);
    }

    // The kernel would refuse to start it too, without a word of why.
    @Test
    void aLimitBeyondThePoolIsRefusedAtTheStart() {
        pools.create(ResourceKind.PROCESSOR, POOL, 50);
        SystemConfiguration plain = contract.configuration("limited");
        SystemId id = contract.define(
                plain.with(new Processor(1, 2, OptionalInt.empty(), OptionalInt.of(80)).withPool(POOL)));

        assertRefused(
                Reason.INSUFFICIENT_RESOURCES, POOL, () -> contract.hypervisor().power(id, PowerAction.START));
    }

    @Test
    void aPoolThatIsNamedByASystemStays() {
        pools.create(ResourceKind.PROCESSOR, POOL, 50);
        SystemId id = define("user", ResourceKind.PROCESSOR);

        assertRefused(Reason.IN_USE, "contract-user", () -> pools.delete(ResourceKind.PROCESSOR, POOL));

        Processor processor = contract.system(id).recorded().processor();
        contract.hypervisor().modifyDevice(id, processor.withPool(ResourcePool.PRIMORDIAL), Scope.RECORDED);
        assertThat(contract.system(id).recorded().processor().pool()).isEqualTo(ResourcePool.PRIMORDIAL);
        pools.delete(ResourceKind.PROCESSOR, POOL);
    }

    private SystemId define(String name, ResourceKind only) {
        SystemConfiguration plain = contract.configuration(name);
        return contract.define(
                only == ResourceKind.PROCESSOR
                        ? plain.with(plain.processor().withPool(POOL))
                        : plain.with(plain.memory().withPool(POOL)));
    }

    // A partition of libvirt may have only one of the two limits.
    @Test
    void processorsAndMemoryMayComeFromDifferentHeights() {
        pools.create(ResourceKind.MEMORY, POOL, 200 * MEBIBYTE);
        SystemId id = define("mixed", ResourceKind.MEMORY);

        assertThat(contract.system(id).recorded().memory().pool()).isEqualTo(POOL);
        assertThat(contract.system(id).recorded().processor().pool()).isEqualTo(ResourcePool.PRIMORDIAL);
    }

    @Test
    void whatRunsKeepsItsPoolUntilTheNextStart() {
        pools.create(ResourceKind.PROCESSOR, POOL, 50);
        SystemId id = contract.running("moving");
        Processor processor = contract.system(id).active().orElseThrow().processor();

        assertRefused(
                Reason.UNSUPPORTED,
                "contract-moving",
                () -> contract.hypervisor().modifyDevice(id, processor.withPool(POOL), Scope.ACTIVE));

        contract.hypervisor().modifyDevice(id, processor.withPool(POOL), Scope.RECORDED);
        assertThat(contract.system(id).restartPending()).isTrue();
        assertThat(pool(ResourceKind.PROCESSOR, POOL).reserved()).isZero();
        contract.hypervisor().power(id, PowerAction.POWER_OFF);
        contract.hypervisor().power(id, PowerAction.START);
        assertThat(pool(ResourceKind.PROCESSOR, POOL).reserved()).isEqualTo(100);
    }

    @Test
    void whatCannotBeIsRefused() {
        HostInventory host = contract.hypervisor().inventory();
        long all = host.primordial(ResourceKind.PROCESSOR).orElseThrow().capacity();
        pools.create(ResourceKind.PROCESSOR, POOL, 10);

        assertRefused(Reason.ALREADY_EXISTS, POOL, () -> pools.create(ResourceKind.PROCESSOR, POOL, 10));
        assertRefused(Reason.INVALID, "../up", () -> pools.create(ResourceKind.PROCESSOR, "../up", 10));
        assertRefused(Reason.INVALID, "\"0\"", () -> pools.create(ResourceKind.MEMORY, ResourcePool.PRIMORDIAL, 10));
        assertRefused(Reason.INVALID, POOL, () -> pools.resize(ResourceKind.PROCESSOR, POOL, 0));
        assertRefused(Reason.UNSUPPORTED, POOL, () -> pools.create(ResourceKind.NETWORK, POOL, 10));
        assertRefused(
                Reason.INSUFFICIENT_RESOURCES, POOL, () -> pools.create(ResourceKind.MEMORY, POOL, Long.MAX_VALUE / 4));
        assertRefused(Reason.INSUFFICIENT_RESOURCES, POOL, () -> pools.resize(ResourceKind.PROCESSOR, POOL, all + 1));
        assertRefused(Reason.NOT_FOUND, "nowhere", () -> pools.delete(ResourceKind.PROCESSOR, PREFIX + "nowhere"));
        SystemConfiguration plain = contract.configuration("lost");
        assertRefused(
                Reason.NOT_FOUND,
                "nowhere",
                () -> contract.define(plain.with(plain.memory().withPool(PREFIX + "nowhere"))));
    }
}
