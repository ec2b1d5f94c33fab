package org.openvman.provider.hypervisor;

import java.time.Duration;

/**
 * What happens to a virtual system without anybody asking for it.
 *
 * @param startupDelay how long to wait before it is started with the host
 * @param startupSequence when it is started with the host, lower ones first; 0 for any time
 * @param powerOff what a guest gets that turns itself off
 * @param reboot what a guest gets that restarts itself
 */
public record AutomaticActions(
        StartupAction startup,
        Duration startupDelay,
        int startupSequence,
        ShutdownAction shutdown,
        RecoveryAction recovery,
        GuestAction powerOff,
        GuestAction reboot) {

    /** What to do when the host starts (CIM_VirtualSystemSettingData.AutomaticStartupAction). */
    public enum StartupAction {
        NONE,
        RESTART_IF_PREVIOUSLY_ACTIVE,
        ALWAYS
    }

    /** What to do when the host stops (CIM_VirtualSystemSettingData.AutomaticShutdownAction). */
    public enum ShutdownAction {
        TURN_OFF,
        SAVE_STATE,
        SHUT_DOWN
    }

    /** What to do when the system fails (CIM_VirtualSystemSettingData.AutomaticRecoveryAction). */
    public enum RecoveryAction {
        NONE,
        RESTART
    }

    /** What to do when the guest ends itself. */
    public enum GuestAction {
        TURN_OFF,
        RESTART
    }

    /** Nothing happens but what the guest itself does. */
    public static final AutomaticActions NONE = new AutomaticActions(
            StartupAction.NONE,
            Duration.ZERO,
            0,
            ShutdownAction.TURN_OFF,
            RecoveryAction.NONE,
            GuestAction.TURN_OFF,
            GuestAction.RESTART);

    public AutomaticActions {
        if (startupDelay.isNegative()) {
            throw new IllegalArgumentException("a delay of " + startupDelay);
        }
        if (startupSequence < 0 || startupSequence > 0xffff) {
            throw new IllegalArgumentException("a place of " + startupSequence + " in the sequence (0 to 65535)");
        }
    }

    public AutomaticActions withStartup(StartupAction changed) {
        return new AutomaticActions(changed, startupDelay, startupSequence, shutdown, recovery, powerOff, reboot);
    }

    public AutomaticActions withStartupDelay(Duration changed) {
        return new AutomaticActions(startup, changed, startupSequence, shutdown, recovery, powerOff, reboot);
    }

    public AutomaticActions withStartupSequence(int changed) {
        return new AutomaticActions(startup, startupDelay, changed, shutdown, recovery, powerOff, reboot);
    }

    public AutomaticActions withShutdown(ShutdownAction changed) {
        return new AutomaticActions(startup, startupDelay, startupSequence, changed, recovery, powerOff, reboot);
    }

    public AutomaticActions withRecovery(RecoveryAction changed) {
        return new AutomaticActions(startup, startupDelay, startupSequence, shutdown, changed, powerOff, reboot);
    }

    public AutomaticActions withPowerOff(GuestAction changed) {
        return new AutomaticActions(startup, startupDelay, startupSequence, shutdown, recovery, changed, reboot);
    }

    public AutomaticActions withReboot(GuestAction changed) {
        return new AutomaticActions(startup, startupDelay, startupSequence, shutdown, recovery, powerOff, changed);
    }

    /** With what another one says of starts and stops of the host, which concern no running system. */
    AutomaticActions withHostActionsOf(AutomaticActions other) {
        return new AutomaticActions(
                other.startup, other.startupDelay, other.startupSequence, other.shutdown, recovery, powerOff, reboot);
    }
}
