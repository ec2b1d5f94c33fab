package org.openvman.provider.profile.network;

import java.util.UUID;
import org.openvman.provider.hypervisor.Fleet;
import org.openvman.provider.hypervisor.HostInventory;
import org.openvman.provider.hypervisor.Hypervisor;
import org.openvman.provider.hypervisor.VirtualSwitch;
import org.openvman.provider.hypervisor.VirtualSwitches;
import org.openvman.provider.operation.CimException;
import org.openvman.provider.operation.CimStatus;
import org.openvman.provider.view.ClassView;
import org.openvman.provider.view.MethodCall;
import org.openvman.provider.view.Outcome;
import org.openvman.schema.cim.CimInstance;

/** The methods of the service for virtual Ethernet switches; those of DSP1042, for switches. */
final class SwitchManagement {
    private final Fleet fleet;
    private final ClassView<VirtualSwitch> switches;

    SwitchManagement(Fleet fleet, ClassView<VirtualSwitch> switches) {
        this.fleet = fleet;
        this.switches = switches;
    }

    Outcome defineSystem(HostInventory host, MethodCall call) {
        CimInstance settings = call.instance("SystemSettings").orElseThrow(() -> call.missing("SystemSettings"));
        String name = settings.string("ElementName")
                .orElseThrow(() -> call.invalid("a switch needs a name (SystemSettings.ElementName)"));
        VirtualSwitch made =
                backend(host).define(SwitchSettings.SETTINGS.apply(VirtualSwitch.Settings.named(name), settings));
        return Outcome.completed("ResultingSystem", call.pathOf(switches, made));
    }

    Outcome modifySystemSettings(HostInventory host, MethodCall call) {
        CimInstance settings = call.instance("SystemSettings").orElseThrow(() -> call.missing("SystemSettings"));
        VirtualSwitch before = settings.string("InstanceID")
                .flatMap(id -> host.switches().stream()
                        .filter(each -> SwitchProfile.settingId(each).equals(id))
                        .findFirst())
                .orElseThrow(() -> new CimException(
                        CimStatus.NOT_FOUND,
                        "no switch of this host has the setting \""
                                + settings.string("InstanceID").orElse("") + "\""));
        VirtualSwitch.Settings after = SwitchSettings.SETTINGS.apply(before.settings(), settings);
        if (!after.equals(before.settings())) {
            backend(host).modify(before.id(), after);
        }
        return Outcome.completed();
    }

    Outcome destroySystem(HostInventory host, MethodCall call) {
        VirtualSwitch gone = call.target("AffectedSystem", switches);
        if (!gone.host().equals(host.host().id())) {
            throw call.invalid("the switch is one of host " + gone.host());
        }
        UUID id = gone.id();
        backend(host).delete(id);
        return Outcome.completed();
    }

    private VirtualSwitches backend(HostInventory host) {
        return fleet.hypervisor(host.host().id())
                .flatMap(Hypervisor::virtualSwitches)
                .orElseThrow(() -> new CimException(
                        CimStatus.NOT_SUPPORTED,
                        "host " + host.host().id() + " has no switches that could be managed"));
    }
}
