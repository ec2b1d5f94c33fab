package org.openvman.provider.hypervisor.libvirt;

import java.util.Set;
import org.openvman.provider.hypervisor.AutomaticActions;
import org.openvman.provider.hypervisor.AutomaticActions.GuestAction;
import org.openvman.provider.hypervisor.AutomaticActions.RecoveryAction;
import org.openvman.provider.hypervisor.AutomaticActions.ShutdownAction;
import org.openvman.provider.hypervisor.AutomaticActions.StartupAction;
import org.openvman.provider.hypervisor.HypervisorException;
import org.openvman.provider.hypervisor.HypervisorException.Reason;
import org.w3c.dom.Element;

/** Automatic actions in domain XML: {@code on_poweroff}, {@code on_reboot}, {@code on_crash}. */
final class AutomaticXml {
    /** All of them end with a restart; the others that libvirt knows leave the domain off, or crashed. */
    private static final Set<String> RESTARTS = Set.of("restart", "rename-restart", "coredump-restart");

    private AutomaticXml() {}

    /** All but what happens with the host, which libvirt keeps beside the XML. */
    static AutomaticActions read(XmlElement domain) {
        return AutomaticActions.NONE
                .withPowerOff(restarts(domain, "on_poweroff") ? GuestAction.RESTART : GuestAction.TURN_OFF)
                // Without a word a domain that reboots is restarted.
                .withReboot(
                        domain.textOf("on_reboot").isEmpty() || restarts(domain, "on_reboot")
                                ? GuestAction.RESTART
                                : GuestAction.TURN_OFF)
                .withRecovery(restarts(domain, "on_crash") ? RecoveryAction.RESTART : RecoveryAction.NONE);
    }

    private static boolean restarts(XmlElement domain, String event) {
        return RESTARTS.contains(domain.textOf(event));
    }

    /** Writes what is another action than before; the finer ones that libvirt knows stay where they mean the same. */
    static void write(Element domain, AutomaticActions actions) {
        set(domain, "on_poweroff", actions.powerOff() == GuestAction.RESTART, false);
        set(domain, "on_reboot", actions.reboot() == GuestAction.RESTART, true);
        set(domain, "on_crash", actions.recovery() == RecoveryAction.RESTART, false);
    }

    private static void set(Element domain, String event, boolean restart, boolean usually) {
        String before = Dom.child(domain, event)
                .map(element -> element.getTextContent().strip())
                .orElse("");
        boolean restarted = before.isEmpty() ? usually : RESTARTS.contains(before);
        if (restarted != restart || before.isEmpty()) {
            Dom.childOrNew(domain, event).setTextContent(restart ? "restart" : "destroy");
        }
    }

    /**
     * Refuses what libvirt has no place for.
     *
     * @throws HypervisorException UNSUPPORTED naming the action
     */
    static void check(String name, AutomaticActions actions) {
        if (actions.startup() == StartupAction.RESTART_IF_PREVIOUSLY_ACTIVE) {
            throw refused(name, "starts a system with the host always or never, not if it ran before");
        }
        if (!actions.startupDelay().isZero()) {
            throw refused(name, "knows no delay of automatic starts");
        }
        if (actions.startupSequence() != 0) {
            throw refused(name, "knows no sequence of automatic starts");
        }
        if (actions.shutdown() != ShutdownAction.TURN_OFF) {
            throw refused(
                    name,
                    "turns systems off with the host; saving or shutting them down is set for all systems of a host"
                            + " together, with its service libvirt-guests (ON_SHUTDOWN)");
        }
    }

    private static HypervisorException refused(String name, String why) {
        return new HypervisorException(Reason.UNSUPPORTED, "system \"" + name + "\": libvirt " + why);
    }
}
