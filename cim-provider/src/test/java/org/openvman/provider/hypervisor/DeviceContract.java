package org.openvman.provider.hypervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.openvman.provider.hypervisor.HypervisorContract.MEBIBYTE;
import static org.openvman.provider.hypervisor.HypervisorContract.PREFIX;
import static org.openvman.provider.hypervisor.HypervisorContract.assertRefused;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.openvman.provider.hypervisor.HypervisorException.Reason;

/** DSP1057: the recorded configuration and the active one are two. Devices come and go in either. */
abstract class DeviceContract {
    private final HypervisorContract contract;

    DeviceContract(HypervisorContract contract) {
        this.contract = contract;
    }

    @Test
    void recordedChangesOfASystemThatIsOff() {
        SystemId id = contract.define(contract.configuration("editing"));

        Processor more = Processor.of(
                2, Math.min(4, contract.hypervisor().inventory().host().maximumProcessors()));
        contract.hypervisor().modifyDevice(id, more, Scope.RECORDED);
        contract.hypervisor().modifyDevice(id, new Memory(96 * MEBIBYTE, 192 * MEBIBYTE), Scope.RECORDED);

        assertThat(contract.system(id).recorded().processor()).isEqualTo(more);
        assertThat(contract.system(id).recorded().memory()).isEqualTo(new Memory(96 * MEBIBYTE, 192 * MEBIBYTE));
        contract.assertSystemChanged(id);
    }

    @Test
    void recordedChangesWaitForTheNextStart() {
        SystemId id = contract.running("waiting");

        contract.hypervisor().modifyDevice(id, Processor.of(2, 2), Scope.RECORDED);

        assertThat(contract.system(id).recorded().processor().count()).isEqualTo(2);
        assertThat(contract.system(id).active().orElseThrow().processor().count())
                .isEqualTo(1);

        contract.hypervisor().power(id, PowerAction.POWER_OFF);
        contract.hypervisor().power(id, PowerAction.START);
        assertThat(contract.system(id).active().orElseThrow().processor().count())
                .isEqualTo(2);
    }

    // What has just been started waits for nothing; a difference is a change that waits for a restart.
    @Test
    void aChangeOfTheRecordIsPendingUntilTheNextStart() {
        SystemId id = contract.running("pending");
        Memory memory = contract.system(id).recorded().memory();
        assertThat(contract.system(id).restartPending()).isFalse();

        contract.hypervisor().modifyDevice(id, new Memory(memory.bytes(), 256 * MEBIBYTE), Scope.RECORDED);
        assertThat(contract.system(id).restartPending()).isTrue();

        contract.hypervisor().power(id, PowerAction.POWER_OFF);
        assertThat(contract.system(id).restartPending()).isFalse();
        contract.hypervisor().power(id, PowerAction.START);
        assertThat(contract.system(id).restartPending()).isFalse();
        assertThat(contract.system(id).active().orElseThrow().memory().maximumBytes())
                .isEqualTo(256 * MEBIBYTE);
    }

    @Test
    void bootAndAutomaticActionsWaitForTheNextStart() {
        SystemId id = contract.running("booted");
        SystemSettings settings = contract.system(id).recorded().settings();
        String nic = contract.system(id).recorded().nics().get(0).id();
        SystemSettings changed = settings.with(settings.boot().withOrder(List.of(nic)))
                .with(settings.automatic().withRecovery(AutomaticActions.RecoveryAction.RESTART));

        assertRefused(
                Reason.UNSUPPORTED,
                PREFIX + "booted",
                () -> contract.hypervisor().modifySettings(id, changed, Scope.ACTIVE));
        contract.hypervisor().modifySettings(id, changed, Scope.RECORDED);
        assertThat(contract.system(id).restartPending()).isTrue();
    }

    // What happens with the host has nothing to do with what runs.
    @Test
    void theAutomaticStartIsNeverPending() {
        SystemId id = contract.running("automatic");
        SystemSettings settings = contract.system(id).recorded().settings();

        contract.hypervisor()
                .modifySettings(
                        id,
                        settings.with(settings.automatic().withStartup(AutomaticActions.StartupAction.ALWAYS)),
                        Scope.RECORDED);

        assertThat(contract.system(id).recorded().settings().automatic().startup())
                .isEqualTo(AutomaticActions.StartupAction.ALWAYS);
        assertThat(contract.system(id).restartPending()).isFalse();
    }

    @Test
    void activeProcessorsGrowWithoutTouchingTheRecord() {
        assumeTrue(contract.addsProcessorsLive(), "the number of processors is fixed here while a system runs");
        SystemId id = contract.running("growing");

        contract.hypervisor().modifyDevice(id, Processor.of(2, 2), Scope.ACTIVE);

        assertThat(contract.system(id).active().orElseThrow().processor().count())
                .isEqualTo(2);
        assertThat(contract.system(id).recorded().processor().count()).isEqualTo(1);
        contract.assertSystemChanged(id);
    }

