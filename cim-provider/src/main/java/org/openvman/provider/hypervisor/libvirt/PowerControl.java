package org.openvman.provider.hypervisor.libvirt;

import java.util.Locale;
import org.openvman.provider.hypervisor.HypervisorException;
import org.openvman.provider.hypervisor.HypervisorException.Reason;
import org.openvman.provider.hypervisor.PowerAction;
import org.openvman.provider.hypervisor.SystemState;

/** Changes the state of a domain. */
final class PowerControl {
    private final SystemReader systems;
    private final boolean guestsHelpToSave;

    /**
     * @param guestsHelpToSave whether guests take part in being saved, for which they must run (Xen)
     */
    PowerControl(SystemReader systems, boolean guestsHelpToSave) {
        this.systems = systems;
        this.guestsHelpToSave = guestsHelpToSave;
    }

    void apply(DomainHandle domain, PowerAction action) {
        SystemState state = systems.state(domain);
        PowerRules rules = PowerRules.of(action);
        if (rules.doneIn(state)) {
            return;
        }
        if (!rules.allowedFrom(state)) {
            throw new HypervisorException(
                    Reason.INVALID_STATE,
                    domain.description() + " is " + state.name().toLowerCase(Locale.ROOT) + ": it cannot "
                            + action.name().toLowerCase(Locale.ROOT).replace('_', ' '));
        }
        switch (action) {
            case START -> start(domain, state);
            case SHUT_DOWN -> domain.shutDown();
            case POWER_OFF -> powerOff(domain, state);
            case PAUSE -> domain.pause();
            case RESUME -> domain.resume();
            case SAVE -> save(domain, state);
            case REBOOT -> domain.reboot();
            case RESET -> domain.reset();
        }
    }

    private void start(DomainHandle domain, SystemState before) {
        domain.start();
        // One that was paused when it was saved comes back paused.
        if (before == SystemState.SUSPENDED && systems.state(domain) == SystemState.PAUSED) {
            domain.resume();
        }
    }

    private void save(DomainHandle domain, SystemState before) {
        boolean woken = guestsHelpToSave && before == SystemState.PAUSED;
        if (woken) {
            domain.resume();
        }
        try {
            domain.save();
        } catch (HypervisorException failed) {
            goOn(domain, woken, failed);
            throw failed;
        }
    }

    /** A system that could not be saved is as it was, without a saved image that it would start from. */
    private void goOn(DomainHandle domain, boolean woken, HypervisorException failed) {
        try {
            if (!domain.state().isLive()) {
                return;
            }
            if (domain.hasSavedImage()) {
                domain.dropSavedImage();
            }
            if (woken) {
                domain.pause();
            }
        } catch (HypervisorException worse) {
            failed.addSuppressed(worse);
        }
    }

    private static void powerOff(DomainHandle domain, SystemState state) {
        if (state == SystemState.SUSPENDED) {
            domain.dropSavedImage();
        } else {
            domain.powerOff();
        }
    }
}
