package org.openvman.conformance.suite.vman;

import java.util.List;
import org.openvman.conformance.check.CheckGroup;
import org.openvman.conformance.check.Client;
import org.openvman.conformance.check.Expect;
import org.openvman.conformance.check.Instance;
import org.openvman.conformance.check.NotApplicable;

/** DSP1097 Virtual Ethernet Switch: switches, and what is plugged into them. */
final class SwitchChecks {
    private static final String ETHERNET_SWITCH = "38"; // CIM_ComputerSystem.Dedicated

    private SwitchChecks() {}

    static CheckGroup group(Registrations registrations, TestSystem system) {
        return new CheckGroup("vman.switch", "DSP1097")
                .conditional(
                        "dedicated",
                        "CIM_ComputerSystem.Dedicated",
                        "A central instance is a system that is dedicated to switching",
                        client -> switches(client, registrations)
                                .forEach(each -> Expect.that(
                                        each.values("Dedicated").contains(ETHERNET_SWITCH),
                                        "Dedicated with " + ETHERNET_SWITCH,
                                        each.values("Dedicated"))))
                .conditional(
                        "settings",
                        "CIM_VirtualEthernetSwitchSettingData",
                        "A switch has one setting that describes its state",
                        client -> switches(client, registrations)
                                .forEach(each -> client.only(
                                        each, "CIM_SettingsDefineState", "CIM_VirtualEthernetSwitchSettingData")))
                .conditional(
                        "connection",
                        "CIM_ActiveConnection",
                        "From the adapter of a system, LAN endpoints lead to a port of a switch",
                        client -> connection(client, registrations, system));
    }

    private static List<Instance> switches(Client client, Registrations registrations) {
        List<Instance> switches = registrations
                .find(client, "Virtual Ethernet Switch")
                .map(profile -> registrations.conforming(client, profile))
                .orElse(List.of());
        if (switches.isEmpty()) {
            throw new NotApplicable("no switches, or the profile is not registered");
        }
        return switches;
    }

    private static void connection(Client client, Registrations registrations, TestSystem system) {
        List<String> switches = switches(client, registrations).stream()
                .map(each -> each.reference().identity())
                .toList();
        List<Instance> adapters = client.associated(system.instance(client), "CIM_SystemDevice", "CIM_EthernetPort");
        int connected = 0;
        for (Instance adapter : adapters) {
            for (Instance endpoint : client.associated(adapter, "CIM_PortImplementsEndpoint", "CIM_LANEndpoint")) {
                Instance other = client.only(endpoint, "CIM_ActiveConnection", "CIM_LANEndpoint");
                Instance port = client.only(other, "CIM_PortImplementsEndpoint", "CIM_EthernetPort");
                Instance owner = client.only(port, "CIM_SystemDevice", "CIM_ComputerSystem");
                Expect.that(switches.contains(owner.reference().identity()), "a switch", owner.reference());
                connected++;
            }
        }
        if (connected == 0) {
            throw new NotApplicable("no adapter of the system is on a switch");
        }
    }
}
