package org.openvman.provider.hypervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.openvman.provider.hypervisor.HypervisorContract.MEBIBYTE;
import static org.openvman.provider.hypervisor.HypervisorContract.PREFIX;
import static org.openvman.provider.hypervisor.HypervisorContract.assertRefused;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.openvman.provider.hypervisor.HypervisorException.Reason;

/** Systems are defined, cloned, renamed and undefined. */
abstract class DefiningContract {
    private final HypervisorContract contract;

    DefiningContract(HypervisorContract contract) {
        this.contract = contract;
    }

    @Test
    void aDefinedSystemIsOffAndHasWhatWasAskedFor() {
        SystemConfiguration wanted = contract.configuration("defined");

        SystemId id = contract.define(wanted);

        VirtualSystem system = contract.system(id);
        assertThat(system.id()).isEqualTo(id);
        assertThat(system.host()).isEqualTo(contract.hypervisor().id());
        assertThat(system.state()).isEqualTo(SystemState.DEFINED);
        assertThat(system.active()).isEmpty();
        assertThat(system.recorded().processor()).isEqualTo(wanted.processor());
        assertThat(system.recorded().memory()).isEqualTo(wanted.memory());
        assertThat(system.recorded().nics()).isEqualTo(wanted.nics());
        assertThat(system.recorded().disks()).isEqualTo(wanted.disks());
        assertThat(system.recorded().settings().name())
                .isEqualTo(wanted.settings().name());
        assertThat(system.recorded().settings().type())
                .isEqualTo(contract.hypervisor().inventory().host().systemType());
        contract.assertSystemChanged(id);
    }

    @Test
    void textOfPeopleSurvives() {
        SystemConfiguration plain = contract.configuration("text");
        SystemSettings settings = plain.settings()
                .withTitle("R&D <\"São Paulo\"> 日本")
                .withNotes(List.of("first line", "second & last"))
                .withTags(List.of("service=sap <1>", "tier=db"))
                .with(AutomaticActions.NONE
                        .withRecovery(AutomaticActions.RecoveryAction.RESTART)
                        .withReboot(AutomaticActions.GuestAction.RESTART)
                        .withStartup(AutomaticActions.StartupAction.ALWAYS));

        SystemId id = contract.define(plain.withSettings(settings));

        SystemSettings seen = contract.system(id).recorded().settings();
        assertThat(seen.title()).isEqualTo(settings.title());
        assertThat(seen.notes()).isEqualTo(settings.notes());
        assertThat(seen.tags()).isEqualTo(settings.tags());
        assertThat(seen.automatic()).isEqualTo(settings.automatic());
    }

    // What a hypervisor has no place for must not look as if it had been taken.
    @Test
    void automaticActionsAreKeptOrRefusedByName() {
        AutomaticActions none = AutomaticActions.NONE;
        keptOrRefused("delayed", none.withStartupDelay(Duration.ofSeconds(30)), "delay");
        keptOrRefused("third", none.withStartupSequence(3), "sequence");
        keptOrRefused("saved", none.withShutdown(AutomaticActions.ShutdownAction.SAVE_STATE), "saving");
        keptOrRefused("rebooted", none.withReboot(AutomaticActions.GuestAction.TURN_OFF), "reboot");
        keptOrRefused("restarted", none.withPowerOff(AutomaticActions.GuestAction.RESTART), "poweroff");
    }

    private void keptOrRefused(String name, AutomaticActions actions, String named) {
        SystemConfiguration plain = contract.configuration(name);
        SystemConfiguration wanted = plain.withSettings(plain.settings().with(actions));
        try {
            SystemId id = contract.define(wanted);
            assertThat(contract.system(id).recorded().settings().automatic()).isEqualTo(actions);
        } catch (HypervisorException refusal) {
            assertThat(refusal).hasMessageContaining(named).hasMessageContaining(PREFIX + name);
            assertThat(refusal.reason()).isEqualTo(Reason.UNSUPPORTED);
        }
    }

