package org.openvman.provider.hypervisor;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/**
 * A virtual Ethernet switch of a host: a network that its systems are plugged into (DSP1097).
 *
 * @param id stays the same when the switch is changed
 * @param active whether it carries frames now
 */
public record VirtualSwitch(HostId host, UUID id, boolean active, Settings settings) {

    /** Where frames for others go. */
    public enum Forwarding {
        /** Nowhere: its systems reach each other and, if it has a subnet, the host. */
        ISOLATED,
        NAT,
        ROUTED,
        /** To a bridge of the host, which is part of the network around it. */
        BRIDGE,
        OTHER
    }

    /**
     * What clients say of a switch.
     *
     * @param name unique on its host
     * @param bridge the host's bridge that it is or uses; empty lets the backend choose
     * @param vlan the VLAN of all its frames; empty for untagged
     * @param bandwidth the most that passes between the host and all systems on the switch
     * @param subnet the host's own address on it, and what its DHCP server gives away
     */
    public record Settings(
            String name,
            Forwarding forwarding,
            String bridge,
            OptionalInt vlan,
            Bandwidth bandwidth,
            Optional<ResourcePool.Subnet> subnet) {

        /** An isolated switch without addresses. */
        public static Settings named(String name) {
            return new Settings(
                    name, Forwarding.ISOLATED, "", OptionalInt.empty(), Bandwidth.UNLIMITED, Optional.empty());
        }

        public Settings withName(String changed) {
            return new Settings(changed, forwarding, bridge, vlan, bandwidth, subnet);
        }

        public Settings withForwarding(Forwarding changed) {
            return new Settings(name, changed, bridge, vlan, bandwidth, subnet);
        }

        public Settings withBridge(String changed) {
            return new Settings(name, forwarding, changed, vlan, bandwidth, subnet);
        }

        /** With another VLAN; 0 for untagged. */
        public Settings withVlan(int changed) {
            return new Settings(name, forwarding, bridge, Vlan.of(changed), bandwidth, subnet);
        }

        public Settings withBandwidth(Bandwidth changed) {
            return new Settings(name, forwarding, bridge, vlan, changed, subnet);
        }

        public Settings withSubnet(Optional<ResourcePool.Subnet> changed) {
            return new Settings(name, forwarding, bridge, vlan, bandwidth, changed);
        }
    }
}
