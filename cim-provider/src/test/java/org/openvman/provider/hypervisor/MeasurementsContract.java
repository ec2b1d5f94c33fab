package org.openvman.provider.hypervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.openvman.provider.hypervisor.HypervisorContract.MEBIBYTE;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@link Measurements} promises. */
abstract class MeasurementsContract {
    private final HypervisorContract contract;

    MeasurementsContract(HypervisorContract contract) {
        this.contract = contract;
    }

    @Test
    void theHostTellsWhatItsProcessorsDoAndNeverCountsBackwards() {
        assumeTrue(contract.measuresHost(), "the host is not measured here");
        HostSample first = sample();
        HostSample second = sample();

        assertThat(second.taken()).isAfterOrEqualTo(first.taken());
        for (Figure counter : List.of(Figure.CPU_TIME, Figure.CPU_USER_TIME, Figure.CPU_KERNEL_TIME)) {
            assertThat(first.host().get(counter)).isPresent();
            assertThat(second.host().get(counter).getAsLong())
                    .isGreaterThanOrEqualTo(first.host().get(counter).getAsLong());
        }
    }

    @Test
    void onlySystemsThatRunAreMeasured() {
        SystemId off = contract.define(contract.configuration("unmeasured"));
        SystemId on = contract.running("measured");

        assertThat(sample().systems()).doesNotContainKey(off);
        if (contract.measuresSystems()) {
            assertThat(sample().systems()).containsKey(on);
        }

        contract.hypervisor().power(on, PowerAction.POWER_OFF);
        assertThat(sample().systems()).doesNotContainKey(on);
    }

    @Test
    void aRunningSystemTellsProcessorsMemoryAndEachDevice() {
        assumeTrue(contract.measuresEverything(), "not everything is measured here");
        Volume volume = contract.volume("measured", 4 * MEBIBYTE);
        SystemId id = contract.define(
                contract.configuration("load").with(contract.disk("vda", volume.id(), volume.capacityBytes())));
        contract.hypervisor().power(id, PowerAction.START);

        SystemSample sample = sample().system(id).orElseThrow();

        assertThat(sample.system().get(Figure.PROCESSORS)).hasValue(1);
        // A guest without a balloon driver keeps the maximum.
        assertThat(sample.system().get(Figure.MEMORY).getAsLong()).isBetween(64 * MEBIBYTE, 128 * MEBIBYTE);
        assertThat(sample.system().values())
                .containsKeys(Figure.CPU_TIME, Figure.CPU_USER_TIME, Figure.CPU_KERNEL_TIME);
        assertThat(sample.disk("vda").orElseThrow().values())
                .containsKeys(
                        Figure.READ_OPERATIONS,
                        Figure.READ_BYTES,
                        Figure.READ_TIME,
                        Figure.WRITE_OPERATIONS,
                        Figure.WRITE_BYTES,
                        Figure.WRITE_TIME);
        assertThat(sample.adapter(0).orElseThrow().values())
                .containsKeys(
                        Figure.RECEIVED_BYTES,
                        Figure.RECEIVED_PACKETS,
                        Figure.TRANSMITTED_BYTES,
                        Figure.TRANSMITTED_PACKETS);
    }

    @Test
    void theHostTellsWhatItIsMadeOf() {
        Host host = contract.hypervisor().inventory().host();
        HostHardware hardware = host.hardware();

        assertThat(hardware.software())
                .isNotEmpty()
                .allSatisfy(software -> assertThat(software.version()).matches("\\d+(\\.\\d+)*"));
        assertThat(hardware.nodes()).isNotEmpty().allSatisfy(node -> {
            assertThat(node.memoryBytes()).isPositive();
            assertThat(node.sockets()).isNotEmpty();
        });
        assertThat(hardware.nodes().stream()
                        .mapToInt(HostHardware.NumaNode::threads)
                        .sum())
                .isEqualTo(host.cpu().threads());
    }

    private HostSample sample() {
        return contract.hypervisor().measurements().orElseThrow().sample();
    }
}