    @Test
    void activeProcessorsShrinkOrTheBackendSaysThatTheyCannot() {
        SystemId id = contract.define(contract.configuration("shrinking").with(Processor.of(2, 2)));
        contract.hypervisor().power(id, PowerAction.START);

        if (contract.removesProcessorsLive()) {
            contract.hypervisor().modifyDevice(id, Processor.of(1, 2), Scope.ACTIVE);
            assertThat(contract.system(id).active().orElseThrow().processor().count())
                    .isEqualTo(1);
        } else {
            assertRefused(
                    Reason.UNSUPPORTED,
                    PREFIX + "shrinking",
                    () -> contract.hypervisor().modifyDevice(id, Processor.of(1, 2), Scope.ACTIVE));
            assertThat(contract.system(id).active().orElseThrow().processor().count())
                    .isEqualTo(2);
        }
    }

    @Test
    void theMaximumOfWhatRunsIsFixed() {
        SystemId id = contract.running("bounded");

        assertRefused(
                Reason.UNSUPPORTED,
                PREFIX + "bounded",
                () -> contract.hypervisor().modifyDevice(id, Processor.of(4, 4), Scope.ACTIVE));
        assertRefused(
                Reason.UNSUPPORTED,
                PREFIX + "bounded",
                () -> contract.hypervisor().modifyDevice(id, new Memory(256 * MEBIBYTE, 256 * MEBIBYTE), Scope.ACTIVE));
    }

    @Test
    void activeMemoryFollowsTheBalloon() {
        assumeTrue(
                contract.obeysWithoutGuest() || contract.bootVolume().isPresent(),
                "no guest here that gives memory back");
        SystemId id = contract.define(contract.bootable("balloon"));
        contract.hypervisor().power(id, PowerAction.START);
        contract.awaitGuest(id);
        Memory before = contract.system(id).recorded().memory();
        Memory smaller = before.withBytes(before.bytes() - 16 * MEBIBYTE);

        contract.hypervisor().modifyDevice(id, smaller, Scope.ACTIVE);

        assertThat(contract.system(id).active().orElseThrow().memory()).isEqualTo(smaller);
        assertThat(contract.system(id).recorded().memory()).isEqualTo(before);
    }

    @Test
    void whatIsOffHasNoActiveConfigurationToChange() {
        SystemId id = contract.define(contract.configuration("off"));

        assertRefused(
                Reason.INVALID_STATE,
                PREFIX + "off",
                () -> contract.hypervisor().modifyDevice(id, Processor.of(2, 2), Scope.ACTIVE));
        assertRefused(
                Reason.INVALID_STATE,
                PREFIX + "off",
                () -> contract.hypervisor().addDevice(id, contract.nic(), Scope.ACTIVE));
        assertRefused(
                Reason.INVALID_STATE,
                PREFIX + "off",
                () -> contract.hypervisor()
                        .removeDevice(
                                id, contract.system(id).recorded().nics().get(0).id(), Scope.ACTIVE));
    }

    @Test
    void adaptersComeAndGoInTheRecord() {
        SystemId id = contract.define(contract.configuration("adapters"));
        Nic added = contract.nic();
        Nic first = contract.system(id).recorded().nics().get(0);

        contract.hypervisor().addDevice(id, added, Scope.RECORDED);
        assertThat(contract.system(id).recorded().nics()).containsExactly(first, added);

        Nic changed = new Nic(added.mac(), added.attachment(), added.connection(), "e1000");
        contract.hypervisor().modifyDevice(id, changed, Scope.RECORDED);
        assertThat(contract.system(id).recorded().nics()).containsExactly(first, changed);

        contract.hypervisor().removeDevice(id, added.id(), Scope.RECORDED);
        assertThat(contract.system(id).recorded().nics()).containsExactly(first);
    }

    @Test
    void disksComeAndGoInTheRecord() {
        assumeTrue(contract.hasDisks(), "no disks here");
        SystemId id = contract.define(contract.configuration("disks"));
        Volume volume = contract.volume("data", 8 * MEBIBYTE);
        Disk added = contract.disk("vdb", volume.id(), volume.capacityBytes());

        contract.hypervisor().addDevice(id, added, Scope.RECORDED);
        assertThat(contract.system(id).recorded().device(added.id())).contains(added);

        contract.hypervisor().removeDevice(id, added.id(), Scope.RECORDED);
        assertThat(contract.system(id).recorded().device(added.id())).isEmpty();
        assertThat(contract.volumes().find(volume.id())).isPresent();
    }

