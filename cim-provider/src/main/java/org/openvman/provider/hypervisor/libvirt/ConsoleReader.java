package org.openvman.provider.hypervisor.libvirt;

import java.util.List;
import java.util.Optional;
import org.openvman.provider.hypervisor.Console;
import org.openvman.provider.hypervisor.Console.Protocol;

/** Reads the consoles of a running domain: only its active XML says on which ports and devices they are. */
final class ConsoleReader {
    private ConsoleReader() {}

    static List<Console> read(XmlElement domain) {
        return domain.child("devices").map(XmlElement::children).orElse(List.of()).stream()
                .flatMap(device -> console(device).stream())
                .toList();
    }

    private static Optional<Console> console(XmlElement device) {
        return switch (device.name()) {
            case "graphics" -> graphics(device);
            case "serial" -> serial(device, "serial");
            // QEMU's first console is its first serial port once more.
            case "console" ->
                device.child("target")
                                .filter(target -> target.attributeOr("type", "").equals("serial"))
                                .isPresent()
                        ? Optional.empty()
                        : serial(device, "console");
            default -> Optional.empty();
        };
    }

    private static Optional<Console> graphics(XmlElement device) {
        String type = device.attributeOr("type", "");
        Optional<Protocol> protocol = switch (type) {
            case "vnc" -> Optional.of(Protocol.VNC);
            case "spice" -> Optional.of(Protocol.SPICE);
            default -> Optional.empty();
        };
        Optional<String> socket = device.attribute("socket");
        return protocol.flatMap(known -> socket.isPresent()
                ? socket.map(path -> Console.at(type, known, path))
                : port(device.attribute("port").or(() -> device.attribute("tlsPort")))
                        .map(port -> Console.at(type, known, listening(device), port)));
    }

    private static String listening(XmlElement device) {
        return device.attribute("listen")
                .or(() -> device.children("listen")
                        .flatMap(listen -> listen.attribute("address").stream())
                        .findFirst())
                .orElse("127.0.0.1");
    }

    private static Optional<Console> serial(XmlElement device, String kind) {
        String name = kind
                + device.child("target")
                        .flatMap(target -> target.attribute("port"))
                        .orElse("0");
        Optional<XmlElement> source = device.child("source");
        return switch (device.attributeOr("type", "")) {
            case "pty", "unix" ->
                source.flatMap(from -> from.attribute("path")).map(path -> Console.at(name, Protocol.SERIAL, path));
            // One that connects to somebody has nothing to connect to.
            case "tcp" ->
                source.filter(from -> from.attributeOr("mode", "").equals("bind"))
                        .flatMap(from -> port(from.attribute("service"))
                                .map(port -> Console.at(
                                        name, Protocol.SERIAL, from.attributeOr("host", "127.0.0.1"), port)));
            default -> Optional.empty();
        };
    }

    private static Optional<Integer> port(Optional<String> text) {
        return text.filter(number -> number.matches("[1-9][0-9]{0,4}")).map(Integer::valueOf);
    }
}
