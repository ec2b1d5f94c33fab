package org.openvman.provider.profile.host;

import java.util.List;
import java.util.stream.Stream;
import org.openvman.provider.hypervisor.HostHardware.Port;
import org.openvman.provider.hypervisor.HostInventory;
import org.openvman.provider.view.AssociationView;
import org.openvman.provider.view.ClassView;
import org.openvman.provider.view.Profile;

/** The physical network ports of hosts, as CIM_EthernetPort. */
public final class HostPortProfile implements Profile {
    private static final int ENABLED = 2;
    private static final int ENABLED_BUT_OFFLINE = 6;

    private static final ClassView<HostPart<Port>> PORT = HostPart.device(
                    "OpenVMAN_EthernetPort", HostPortProfile::ports)
            .property("ElementName", port -> "Network port " + port.part().name())
            .property("Name", port -> port.part().name())
            .property("PermanentAddress", port -> plain(port.part()))
            .property("NetworkAddresses", port -> List.of(plain(port.part())))
            .property("Speed", port -> port.part().bitsPerSecond())
            .constant("PortType", 0) // Unknown
            .constant("LinkTechnology", 2) // Ethernet
            .property("EnabledState", port -> port.part().up() ? ENABLED : ENABLED_BUT_OFFLINE)
            .constant("HealthState", 5) // OK
            .property("OperationalStatus", port -> List.of(port.part().up() ? 2 : 10)) // OK or Stopped
            .build();

    private static Stream<HostPart<Port>> ports(HostInventory host) {
        return host.host().hardware().ports().stream().map(port -> new HostPart<>(host, "port-" + port.name(), port));
    }

    private static String plain(Port port) {
        return port.mac().text().replace(":", "");
    }

    @Override
    public List<ClassView<?>> classes() {
        return List.of(PORT);
    }

    @Override
    public List<AssociationView<?, ?>> associations() {
        return List.of(HostPart.ofHost(PORT, HostPortProfile::ports));
    }
}
