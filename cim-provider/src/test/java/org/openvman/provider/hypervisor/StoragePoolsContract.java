package org.openvman.provider.hypervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.openvman.provider.hypervisor.HypervisorContract.MEBIBYTE;
import static org.openvman.provider.hypervisor.HypervisorContract.PREFIX;
import static org.openvman.provider.hypervisor.HypervisorContract.assertRefused;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openvman.provider.hypervisor.HypervisorException.Reason;

/** What {@link StoragePools} promises. */
abstract class StoragePoolsContract {
    private final HypervisorContract contract;
    private StoragePools pools;

    StoragePoolsContract(HypervisorContract contract) {
        this.contract = contract;
    }

    @BeforeEach
    void needsPools() {
        Optional<StoragePools> offered = contract.hypervisor().storagePools();
        assumeTrue(offered.isPresent(), "no pools can be made here");
        pools = offered.orElseThrow();
    }

    @AfterEach
    void removePools() {
        for (ResourcePool pool : contract.hypervisor().inventory().pools()) {
            if (pool.kind() == ResourceKind.STORAGE && pool.name().startsWith(PREFIX)) {
                contract.volumes().delete(new VolumeId(pool.name(), "contract-in-pool.img"));
                pools.delete(pool.name());
            }
        }
    }

    // DSP1041: what the children have and have promised is what their parent has and has promised.
    @Test
    void primordialPoolsAddUpWhatIsBelowThem() {
        pools.create(PREFIX + "pool", Optional.empty(), OptionalLong.empty());
        VolumeId id = new VolumeId(PREFIX + "pool", "contract-in-pool.img");

        contract.volumes().create(id, VolumeFormat.RAW, MEBIBYTE);
        assertAddsUp();
        contract.volumes().delete(id);
        assertAddsUp();
    }

    private void assertAddsUp() {
        HostInventory inventory = contract.hypervisor().inventory();
        for (ResourceKind kind : List.of(ResourceKind.STORAGE, ResourceKind.NETWORK)) {
            List<ResourcePool> children = inventory.pools().stream()
                    .filter(pool -> pool.kind() == kind && !pool.primordial())
                    .toList();
            ResourcePool parent = inventory.primordial(kind).orElseThrow();
            if (kind == ResourceKind.STORAGE && contract.poolsShareOneStore()) {
                assertThat(parent.capacity())
                        .as("a file system counts once, however many pools are on it")
                        .isEqualTo(inventory
                                .pool(kind, contract.storagePool())
                                .orElseThrow()
                                .capacity());
                continue;
            }
            assertThat(parent.capacity())
                    .isEqualTo(
                            children.stream().mapToLong(ResourcePool::capacity).sum());
            assertThat(parent.reserved())
                    .isEqualTo(
                            children.stream().mapToLong(ResourcePool::reserved).sum());
        }
    }

    @Test
    void aPoolThatHoldsVolumesStaysAndAnEmptyOneGoes() {
        ResourcePool made = pools.create(PREFIX + "pool", Optional.empty(), OptionalLong.empty());
        assertThat(made.primordial()).isFalse();
        assertThat(made.capacity()).isPositive();
        VolumeId id = new VolumeId(made.name(), "contract-in-pool.img");
        contract.volumes().create(id, VolumeFormat.RAW, MEBIBYTE);

        assertRefused(Reason.IN_USE, made.name(), () -> pools.delete(made.name()));
        assertThat(contract.hypervisor().inventory().pool(ResourceKind.STORAGE, made.name()))
                .isPresent();
        contract.volumes().delete(id);
        pools.delete(made.name());
        assertThat(contract.hypervisor().inventory().pool(ResourceKind.STORAGE, made.name()))
                .isEmpty();
    }

    @Test
    void namesThatAreTakenUnknownOrNoneAreRefused() {
        assertRefused(
                Reason.ALREADY_EXISTS,
                contract.storagePool(),
                () -> pools.create(contract.storagePool(), Optional.empty(), OptionalLong.empty()));
        assertRefused(Reason.INVALID, "../up", () -> pools.create("../up", Optional.empty(), OptionalLong.empty()));
        assertRefused(Reason.NOT_FOUND, PREFIX + "nowhere", () -> pools.delete(PREFIX + "nowhere"));
    }
}
