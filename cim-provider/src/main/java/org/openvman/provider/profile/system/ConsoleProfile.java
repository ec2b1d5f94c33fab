package org.openvman.provider.profile.system;

import java.util.List;
import java.util.Optional;
import org.openvman.provider.hypervisor.Console.Protocol;
import org.openvman.provider.view.AssociationView;
import org.openvman.provider.view.ClassView;
import org.openvman.provider.view.Profile;
import org.openvman.provider.view.Source;

/**
 * The consoles of running systems as access points: CIM_KVMRedirectionSAP for screens, CIM_TextRedirectionSAP for serial
 * lines. They are hosted by the host, which listens there, and lead to the virtual system.
 */
public final class ConsoleProfile implements Profile {
    // CIM_KVMRedirectionSAP.KVMProtocol
    private static final int OTHER_PROTOCOL = 1;
    private static final int VNC = 4;

    /** CIM_TextRedirectionSAP.TextFlowType: Character Stream. */
    private static final int CHARACTERS = 2;

    private static final ClassView<SystemConsole> SCREEN = accessPoint("OpenVMAN_KVMRedirectionSAP", true)
            .property("KVMProtocol", screen -> isVnc(screen) ? VNC : OTHER_PROTOCOL)
            .property(
                    "OtherKVMProtocol",
                    screen -> isVnc(screen)
                            ? Optional.empty()
                            : Optional.of(screen.console().protocol().name()))
            .build();

    private static final ClassView<SystemConsole> TEXT = accessPoint("OpenVMAN_TextRedirectionSAP", false)
            .constant("TextFlowType", CHARACTERS)
            .build();

    private final VirtualSystemProfile systems;

    public ConsoleProfile(VirtualSystemProfile systems) {
        this.systems = systems;
    }

    private static boolean isVnc(SystemConsole screen) {
        return screen.console().protocol() == Protocol.VNC;
    }

    private static ClassView.Builder<SystemConsole> accessPoint(String className, boolean graphical) {
        return ClassView.of(
                        className,
                        Source.keyed(
                                "Name",
                                inventory -> SystemConsole.all(inventory, graphical),
                                (inventory, name) -> SystemConsole.find(inventory, name, graphical)))
                .constant("SystemCreationClassName", HostProfile.HOST_CLASS)
                .property("SystemName", console -> console.system().host().value())
                .constant("CreationClassName", className)
                .property("Name", SystemConsole::name)
                .property(
                        "ElementName",
                        console -> console.console().name() + " of "
                                + console.system().name())
                .constant("EnabledState", 2)
                .constant("RequestedState", 12) // Not Applicable
                .property("Address", console -> console.console().address())
                .property("PortNumber", console -> console.console().port());
    }

    @Override
    public List<ClassView<?>> classes() {
        return List.of(SCREEN, TEXT);
    }

    @Override
    public List<AssociationView<?, ?>> associations() {
        return List.of(hosted(SCREEN, true), hosted(TEXT, false), available(SCREEN, true), available(TEXT, false));
    }

    private static AssociationView<?, ?> hosted(ClassView<SystemConsole> view, boolean graphical) {
        return AssociationView.of(
                        "OpenVMAN_HostedAccessPoint",
                        HostProfile.HOST.as("Antecedent"),
                        view.as("Dependent"),
                        (inventory, host) ->
                                host.systems().values().stream().flatMap(system -> SystemConsole.of(system, graphical)))
                .build();
    }

    private AssociationView<?, ?> available(ClassView<SystemConsole> view, boolean graphical) {
        return AssociationView.of(
                        "OpenVMAN_SAPAvailableForElement",
                        systems.system().as("ManagedElement"),
                        view.as("AvailableSAP"),
                        (inventory, system) -> SystemConsole.of(system, graphical))
                .build();
    }
}
