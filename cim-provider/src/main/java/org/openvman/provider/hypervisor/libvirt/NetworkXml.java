package org.openvman.provider.hypervisor.libvirt;

import java.io.IOException;
import java.io.StringReader;
import java.util.Optional;
import org.openvman.provider.hypervisor.HypervisorException;
import org.openvman.provider.hypervisor.HypervisorException.Reason;
import org.openvman.provider.hypervisor.ResourcePool.Subnet;
import org.openvman.provider.hypervisor.VirtualSwitch;
import org.openvman.provider.hypervisor.VirtualSwitch.Forwarding;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** Network XML, read, written, and changed where settings differ; the rest of it stays. */
final class NetworkXml {
    private NetworkXml() {}

    static VirtualSwitch.Settings read(XmlElement network) {
        return new VirtualSwitch.Settings(
                network.textOf("name"),
                network.child("forward")
                        .map(forward -> forwarding(forward.attributeOr("mode", "nat")))
                        .orElse(Forwarding.ISOLATED),
                network.child("bridge")
                        .map(bridge -> bridge.attributeOr("name", ""))
                        .orElse(""),
                DomainReader.vlan(network),
                BandwidthXml.read(network),
                HostReader.subnet(network));
    }

    private static Forwarding forwarding(String mode) {
        return switch (mode) {
            case "nat" -> Forwarding.NAT;
            case "route" -> Forwarding.ROUTED;
            case "bridge" -> Forwarding.BRIDGE;
            default -> Forwarding.OTHER;
        };
    }

    static String write(VirtualSwitch.Settings settings) {
        Document document = Xml.builder().newDocument();
        Element network = document.createElement("network");
        document.appendChild(network);
        Dom.append(network, "name").setTextContent(settings.name());
        apply(network, VirtualSwitch.Settings.named(settings.name()), settings);
        return Xml.text(network);
    }

    static String change(String xml, VirtualSwitch.Settings before, VirtualSwitch.Settings after) {
        try {
            Element network =
                    Xml.builder().parse(new InputSource(new StringReader(xml))).getDocumentElement();
            apply(network, before, after);
            return Xml.text(network);
        } catch (SAXException | IOException e) {
            throw new HypervisorException(Reason.FAILED, "network XML that cannot be read: " + e.getMessage(), e);
        }
    }

    private static void apply(Element network, VirtualSwitch.Settings before, VirtualSwitch.Settings after) {
        if (before.forwarding() != after.forwarding()) {
            setForwarding(network, after);
        }
        if (!before.bridge().equals(after.bridge())) {
            if (after.bridge().isEmpty()) {
                Dom.removeChildren(network, "bridge");
            } else {
                Dom.childOrNew(network, "bridge").setAttribute("name", after.bridge());
            }
        }
        if (!before.bandwidth().equals(after.bandwidth())) {
            BandwidthXml.write(network, after.bandwidth());
        }
        if (!before.vlan().equals(after.vlan())) {
            DeviceXml.setVlan(network, after.vlan());
        }
        if (!before.subnet().equals(after.subnet())) {
            Dom.removeChildren(network, "ip");
            after.subnet().ifPresent(subnet -> addSubnet(network, subnet));
        }
    }

    private static void setForwarding(Element network, VirtualSwitch.Settings settings) {
        Optional<String> mode = switch (settings.forwarding()) {
            case ISOLATED -> Optional.empty();
            case NAT -> Optional.of("nat");
            case ROUTED -> Optional.of("route");
            case BRIDGE -> Optional.of("bridge");
            case OTHER ->
                throw new HypervisorException(
                        Reason.INVALID, "switch \"" + settings.name() + "\": no way of forwarding is named");
        };
        Dom.removeChildren(network, "forward");
        mode.ifPresent(text -> Dom.append(network, "forward").setAttribute("mode", text));
    }

    private static void addSubnet(Element network, Subnet subnet) {
        Element ip = Dom.append(network, "ip");
        ip.setAttribute("address", subnet.gateway());
        ip.setAttribute("prefix", Integer.toString(subnet.prefixLength()));
        subnet.dhcp().ifPresent(range -> {
            Element element = Dom.append(Dom.append(ip, "dhcp"), "range");
            element.setAttribute("start", range.first());
            element.setAttribute("end", range.last());
        });
    }
}
