package org.openvman.provider.profile.network;

import java.util.Optional;
import java.util.stream.Stream;
import org.openvman.provider.hypervisor.HostInventory;
import org.openvman.provider.hypervisor.Inventory;
import org.openvman.provider.hypervisor.Nic;
import org.openvman.provider.hypervisor.SystemId;
import org.openvman.provider.hypervisor.VirtualSwitch;
import org.openvman.provider.hypervisor.VirtualSystem;
import org.openvman.provider.view.Source;

/** A port of a switch: it is there for the adapter that is plugged into it, and as long. */
record SwitchPort(VirtualSwitch owner, VirtualSystem system, Nic nic) {
    private static final String INFIX = "/port-";

    static Source<SwitchPort> source(String key) {
        return Source.keyed(
                key,
                inventory -> inventory
                        .hosts()
                        .flatMap(host -> host.switches().stream().flatMap(owner -> of(host, owner))),
                SwitchPort::find);
    }

    /** The ports of a switch. */
    static Stream<SwitchPort> of(Inventory inventory, VirtualSwitch owner) {
        return inventory.host(owner.host()).stream().flatMap(host -> of(host, owner));
    }

    private static Stream<SwitchPort> of(HostInventory host, VirtualSwitch owner) {
        return host.systems().values().stream()
                .flatMap(system -> system.current().nics().stream()
                        .filter(nic -> isOn(nic, owner))
                        .map(nic -> new SwitchPort(owner, system, nic)));
    }

    static boolean isOn(Nic nic, VirtualSwitch owner) {
        return nic.attachment() == Nic.Attachment.NETWORK
                && nic.connection().equals(owner.settings().name());
    }

    /** Unique over all switches, and at most 64 characters (CIM_LogicalDevice.DeviceID). */
    String id() {
        return system.id() + INFIX + nic.mac().text().replace(":", "");
    }

    boolean carriesFrames() {
        return owner.active() && system.state().isLive();
    }

    private static Optional<SwitchPort> find(Inventory inventory, String id) {
        int infix = id.indexOf(INFIX);
        if (infix < 0) {
            return Optional.empty();
        }
        try {
            return inventory
                    .system(SystemId.parse(id.substring(0, infix)))
                    .flatMap(system -> inventory.host(system.host()))
                    .stream()
                    .flatMap(host -> host.switches().stream().flatMap(owner -> of(host, owner)))
                    .filter(port -> port.id().equals(id))
                    .findFirst();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