    @Test
    void theBootOrderNamesDevicesOfTheSystem() {
        assumeTrue(contract.hasDisks(), "no disks here");
        SystemConfiguration plain = contract.configuration("ordered");
        String nic = plain.nics().get(0).id();
        Disk cd = new Disk("hdc", Disk.Type.CD, Disk.Bus.IDE, Optional.empty(), VolumeFormat.RAW, 0, true);
        SystemId id = contract.define(
                plain.with(cd).withSettings(plain.settings().with(Boot.USUAL.withOrder(List.of(nic, "hdc")))));
        assertThat(bootOrder(id)).containsExactly(nic, "hdc");

        SystemSettings settings = contract.system(id).recorded().settings();
        assertRefused(
                Reason.NOT_FOUND,
                "vdx",
                () -> contract.hypervisor()
                        .modifySettings(id, settings.with(settings.boot().withOrder(List.of("vdx"))), Scope.RECORDED));
        assertThat(bootOrder(id)).containsExactly(nic, "hdc");

        contract.hypervisor()
                .modifySettings(id, settings.with(settings.boot().withOrder(List.of("hdc", nic))), Scope.RECORDED);
        assertThat(bootOrder(id)).containsExactly("hdc", nic);

        contract.hypervisor().removeDevice(id, nic, Scope.RECORDED);
        assertThat(bootOrder(id)).containsExactly("hdc");

        contract.hypervisor().modifySettings(id, settings.with(settings.boot().withOrder(List.of())), Scope.RECORDED);
        assertThat(bootOrder(id)).isEmpty();
    }

    private List<String> bootOrder(SystemId id) {
        return contract.system(id).recorded().settings().boot().order();
    }

    @Test
    void uefiIsTakenOrTheErrorSaysWhatTheHostLacks() {
        SystemConfiguration plain = contract.configuration("uefi");
        SystemSettings settings = plain.settings().with(Boot.USUAL.withFirmware(Boot.Firmware.UEFI));
        SystemId id = new SystemId(UUID.randomUUID());
        try {
            contract.hypervisor().define(id, plain.withSettings(settings));
        } catch (HypervisorException refusal) {
            assertThat(refusal).hasMessageContaining(PREFIX + "uefi").hasMessageContaining("UEFI");
            assertThat(refusal.reason()).isEqualTo(Reason.UNSUPPORTED);
            assertThat(contract.hypervisor().system(id)).isEmpty();
            return;
        }
        contract.removeAfterwards(id);
        assertThat(firmware(id)).contains(Boot.Firmware.UEFI);
        contract.hypervisor().power(id, PowerAction.START);
        contract.hypervisor().power(id, PowerAction.POWER_OFF);

        SystemSettings seen = contract.system(id).recorded().settings();
        contract.hypervisor()
                .modifySettings(id, seen.with(seen.boot().withFirmware(Boot.Firmware.BIOS)), Scope.RECORDED);
        assertThat(firmware(id)).contains(Boot.Firmware.BIOS);
    }

    private Optional<Boot.Firmware> firmware(SystemId id) {
        return contract.system(id).recorded().settings().boot().firmware();
    }

    @Test
    void weightAndLimitOfProcessorsSurvive() {
        Processor processor = Processor.of(1, 2).withWeight(2048).withLimitPercent(50);

        SystemId id = contract.define(contract.configuration("weighted").with(processor));

        assertThat(contract.system(id).recorded().processor()).isEqualTo(processor);
    }

    @Test
    void aNameInUseIsRefused() {
        contract.define(contract.configuration("taken"));

        assertRefused(
                Reason.ALREADY_EXISTS,
                PREFIX + "taken",
                () -> contract.hypervisor().define(new SystemId(UUID.randomUUID()), contract.configuration("taken")));
    }

    // A definition must never change a system that exists, even if libvirt's own define would.
    @Test
    void anIdInUseIsRefusedAndTheSystemIsUnchanged() {
        SystemId id = contract.define(contract.configuration("first"));
        VirtualSystem before = contract.system(id);

        assertRefused(
                Reason.ALREADY_EXISTS,
                id.toString(),
                () -> contract.hypervisor().define(id, contract.configuration("second")));
        assertRefused(
                Reason.ALREADY_EXISTS,
                "first",
                () -> contract.hypervisor()
                        .define(id, contract.configuration("first").with(Processor.of(2, 2))));

        assertThat(contract.system(id)).isEqualTo(before);
    }

    @Test
    void anUnknownNetworkIsNamed() {
        Nic nowhere = new Nic(contract.mac(), Nic.Attachment.NETWORK, "no-such-network", "virtio");

        SystemId id = new SystemId(UUID.randomUUID());
        assertRefused(
                Reason.NOT_FOUND,
                "no-such-network",
                () -> contract.hypervisor()
                        .define(id, contract.configuration("lost").with(nowhere)));

        assertThat(contract.hypervisor().system(id)).isEmpty();
    }