    @Test
    void mediaAreChangedInTheRecord() {
        assumeTrue(contract.hasDisks(), "no disks here");
        Volume medium = contract.volume("medium", MEBIBYTE, VolumeFormat.RAW);
        Disk empty = new Disk("hdc", Disk.Type.CD, Disk.Bus.IDE, Optional.empty(), VolumeFormat.ISO, 0, true);
        SystemId id = contract.define(contract.configuration("media").with(empty));
        assertThat(contract.system(id).recorded().device("hdc")).contains(empty);

        Disk full = empty.withSource(Optional.of(medium.id())).withCapacityBytes(medium.capacityBytes());
        contract.hypervisor().modifyDevice(id, full, Scope.RECORDED);
        assertThat(contract.system(id).recorded().device("hdc")).contains(full);

        contract.hypervisor().modifyDevice(id, empty, Scope.RECORDED);
        assertThat(contract.system(id).recorded().device("hdc")).contains(empty);
    }

    // DSP1043, CIM_AllocationCapabilities.SupportedAddStates: what the host says of itself is what happens.
    @Test
    void whatCanBePluggedIsWhatTheHostSays() {
        SystemId id = contract.running("plugged");
        Volume volume = contract.volume("plugged", 8 * MEBIBYTE);
        Set<ResourceKind> said = contract.hypervisor().inventory().host().hotPlug();

        for (Device device : List.of(contract.nic(), contract.disk("vdb", volume.id(), volume.capacityBytes()))) {
            boolean plugged;
            try {
                contract.hypervisor().addDevice(id, device, Scope.ACTIVE);
                plugged = contract.system(id)
                        .active()
                        .orElseThrow()
                        .device(device.id())
                        .isPresent();
            } catch (HypervisorException e) {
                plugged = false;
            }
            assertThat(plugged).as(device.kind().toString()).isEqualTo(said.contains(device.kind()));
        }
    }

    @Test
    void devicesComeAndGoWhileTheSystemRuns() {
        assumeTrue(contract.changesDevicesLive(), "no live device changes here");
        assumeTrue(
                contract.obeysWithoutGuest() || contract.bootVolume().isPresent(),
                "no guest here that lets devices go");
        SystemId id = contract.define(contract.bootable("hotplug"));
        contract.hypervisor().power(id, PowerAction.START);
        contract.awaitGuest(id);
        Volume volume = contract.volume("hot", 8 * MEBIBYTE);
        Disk disk = contract.disk("vdb", volume.id(), volume.capacityBytes());
        Nic nic = contract.nic();

        contract.hypervisor().addDevice(id, disk, Scope.ACTIVE);
        contract.hypervisor().addDevice(id, nic, Scope.ACTIVE);
        assertThat(contract.system(id).active().orElseThrow().device(disk.id())).contains(disk);
        assertThat(contract.system(id).active().orElseThrow().device(nic.id())).contains(nic);
        assertThat(contract.system(id).recorded().device(disk.id())).isEmpty();
        assertThat(contract.system(id).recorded().device(nic.id())).isEmpty();

        contract.hypervisor().removeDevice(id, disk.id(), Scope.ACTIVE);
        contract.hypervisor().removeDevice(id, nic.id(), Scope.ACTIVE);
        assertThat(contract.system(id).active().orElseThrow().device(disk.id())).isEmpty();
        assertThat(contract.system(id).active().orElseThrow().device(nic.id())).isEmpty();
    }

    @Test
    void mediaAreChangedWhileTheSystemRuns() {
        assumeTrue(contract.changesDisksLive(), "no live changes of disks here");
        assumeTrue(
                contract.obeysWithoutGuest() || contract.bootVolume().isPresent(),
                "no guest here whose firmware is done with its drives");
        Volume medium = contract.volume("hot-medium", MEBIBYTE, VolumeFormat.RAW);
        Disk empty = new Disk("hdc", Disk.Type.CD, Disk.Bus.IDE, Optional.empty(), VolumeFormat.ISO, 0, true);
        SystemId id = contract.define(contract.bootable("hot-media").with(empty));
        contract.hypervisor().power(id, PowerAction.START);
        // QEMU refuses what the firmware of a starting system comes between, which closes the tray when it looks for
        // media.
        contract.awaitGuest(id);

        Disk full = empty.withSource(Optional.of(medium.id())).withCapacityBytes(medium.capacityBytes());
        contract.hypervisor().modifyDevice(id, full, Scope.ACTIVE);
        assertThat(contract.system(id).active().orElseThrow().device("hdc")).contains(full);
        assertThat(contract.system(id).recorded().device("hdc")).contains(empty);

        contract.hypervisor().modifyDevice(id, empty, Scope.ACTIVE);
        assertThat(contract.system(id).active().orElseThrow().device("hdc")).contains(empty);
    }

