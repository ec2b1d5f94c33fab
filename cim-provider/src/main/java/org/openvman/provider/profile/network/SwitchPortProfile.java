package org.openvman.provider.profile.network;

import java.util.List;
import java.util.stream.Stream;
import org.openvman.provider.hypervisor.Inventory;
import org.openvman.provider.hypervisor.Nic;
import org.openvman.provider.profile.allocation.DeviceProfile;
import org.openvman.provider.profile.system.ConfiguredDevice;
import org.openvman.provider.profile.system.VirtualSystemProfile;
import org.openvman.provider.view.AssociationView;
import org.openvman.provider.view.ClassView;
import org.openvman.provider.view.Profile;

/**
 * DSP1097, ports: what is plugged in where. From a system's adapter to a switch it is: adapter, its LAN endpoint, an active
 * connection, the endpoint of the port, the port, the switch.
 */
public final class SwitchPortProfile implements Profile {
    private static final String PORT_CLASS = "OpenVMAN_EthernetSwitchPort";
    private static final String ADAPTER_ENDPOINT = "OpenVMAN_AdapterLANEndpoint";
    private static final String PORT_ENDPOINT = "OpenVMAN_PortLANEndpoint";

    private static final ClassView<SwitchPort> PORT = ClassView.of(PORT_CLASS, SwitchPort.source("DeviceID"))
            .constant("SystemCreationClassName", SwitchProfile.SWITCH_CLASS)
            .property("SystemName", port -> port.owner().id().toString())
            .constant("CreationClassName", PORT_CLASS)
            .property("DeviceID", SwitchPort::id)
            .property(
                    "ElementName",
                    port -> "Port for " + port.nic().mac() + " of "
                            + port.system().name())
            .property("EnabledState", port -> port.carriesFrames() ? 2 : 3)
            .constant("RequestedState", 12) // Not Applicable
            .constant("PortType", 0)
            .constant("LinkTechnology", 2) // Ethernet
            .build();

    private static final ClassView<SwitchPort> ENDPOINT_OF_PORT = endpoint(PORT_ENDPOINT)
            .constant("SystemCreationClassName", SwitchProfile.SWITCH_CLASS)
            .property("SystemName", port -> port.owner().id().toString())
            .build();

    private static final ClassView<SwitchPort> ENDPOINT_OF_ADAPTER = endpoint(ADAPTER_ENDPOINT)
            .constant("SystemCreationClassName", VirtualSystemProfile.SYSTEM_CLASS)
            .property("SystemName", port -> port.system().id().toString())
            .property("MACAddress", port -> port.nic().mac().text().replace(":", ""))
            .build();

    private static ClassView.Builder<SwitchPort> endpoint(String className) {
        return ClassView.of(className, SwitchPort.source("Name"))
                .constant("CreationClassName", className)
                .property("Name", SwitchPort::id)
                .property("ElementName", port -> "LAN endpoint of " + port.nic().mac())
                .property("EnabledState", port -> port.carriesFrames() ? 2 : 3)
                .constant("ProtocolIFType", 6); // Ethernet CSMA/CD
    }

    @Override
    public List<ClassView<?>> classes() {
        return List.of(PORT, ENDPOINT_OF_PORT, ENDPOINT_OF_ADAPTER);
    }

    @Override
    public List<AssociationView<?, ?>> associations() {
        return List.of(
                AssociationView.of(
                                "OpenVMAN_SystemDevice",
                                SwitchProfile.SWITCH.as("GroupComponent"),
                                PORT.as("PartComponent"),
                                SwitchPort::of)
                        .build(),
                AssociationView.of(
                                "OpenVMAN_PortImplementsEndpoint",
                                PORT.as("Antecedent"),
                                ENDPOINT_OF_PORT.as("Dependent"),
                                (Inventory inventory, SwitchPort port) -> Stream.of(port))
                        .build(),
                AssociationView.of(
                                "OpenVMAN_PortImplementsEndpoint",
                                DeviceProfile.NIC.as("Antecedent"),
                                ENDPOINT_OF_ADAPTER.as("Dependent"),
                                SwitchPortProfile::portOf)
                        .build(),
                AssociationView.of(
                                "OpenVMAN_ActiveConnection",
                                ENDPOINT_OF_PORT.as("Antecedent"),
                                ENDPOINT_OF_ADAPTER.as("Dependent"),
                                (Inventory inventory, SwitchPort port) -> Stream.of(port))
                        .build());
    }

    private static Stream<SwitchPort> portOf(Inventory inventory, ConfiguredDevice<Nic> adapter) {
        return inventory.host(adapter.owner().system().host()).stream()
                .flatMap(host -> host.switches().stream())
                .filter(owner -> SwitchPort.isOn(adapter.device(), owner))
                .map(owner -> new SwitchPort(owner, adapter.owner().system(), adapter.device()));
    }
}