    @Test
    void anUnknownVolumeIsNamed() {
        Disk nothing = contract.disk("vdb", new VolumeId(contract.storagePool(), "no-such-volume"), 0);

        SystemId id = new SystemId(UUID.randomUUID());
        assertRefused(
                Reason.NOT_FOUND,
                "no-such-volume",
                () -> contract.hypervisor()
                        .define(id, contract.configuration("lost").with(nothing)));

        assertThat(contract.hypervisor().system(id)).isEmpty();
    }

    @Test
    void moreMemoryThanTheHostHasIsRefused() {
        long tooMuch = contract.hypervisor().inventory().host().memoryBytes() + 64 * 1024 * MEBIBYTE;

        assertRefused(
                Reason.INSUFFICIENT_RESOURCES,
                PREFIX + "huge",
                () -> contract.hypervisor()
                        .define(
                                new SystemId(UUID.randomUUID()),
                                contract.configuration("huge").with(new Memory(tooMuch, tooMuch))));
    }

    @Test
    void moreProcessorsThanTheHostAllowsAreRefused() {
        int tooMany = contract.hypervisor().inventory().host().maximumProcessors() + 1;

        assertRefused(
                Reason.INSUFFICIENT_RESOURCES,
                PREFIX + "wide",
                () -> contract.hypervisor()
                        .define(
                                new SystemId(UUID.randomUUID()),
                                contract.configuration("wide").with(Processor.of(1, tooMany))));
    }

    @Test
    void anUndefinedSystemIsGoneAndItsNameIsFree() {
        SystemId id = contract.define(contract.configuration("gone"));
        contract.forgetEvents();

        contract.hypervisor().undefine(id);

        assertThat(contract.hypervisor().system(id)).isEmpty();
        assertThat(contract.hypervisor().inventory().systems()).doesNotContainKey(id);
        contract.assertSystemChanged(id);
        assertThatCode(() -> contract.define(contract.configuration("gone"))).doesNotThrowAnyException();
    }

    @Test
    void aSystemThatRunsCannotBeUndefined() {
        SystemId id = contract.define(contract.configuration("busy"));
        contract.hypervisor().power(id, PowerAction.START);

        assertRefused(
                Reason.INVALID_STATE,
                PREFIX + "busy",
                () -> contract.hypervisor().undefine(id));

        assertThat(contract.system(id).state()).isEqualTo(SystemState.ACTIVE);
    }

    @Test
    void aSavedSystemIsUndefinedWithItsState() {
        contract.assumeCan(PowerAction.SAVE);
        SystemId id = contract.running("saved");
        contract.hypervisor().power(id, PowerAction.SAVE);

        contract.hypervisor().undefine(id);

        assertThat(contract.hypervisor().system(id)).isEmpty();
    }

    @Test
    void aSystemHasConsolesWhileItRuns() {
        assumeTrue(contract.hasConsoles(), "no consoles here");
        SystemId id = contract.running("seen");

        assertThat(contract.system(id).consoles()).isNotEmpty().allSatisfy(console -> {
            assertThat(console.address()).isNotBlank();
            assertThat(console.port())
                    .satisfiesAnyOf(
                            port -> assertThat(port).isEmpty(),
                            port -> assertThat(port.getAsInt()).isPositive());
        });

        contract.hypervisor().power(id, PowerAction.POWER_OFF);
        assertThat(contract.system(id).consoles()).isEmpty();
    }

    @Test
    void whatIsUnknownIsNotFound() {
        SystemId unknown = new SystemId(UUID.randomUUID());

        assertRefused(
                Reason.NOT_FOUND,
                unknown.toString(),
                () -> contract.hypervisor().undefine(unknown));
        assertRefused(
                Reason.NOT_FOUND,
                unknown.toString(),
                () -> contract.hypervisor().power(unknown, PowerAction.START));
        assertRefused(
                Reason.NOT_FOUND,
                unknown.toString(),
                () -> contract.hypervisor().removeDevice(unknown, "vda", Scope.RECORDED));
        assertRefused(
                Reason.NOT_FOUND,
                unknown.toString(),
                () -> contract.hypervisor().modifySettings(unknown, SystemSettings.named("x"), Scope.RECORDED));
    }
}
