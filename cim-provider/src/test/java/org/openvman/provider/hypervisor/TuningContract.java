package org.openvman.provider.hypervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.openvman.provider.hypervisor.HypervisorContract.MEBIBYTE;
import static org.openvman.provider.hypervisor.HypervisorContract.assertRefused;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.openvman.provider.hypervisor.HypervisorException.Reason;

/** Limits, reservations and weights. */
abstract class TuningContract {
    private final HypervisorContract contract;

    TuningContract(HypervisorContract contract) {
        this.contract = contract;
    }

    @Test
    void everythingThatIsRecordedSurvives() {
        assumeTrue(contract.hasDisks(), "no disks here");
        Volume volume = contract.volume("tuned", 8 * MEBIBYTE);
        Disk.Tuning tuning =
                Disk.Tuning.NONE.withCache("none").withOperationsPerSecond(500).withBytesPerSecond(4 * MEBIBYTE);
        Nic nic = contract.nic();
        SystemConfiguration wanted = contract.configuration("tuned")
                .with(Processor.of(1, 2).withPinning(ProcessorSet.parse("0")))
                .with(new Memory(64 * MEBIBYTE, 64 * MEBIBYTE, true))
                .with(contract.disk("vda", volume.id(), volume.capacityBytes()).withTuning(tuning))
                .with(nic.withVlan(42).withBandwidth(Bandwidth.UNLIMITED.withReceive(2 * MEBIBYTE)))
                .with(new Peripheral(Peripheral.Kind.GRAPHICS, "vnc", 0, "", "127.0.0.1"));

        SystemConfiguration recorded = contract.system(contract.define(wanted)).recorded();

        assertThat(recorded.processor()).isEqualTo(wanted.processor());
        assertThat(recorded.memory()).isEqualTo(wanted.memory());
        assertThat(recorded.disks()).isEqualTo(wanted.disks());
        assertThat(recorded.nics()).isEqualTo(wanted.nics());
        assertThat(recorded.peripherals()).containsAll(wanted.peripherals());
    }

    @Test
    void everythingThatIsRecordedCanBeTakenBack() {
        assumeTrue(contract.hasDisks(), "no disks here");
        Volume volume = contract.volume("tuned", 8 * MEBIBYTE);
        Disk plain = contract.disk("vda", volume.id(), volume.capacityBytes());
        SystemId id = contract.define(contract.configuration("plain").with(plain));
        SystemConfiguration before = contract.system(id).recorded();
        Nic nic = before.nics().get(0);
        Peripheral display = new Peripheral(Peripheral.Kind.GRAPHICS, "vnc", 0, "", "127.0.0.1");
        List<Device> changed = List.of(
                before.processor().withPinning(ProcessorSet.parse("0")).withLimitPercent(50),
                before.memory().withHugePages(true),
                plain.withTuning(Disk.Tuning.NONE.withCache("writeback").withOperationsPerSecond(100)),
                nic.withVlan(7).withBandwidth(Bandwidth.UNLIMITED.withTransmit(MEBIBYTE)));
        List<Device> back = List.of(before.processor(), before.memory(), plain, nic);

        changed.forEach(device -> contract.hypervisor().modifyDevice(id, device, Scope.RECORDED));
        contract.hypervisor().addDevice(id, display, Scope.RECORDED);
        assertThat(contract.system(id).recorded().devices().toList()).containsAll(changed);
        back.forEach(device -> contract.hypervisor().modifyDevice(id, device, Scope.RECORDED));
        contract.hypervisor().removeDevice(id, display.id(), Scope.RECORDED);
        assertThat(contract.system(id).recorded().devices().toList())
                .containsAll(back)
                .doesNotContain(display);
    }

    @Test
    void limitsAndPinningChangeWhileTheSystemRuns() {
        assumeTrue(contract.changesDevicesLive(), "no live device changes here");
        SystemId id = contract.define(contract.bootable("tuned"));
        contract.hypervisor().power(id, PowerAction.START);
        SystemConfiguration active = contract.system(id).active().orElseThrow();
        Processor pinned = active.processor().withPinning(ProcessorSet.parse("0"));

        contract.hypervisor().modifyDevice(id, pinned, Scope.ACTIVE);
        assertThat(contract.system(id).active().orElseThrow().processor()).isEqualTo(pinned);
        for (Disk disk : contract.changesDisksLive() ? active.disks() : List.<Disk>of()) {
            Disk limited =
                    disk.withTuning(disk.tuning().withOperationsPerSecond(300).withBytesPerSecond(MEBIBYTE));
            contract.hypervisor().modifyDevice(id, limited, Scope.ACTIVE);
            assertThat(contract.system(id).active().orElseThrow().disks()).contains(limited);
            contract.hypervisor().modifyDevice(id, disk, Scope.ACTIVE);
            assertThat(contract.system(id).active().orElseThrow().disks()).contains(disk);
        }
        assertThat(contract.system(id).recorded().processor().pinning()).isEqualTo(ProcessorSet.ANY);
    }

    @Test
    void peripheralsComeAndGoButDoNotChange() {
        Peripheral serial = new Peripheral(Peripheral.Kind.SERIAL, "pty", 1, "", "");
        SystemId id = contract.define(contract.configuration("peripherals"));

        contract.hypervisor().addDevice(id, serial, Scope.RECORDED);
        assertThat(contract.system(id).recorded().device(serial.id())).contains(serial);
        assertRefused(
                Reason.UNSUPPORTED,
                serial.id(),
                () -> contract.hypervisor()
                        .modifyDevice(id, serial.withHostResource("/tmp/elsewhere"), Scope.RECORDED));
        contract.hypervisor().removeDevice(id, serial.id(), Scope.RECORDED);
        assertThat(contract.system(id).recorded().device(serial.id())).isEmpty();
    }
}