    @Test
    void aDiskGrowsWhileTheSystemRuns() {
        assumeTrue(contract.changesDisksLive(), "no live changes of disks here");
        Volume volume = contract.volume("grows", 8 * MEBIBYTE);
        Disk disk = contract.disk("vdb", volume.id(), volume.capacityBytes());
        SystemId id = contract.define(contract.configuration("grows").with(disk));
        contract.hypervisor().power(id, PowerAction.START);

        contract.hypervisor().modifyDevice(id, disk.withCapacityBytes(16 * MEBIBYTE), Scope.ACTIVE);

        assertThat(contract.system(id).active().orElseThrow().device(disk.id()))
                .contains(disk.withCapacityBytes(16 * MEBIBYTE));
    }

    @Test
    void wrongDevicesAreRefusedByName() {
        SystemId id = contract.define(contract.configuration("wrong"));
        Nic there = contract.system(id).recorded().nics().get(0);

        assertRefused(
                Reason.ALREADY_EXISTS, there.id(), () -> contract.hypervisor().addDevice(id, there, Scope.RECORDED));
        assertRefused(Reason.NOT_FOUND, "vdz", () -> contract.hypervisor().removeDevice(id, "vdz", Scope.RECORDED));
        assertRefused(
                Reason.NOT_FOUND,
                "vdz",
                () -> contract.hypervisor()
                        .modifyDevice(
                                id,
                                new Disk(
                                        "vdz",
                                        Disk.Type.DISK,
                                        Disk.Bus.VIRTIO,
                                        Optional.empty(),
                                        VolumeFormat.RAW,
                                        0,
                                        false),
                                Scope.RECORDED));
        assertRefused(
                Reason.UNSUPPORTED, Memory.ID, () -> contract.hypervisor().removeDevice(id, Memory.ID, Scope.RECORDED));
        assertRefused(
                Reason.NOT_FOUND,
                "no-such-network",
                () -> contract.hypervisor()
                        .addDevice(
                                id,
                                new Nic(contract.mac(), Nic.Attachment.NETWORK, "no-such-network", "virtio"),
                                Scope.RECORDED));
    }

    @Test
    void aSystemThatIsOffIsRenamedAndKeepsItsIdentityOrTheBackendSaysThatItCannot() {
        SystemId id = contract.define(contract.configuration("before"));
        if (!contract.renames()) {
            SystemSettings renamed = contract.system(id).recorded().settings().withName(PREFIX + "after");
            assertRefused(
                    Reason.UNSUPPORTED,
                    PREFIX + "before",
                    () -> contract.hypervisor().modifySettings(id, renamed, Scope.RECORDED));
            assertThat(contract.system(id).name()).isEqualTo(PREFIX + "before");
            return;
        }

        contract.hypervisor()
                .modifySettings(
                        id, contract.system(id).recorded().settings().withName(PREFIX + "after"), Scope.RECORDED);

        assertThat(contract.system(id).name()).isEqualTo(PREFIX + "after");
        contract.assertSystemChanged(id);
    }

    @Test
    void aNameInUseOrOfASystemThatRunsStays() {
        SystemId id = contract.define(contract.configuration("mine"));
        contract.define(contract.configuration("theirs"));
        SystemSettings settings = contract.system(id).recorded().settings();

        assertRefused(
                Reason.ALREADY_EXISTS,
                PREFIX + "theirs",
                () -> contract.hypervisor().modifySettings(id, settings.withName(PREFIX + "theirs"), Scope.RECORDED));

        contract.hypervisor().power(id, PowerAction.START);
        assertRefused(
                Reason.INVALID_STATE,
                PREFIX + "mine",
                () -> contract.hypervisor().modifySettings(id, settings.withName(PREFIX + "new"), Scope.RECORDED));
    }

    @Test
    void settingsAreChangedInEachScopeAlone() {
        SystemId id = contract.running("titled");
        SystemSettings settings = contract.system(id).recorded().settings();

        contract.hypervisor().modifySettings(id, settings.withTitle("recorded"), Scope.RECORDED);
        contract.hypervisor()
                .modifySettings(id, settings.withTitle("active").withTags(List.of("tier=web")), Scope.ACTIVE);

        assertThat(contract.system(id).recorded().settings().title()).isEqualTo("recorded");
        assertThat(contract.system(id).recorded().settings().tags()).isEmpty();
        assertThat(contract.system(id).active().orElseThrow().settings().title())
                .isEqualTo("active");
        assertThat(contract.system(id).active().orElseThrow().settings().tags()).containsExactly("tier=web");
    }
}
