package org.openvman.provider.profile.system;

import java.util.Optional;
import java.util.stream.Stream;
import org.openvman.provider.hypervisor.Console;
import org.openvman.provider.hypervisor.Inventory;
import org.openvman.provider.hypervisor.VirtualSystem;

/** A console with its system: what a service access point shows. */
record SystemConsole(VirtualSystem system, Console console) {

    /** CIM_ServiceAccessPoint.Name: {@code UUID/vnc}. */
    String name() {
        return system.id() + "/" + console.name();
    }

    static Stream<SystemConsole> of(VirtualSystem system, boolean graphical) {
        return system.consoles().stream()
                .filter(console -> console.protocol().isGraphical() == graphical)
                .map(console -> new SystemConsole(system, console));
    }

    static Stream<SystemConsole> all(Inventory inventory, boolean graphical) {
        return inventory.systems().flatMap(system -> of(system, graphical));
    }

    static Optional<SystemConsole> find(Inventory inventory, String name, boolean graphical) {
        return DeviceId.parse(name)
                .flatMap(id -> inventory
                        .system(id.system())
                        .flatMap(system -> of(system, graphical)
                                .filter(found -> found.console().name().equals(id.device()))
                                .findFirst()));
    }
}
