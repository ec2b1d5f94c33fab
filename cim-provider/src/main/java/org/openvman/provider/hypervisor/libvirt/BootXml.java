package org.openvman.provider.hypervisor.libvirt;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.openvman.provider.hypervisor.Boot;
import org.openvman.provider.hypervisor.Boot.Firmware;
import org.openvman.provider.hypervisor.HypervisorException;
import org.openvman.provider.hypervisor.HypervisorException.Reason;
import org.openvman.provider.hypervisor.MacAddress;
import org.openvman.provider.hypervisor.Nic;
import org.w3c.dom.Element;

/**
 * Firmware and boot order in domain XML. An order of ours is a number in each device; the coarser one in {@code os} and
 * that exclude each other.
 */
final class BootXml {
    /** What libvirt says of a firmware once it has chosen one. */
    private static final List<String> CHOSEN = List.of("firmware", "loader", "nvram");

    private BootXml() {}

    static Boot read(XmlElement domain) {
        Optional<XmlElement> os = domain.child("os");
        Optional<Firmware> firmware = os.filter(
                        element -> element.textOf("type").strip().equals("hvm"))
                .map(BootXml::firmware);
        record Place(String device, int number) {}
        List<String> order = domain.child("devices").map(XmlElement::children).orElse(List.of()).stream()
                .flatMap(device -> device.child("boot").flatMap(boot -> boot.attribute("order")).stream()
                        .map(number -> new Place(id(device), Integer.parseInt(number))))
                .filter(place -> !place.device().isEmpty())
                .sorted(Comparator.comparingInt(Place::number))
                .map(Place::device)
                .distinct()
                .toList();
        return new Boot(firmware, order);
    }

    private static Firmware firmware(XmlElement os) {
        boolean efi = os.attributeOr("firmware", "").equals("efi")
                || os.child("loader")
                        .filter(loader -> loader.attributeOr("type", "").equals("pflash"))
                        .isPresent();
        return efi ? Firmware.UEFI : Firmware.BIOS;
    }

    /** The id that the model gives to a disk or network adapter; empty for other devices. */
    private static String id(XmlElement device) {
        return switch (device.name()) {
            case "disk" ->
                device.child("target")
                        .map(target -> target.attributeOr("dev", ""))
                        .orElse("");
            case "interface" ->
                device.child("mac")
                        .flatMap(mac -> mac.attribute("address"))
                        .map(address -> new MacAddress(address))
                        .map(Nic::idOf)
                        .orElse("");
            default -> "";
        };
    }

    /** Writes what is another than before. */
    static void write(Element domain, Boot boot) {
        Boot before = read(XmlElement.parse(Xml.text(domain)));
        if (boot.firmware().isPresent()
                && before.firmware().isPresent()
                && !boot.firmware().equals(before.firmware())) {
            write(Dom.childOrNew(domain, "os"), boot.firmware().orElseThrow());
        }
        if (!boot.order().equals(before.order())) {
            writeOrder(domain, boot.order());
        }
    }

    private static void write(Element os, Firmware firmware) {
        CHOSEN.forEach(name -> Dom.removeChildren(os, name));
        Dom.setOrRemoveAttribute(os, "firmware", firmware == Firmware.UEFI ? Optional.of("efi") : Optional.empty());
    }

    private static void writeOrder(Element domain, List<String> order) {
        Element os = Dom.childOrNew(domain, "os");
        List<Element> devices = Dom.children(Dom.childOrNew(domain, "devices"));
        devices.forEach(device -> Dom.removeChildren(device, "boot"));
        Dom.removeChildren(os, "boot");
        if (order.isEmpty()) {
            Stream.of("hd", "cdrom").forEach(kind -> Dom.append(os, "boot").setAttribute("dev", kind));
        }
        int number = 0;
        for (String id : order) {
            number++;
            Element device = devices.stream()
                    .filter(element -> DeviceXml.id(element).equals(id))
                    .findFirst()
                    .orElseThrow(
                            () -> new HypervisorException(Reason.NOT_FOUND, "no device \"" + id + "\" to boot from"));
            Dom.append(device, "boot").setAttribute("order", Integer.toString(number));
        }
    }
}
