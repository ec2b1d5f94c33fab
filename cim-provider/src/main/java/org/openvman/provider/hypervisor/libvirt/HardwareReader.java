package org.openvman.provider.hypervisor.libvirt;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.openvman.provider.hypervisor.HostHardware;
import org.openvman.provider.hypervisor.HostHardware.NumaNode;
import org.openvman.provider.hypervisor.HostHardware.Port;
import org.openvman.provider.hypervisor.HostHardware.Software;
import org.openvman.provider.hypervisor.MacAddress;

/** Reads what a host is made of from its capabilities and its devices. */
final class HardwareReader {
    private static final long BYTES_PER_KIBIBYTE = 1024;
    private static final long BITS_PER_MEGABIT = 1_000_000;

    /** The parent of network devices that are no hardware: bridges, taps, the loopback. */
    private static final String NO_HARDWARE = "computer";

    private HardwareReader() {}

    static HostHardware read(LibvirtConnection connection, XmlElement capabilities) {
        List<Port> ports = connection.networkDevices().stream()
                .flatMap(xml -> deviceOf(XmlElement.parse(xml)).stream())
                .toList();
        if (ports.isEmpty()) {
            ports = connection.interfaces().stream()
                    .flatMap(xml -> interfaceOf(XmlElement.parse(xml)).stream())
                    .toList();
        }
        return new HostHardware(nodes(capabilities), ports, software(connection));
    }

    static List<NumaNode> nodes(XmlElement capabilities) {
        return capabilities.child("host", "topology", "cells").stream()
                .flatMap(cells -> cells.children("cell"))
                .map(HardwareReader::node)
                .toList();
    }

    private static NumaNode node(XmlElement cell) {
        List<XmlElement> threads = cell.child("cpus").stream()
                .flatMap(cpus -> cpus.children("cpu"))
                .toList();
        Set<Integer> sockets = threads.stream()
                .flatMap(thread -> thread.attribute("socket_id").stream())
                .map(Integer::valueOf)
                .collect(Collectors.toSet());
        Map<Integer, Integer> distances = new HashMap<>();
        cell.child("distances").stream()
                .flatMap(element -> element.children("sibling"))
                .forEach(sibling -> distances.put(number(sibling, "id"), number(sibling, "value")));
        String memory = cell.textOf("memory");
        return new NumaNode(
                number(cell, "id"),
                memory.isEmpty() ? 0 : BYTES_PER_KIBIBYTE * Long.parseLong(memory),
                threads.size(),
                sockets,
                distances);
    }

    private static int number(XmlElement element, String attribute) {
        return Integer.parseInt(element.attributeOr(attribute, "0"));
    }

    /** The port that a device of the node device driver is; empty for what is no hardware. */
    static Optional<Port> deviceOf(XmlElement device) {
        return device.children("capability")
                .filter(capability -> capability.attributeOr("type", "").equals("net"))
                .filter(capability -> !device.textOf("parent").equals(NO_HARDWARE))
                .filter(capability -> !capability.textOf("address").isEmpty())
                .findFirst()
                .map(capability ->
                        port(capability.textOf("interface"), capability.textOf("address"), capability.child("link")));
    }

    /** The port that an interface of the interface driver is; empty for bridges and the like. */
    static Optional<Port> interfaceOf(XmlElement described) {
        String mac = described
                .child("mac")
                .flatMap(each -> each.attribute("address"))
                .orElse("");
        if (!described.attributeOr("type", "").equals("ethernet") || mac.isEmpty() || mac.matches("[0:]+")) {
            return Optional.empty();
        }
        return Optional.of(port(described.attributeOr("name", ""), mac, described.child("link")));
    }

    /** Drivers that say nothing of the link have a port that works. */
    private static Port port(String name, String mac, Optional<XmlElement> link) {
        boolean up = link.flatMap(element -> element.attribute("state"))
                .map(state -> state.equals("up"))
                .orElse(true);
        Optional<Long> speed = link.flatMap(element -> element.attribute("speed"))
                .filter(text -> text.matches("\\d{1,9}"))
                .map(Long::valueOf);
        return new Port(
                name,
                new MacAddress(mac),
                up,
                speed.isPresent() ? OptionalLong.of(BITS_PER_MEGABIT * speed.orElseThrow()) : OptionalLong.empty());
    }

    private static List<Software> software(LibvirtConnection connection) {
        List<Software> software = new ArrayList<>();
        String hypervisor = connection.version();
        if (!hypervisor.isEmpty()) {
            software.add(new Software(connection.driver(), connection.driver(), hypervisor));
        }
        String library = connection.libraryVersion();
        if (!library.isEmpty()) {
            software.add(new Software("libvirt", "libvirt", library));
        }
        return software;
    }
}
