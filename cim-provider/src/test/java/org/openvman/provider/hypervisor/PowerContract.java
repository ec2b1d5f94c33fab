package org.openvman.provider.hypervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.openvman.provider.hypervisor.HypervisorContract.PREFIX;
import static org.openvman.provider.hypervisor.HypervisorContract.assertRefused;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.openvman.provider.hypervisor.HypervisorException.Reason;

/** The states and transitions of DSP1057, as each backend must show them. */
abstract class PowerContract {
    private final HypervisorContract contract;

    PowerContract(HypervisorContract contract) {
        this.contract = contract;
    }

    @Test
    void startAndPowerOff() {
        SystemId id = contract.define(contract.configuration("cycle"));

        change(id, PowerAction.START, SystemState.ACTIVE);
        assertThat(contract.system(id).active()).isPresent();

        change(id, PowerAction.POWER_OFF, SystemState.DEFINED);
        assertThat(contract.system(id).active()).isEmpty();
    }

    @Test
    void pauseAndResume() {
        SystemId id = contract.running("pausing");

        change(id, PowerAction.PAUSE, SystemState.PAUSED);
        assertThat(contract.system(id).active()).isPresent();
        change(id, PowerAction.RESUME, SystemState.ACTIVE);
    }

    @Test
    void saveAndStartAgain() {
        contract.assumeCan(PowerAction.SAVE);
        SystemId id = contract.running("saving");

        change(id, PowerAction.SAVE, SystemState.SUSPENDED);
        assertThat(contract.system(id).active()).isEmpty();
        change(id, PowerAction.START, SystemState.ACTIVE);
    }

    @Test
    void aPausedSystemCanBeSavedAndPoweredOff() {
        contract.assumeCan(PowerAction.SAVE);
        SystemId saved = contract.running("paused-saved");
        contract.hypervisor().power(saved, PowerAction.PAUSE);
        change(saved, PowerAction.SAVE, SystemState.SUSPENDED);

        SystemId off = contract.running("paused-off");
        contract.hypervisor().power(off, PowerAction.PAUSE);
        change(off, PowerAction.POWER_OFF, SystemState.DEFINED);
    }

    @Test
    void poweringOffASavedSystemDropsItsState() {
        contract.assumeCan(PowerAction.SAVE);
        SystemId id = contract.running("dropped");
        contract.hypervisor().power(id, PowerAction.SAVE);

        change(id, PowerAction.POWER_OFF, SystemState.DEFINED);
    }

    // What capabilities do not list is refused, and the system goes on.
    @Test
    void whatTheHostCannotDoIsRefusedByName() {
        Set<PowerAction> can = contract.hypervisor().inventory().host().powerActions();
        SystemId id = contract.running("unable");

        for (PowerAction action : EnumSet.complementOf(EnumSet.copyOf(can))) {
            assertRefused(
                    Reason.UNSUPPORTED,
                    PREFIX + "unable",
                    () -> contract.hypervisor().power(id, action));
            assertThat(contract.system(id).state()).isEqualTo(SystemState.ACTIVE);
        }
    }

    @Test
    void resetKeepsTheSystemActive() {
        contract.assumeCan(PowerAction.RESET);
        SystemId id = contract.running("resetting");

        contract.hypervisor().power(id, PowerAction.RESET);

        assertThat(contract.system(id).state()).isEqualTo(SystemState.ACTIVE);
    }

    @Test
    void aGuestThatObeysShutsDown() {
        SystemId id = obedient("obeying");

        contract.hypervisor().power(id, PowerAction.SHUT_DOWN);

        await().atMost(contract.patience()).until(() -> contract.system(id).state() == SystemState.DEFINED);
        contract.assertSystemChanged(id);
    }

    @Test
    void aGuestThatObeysReboots() {
        SystemId id = obedient("rebooting");

        contract.hypervisor().power(id, PowerAction.REBOOT);

        await().atMost(contract.patience()).until(() -> contract.system(id).state() == SystemState.ACTIVE);
    }

    private SystemId obedient(String name) {
        assumeTrue(contract.obeysWithoutGuest() || contract.bootVolume().isPresent(), "no guest here that obeys");
        SystemId id = contract.define(contract.bootable(name));
        contract.hypervisor().power(id, PowerAction.START);
        contract.awaitGuest(id);
        contract.forgetEvents();
        return id;
    }

    @Test
    void nothingHappensInTheStateThatIsAskedFor() {
        SystemId id = contract.define(contract.configuration("same"));
        same(id, PowerAction.POWER_OFF, SystemState.DEFINED);
        same(id, PowerAction.SHUT_DOWN, SystemState.DEFINED);

        contract.hypervisor().power(id, PowerAction.START);
        same(id, PowerAction.START, SystemState.ACTIVE);
        same(id, PowerAction.RESUME, SystemState.ACTIVE);

        contract.hypervisor().power(id, PowerAction.PAUSE);
        same(id, PowerAction.PAUSE, SystemState.PAUSED);

        if (contract.can(PowerAction.SAVE) && contract.savesWithoutGuest()) {
            contract.hypervisor().power(id, PowerAction.SAVE);
            same(id, PowerAction.SAVE, SystemState.SUSPENDED);
        }
    }

    private void same(SystemId id, PowerAction action, SystemState state) {
        contract.hypervisor().power(id, action);
        assertThat(contract.system(id).state()).as("after %s", action).isEqualTo(state);
    }

    @Test
    void whatTheStateDoesNotAllowIsRefused() {
        SystemId id = contract.define(contract.configuration("stubborn"));
        refused(id, PowerAction.PAUSE, PowerAction.RESUME, PowerAction.SAVE, PowerAction.REBOOT, PowerAction.RESET);
        assertThat(contract.system(id).state()).isEqualTo(SystemState.DEFINED);

        contract.hypervisor().power(id, PowerAction.START);
        contract.hypervisor().power(id, PowerAction.PAUSE);
        refused(id, PowerAction.START, PowerAction.REBOOT);
        assertThat(contract.system(id).state()).isEqualTo(SystemState.PAUSED);

        if (contract.can(PowerAction.SAVE) && contract.savesWithoutGuest()) {
            contract.hypervisor().power(id, PowerAction.SAVE);
            refused(id, PowerAction.PAUSE, PowerAction.RESUME, PowerAction.REBOOT, PowerAction.RESET);
            assertThat(contract.system(id).state()).isEqualTo(SystemState.SUSPENDED);
        }
    }

    private void refused(SystemId id, PowerAction... actions) {
        for (PowerAction action : actions) {
            assertRefused(
                    Reason.INVALID_STATE,
                    PREFIX + "stubborn",
                    () -> contract.hypervisor().power(id, action));
        }
    }

    private void change(SystemId id, PowerAction action, SystemState expected) {
        contract.forgetEvents();
        contract.hypervisor().power(id, action);
        assertThat(contract.system(id).state()).as("after %s", action).isEqualTo(expected);
        assertThat(contract.system(id).lastStateChange()).isPresent();
        contract.assertSystemChanged(id);
    }
}
