package org.openvman.provider.hypervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openvman.provider.hypervisor.HypervisorContract.MEBIBYTE;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is read of a host and its systems. */
abstract class ReadingContract {
    private final HypervisorContract contract;

    ReadingContract(HypervisorContract contract) {
        this.contract = contract;
    }

    @Test
    void theHostHasAnIdentityProcessorsAndMemory() {
        Host host = contract.hypervisor().inventory().host();

        assertThat(host.id()).isEqualTo(contract.hypervisor().id());
        assertThat(host.name()).isNotBlank();
        assertThat(host.hypervisorVersion()).isNotBlank();
        assertThat(host.systemType()).matches("[!-~]+:[!-~]+");
        assertThat(host.cpu().threads()).isPositive();
        assertThat(host.maximumProcessors()).isPositive();
        assertThat(host.memoryBytes()).isGreaterThan(MEBIBYTE);
        assertThat(host.communication()).isEqualTo(Host.Communication.OK);
    }

    @Test
    void everyKindOfResourceHasAPool() {
        HostInventory inventory = contract.hypervisor().inventory();

        assertThat(inventory.pool(ResourceKind.PROCESSOR, "0")).hasValueSatisfying(pool -> {
            assertThat(pool.primordial()).isTrue();
            assertThat(pool.capacity()).isEqualTo(100L * inventory.host().cpu().threads());
        });
        assertThat(inventory.pool(ResourceKind.MEMORY, "0"))
                .hasValueSatisfying(pool ->
                        assertThat(pool.capacity()).isEqualTo(inventory.host().memoryBytes()));
        assertThat(inventory.pool(ResourceKind.STORAGE, contract.storagePool()))
                .hasValueSatisfying(pool -> assertThat(pool.capacity()).isPositive());
        assertThat(inventory.pool(ResourceKind.NETWORK, contract.network())).isPresent();
        assertThat(inventory.pools())
                .allSatisfy(pool ->
                        assertThat(pool.host()).isEqualTo(contract.hypervisor().id()));
    }

    // DSP1041: what is reserved from a pool is what the systems that run have allocated from it.
    @Test
    void aPoolReservesWhatLiveSystemsUse() {
        SystemId id = contract.define(contract.configuration("reserving"));
        long before = reserved(ResourceKind.PROCESSOR);

        contract.hypervisor().power(id, PowerAction.START);
        assertThat(reserved(ResourceKind.PROCESSOR)).isEqualTo(before + 100);

        contract.hypervisor().power(id, PowerAction.POWER_OFF);
        assertThat(reserved(ResourceKind.PROCESSOR)).isEqualTo(before);
    }

    private long reserved(ResourceKind kind) {
        return contract.hypervisor().inventory().pool(kind, "0").orElseThrow().reserved();
    }

    @Test
    void bulkAndSingleReadsAgree() {
        SystemId off = contract.define(contract.configuration("off"));
        SystemId on = contract.define(contract.configuration("on"));
        contract.hypervisor().power(on, PowerAction.START);

        Map<SystemId, VirtualSystem> all = contract.hypervisor().inventory().systems();

        assertThat(contract.hypervisor().system(off)).contains(all.get(off));
        assertThat(contract.hypervisor().system(on)).contains(all.get(on));
    }

    @Test
    void anUnknownSystemIsAbsent() {
        assertThat(contract.hypervisor().system(new SystemId(UUID.randomUUID())))
                .isEmpty();
    }
}
