package org.openvman.provider.profile.network;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.openvman.provider.hypervisor.ResourcePool.AddressRange;
import org.openvman.provider.hypervisor.ResourcePool.Subnet;
import org.openvman.provider.hypervisor.VirtualSwitch;
import org.openvman.provider.hypervisor.VirtualSwitch.Forwarding;
import org.openvman.provider.view.SettingValue;
import org.openvman.provider.view.SettingView;

/** How the settings of a switch are read from and written to OpenVMAN_VirtualEthernetSwitchSettingData. */
final class SwitchSettings {
    private static final int VEB = 2; // EVBMode: a bridge inside the host
    private static final int OTHER_MODE = 1;

    private SwitchSettings() {}

    static final SettingView<VirtualSwitch.Settings> SETTINGS = SettingView.<VirtualSwitch.Settings>empty()
            .property("ElementName", VirtualSwitch.Settings::name, (settings, value) -> settings.withName(value.text()))
            .readOnly("VirtualSystemIdentifier", VirtualSwitch.Settings::name)
            .readOnly("VirtualSystemType", settings -> "OpenVMAN:VirtualEthernetSwitch")
            .readOnly("AssociatedResourcePool", settings -> List.of("NetworkPool/" + settings.name()))
            .readOnly("EVBMode", settings -> settings.forwarding() == Forwarding.BRIDGE ? OTHER_MODE : VEB)
            .readOnly(
                    "OtherEVBMode",
                    settings -> settings.forwarding() == Forwarding.BRIDGE
                            ? Optional.of("bridge of the host")
                            : Optional.empty())
            .property(
                    "Forwarding",
                    settings -> settings.forwarding().name().toLowerCase(Locale.ROOT),
                    (settings, value) -> settings.withForwarding(forwarding(value.text())))
            .property(
                    "BridgeName",
                    settings -> Optional.of(settings.bridge()).filter(name -> !name.isEmpty()),
                    (settings, value) -> settings.withBridge(value.text()))
            .property(
                    "VLANConnection",
                    settings -> settings.vlan().isPresent()
                            ? Optional.of(
                                    List.of(Integer.toString(settings.vlan().getAsInt())))
                            : Optional.empty(),
                    (settings, value) -> settings.withVlan(vlan(value.texts())))
            .property(
                    "ReceiveBandwidthLimit",
                    settings -> settings.bandwidth().receive(),
                    (settings, value) ->
                            settings.withBandwidth(settings.bandwidth().withReceive(value.number())))
            .property(
                    "TransmitBandwidthLimit",
                    settings -> settings.bandwidth().transmit(),
                    (settings, value) ->
                            settings.withBandwidth(settings.bandwidth().withTransmit(value.number())))
            .property(
                    "Subnet",
                    settings -> settings.subnet().map(subnet -> subnet.gateway() + "/" + subnet.prefixLength()),
                    SwitchSettings::withSubnet)
            .property(
                    "DHCPRange",
                    settings ->
                            settings.subnet().flatMap(Subnet::dhcp).map(range -> range.first() + "-" + range.last()),
                    SwitchSettings::withRange);

    private static Forwarding forwarding(String text) {
        for (Forwarding forwarding : Forwarding.values()) {
            if (forwarding != Forwarding.OTHER && forwarding.name().equalsIgnoreCase(text)) {
                return forwarding;
            }
        }
        throw new IllegalArgumentException("\"" + text + "\" is none of isolated, nat, routed, bridge");
    }

    private static int vlan(List<String> vlans) {
        if (vlans.size() > 1) {
            throw new IllegalArgumentException("one VLAN, not " + vlans);
        }
        try {
            return vlans.isEmpty() || vlans.get(0).isEmpty() ? 0 : Integer.parseInt(vlans.get(0));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("\"" + vlans.get(0) + "\" is no number of a VLAN", e);
        }
    }

    private static VirtualSwitch.Settings withSubnet(VirtualSwitch.Settings settings, SettingValue value) {
        if (value.text().isEmpty()) {
            return settings.withSubnet(Optional.empty());
        }
        String[] parts = value.text().split("/", 2);
        if (parts.length != 2 || !parts[1].matches("[1-9]|[12][0-9]|30")) {
            throw new IllegalArgumentException("\"" + value.text() + "\" is no address with prefix (10.0.0.1/24)");
        }
        return settings.withSubnet(Optional.of(new Subnet(
                parts[0], Integer.parseInt(parts[1]), settings.subnet().flatMap(Subnet::dhcp))));
    }

    private static VirtualSwitch.Settings withRange(VirtualSwitch.Settings settings, SettingValue value) {
        Subnet subnet = settings.subnet()
                .orElseThrow(() -> new IllegalArgumentException("addresses are given away in a Subnet only"));
        String[] parts = value.text().split("-", 2);
        Optional<AddressRange> range = value.text().isEmpty()
                ? Optional.empty()
                : Optional.of(new AddressRange(parts[0].strip(), parts[parts.length - 1].strip()));
        return settings.withSubnet(Optional.of(new Subnet(subnet.gateway(), subnet.prefixLength(), range)));
    }
}
