package org.openvman.provider.hypervisor.libvirt;

import java.util.Optional;
import java.util.Set;
import org.openvman.provider.hypervisor.HypervisorException;
import org.openvman.provider.hypervisor.HypervisorException.Reason;
import org.openvman.provider.hypervisor.Peripheral;
import org.openvman.provider.hypervisor.Peripheral.Kind;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Controllers, displays, serial ports, TPMs and host devices in domain XML. */
final class PeripheralXml {
    /** The others (pci, fdc, virtio-serial) are libvirt's own affair. */
    private static final Set<String> CONTROLLERS = Set.of("ide", "scsi", "sata", "usb");

    private PeripheralXml() {}

    /** Empty for elements that are no peripherals, or of a kind that the model does not speak of. */
    static Optional<Peripheral> read(XmlElement device) {
        String type = device.attributeOr("type", "");
        return switch (device.name()) {
            case "controller" ->
                CONTROLLERS.contains(type)
                        ? Optional.of(new Peripheral(
                                Kind.CONTROLLER, type, number(device, "index"), device.attributeOr("model", ""), ""))
                        : Optional.empty();
            case "graphics" ->
                Optional.of(new Peripheral(
                        Kind.GRAPHICS,
                        type,
                        0,
                        "",
                        device.attribute("listen")
                                .or(() -> attribute(device, "address", "listen"))
                                .or(() -> attribute(device, "socket", "listen"))
                                .orElse("")));
            case "serial" ->
                Optional.of(new Peripheral(
                        Kind.SERIAL,
                        type,
                        device.child("target")
                                .map(target -> number(target, "port"))
                                .orElse(0),
                        "",
                        type.equals("file") || type.equals("dev") || type.equals("unix")
                                ? attribute(device, "path", "source").orElse("")
                                : ""));
            case "tpm" ->
                Optional.of(new Peripheral(
                        Kind.TPM,
                        attribute(device, "type", "backend").orElse(""),
                        0,
                        device.attributeOr("model", ""),
                        attribute(device, "path", "backend", "device").orElse("")));
            case "hostdev" ->
                hostAddress(device, type).map(address -> new Peripheral(Kind.HOST_DEVICE, type, 0, "", address));
            default -> Optional.empty();
        };
    }

    /** {@code 0000:01:00.0} on a PCI bus, {@code 1d6b:0002} for USB. */
    private static Optional<String> hostAddress(XmlElement device, String type) {
        if (type.equals("pci")) {
            return device.child("source", "address")
                    .map(address -> "%04x:%02x:%02x.%x"
                            .formatted(
                                    number(address, "domain"),
                                    number(address, "bus"),
                                    number(address, "slot"),
                                    number(address, "function")));
        }
        if (type.equals("usb")) {
            return device.child("source", "vendor")
                    .flatMap(vendor -> device.child("source", "product")
                            .map(product -> "%04x:%04x".formatted(number(vendor, "id"), number(product, "id"))));
        }
        return Optional.empty();
    }

    private static Optional<String> attribute(XmlElement device, String attribute, String... path) {
        return device.child(path).flatMap(element -> element.attribute(attribute));
    }

    private static int number(XmlElement element, String attribute) {
        try {
            return Integer.decode(element.attributeOr(attribute, "0"));
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /** The id that the model gives to the element; empty if it is no peripheral. */
    static String id(Element element) {
        return read(XmlElement.parse(Xml.text(element))).map(Peripheral::id).orElse("");
    }

    static Element write(Document document, Peripheral peripheral) {
        return switch (peripheral.role()) {
            case CONTROLLER -> controller(document, peripheral);
            case GRAPHICS -> graphics(document, peripheral);
            case SERIAL -> serial(document, peripheral);
            case TPM -> tpm(document, peripheral);
            case HOST_DEVICE -> hostDevice(document, peripheral);
        };
    }

    private static Element controller(Document document, Peripheral peripheral) {
        if (!CONTROLLERS.contains(peripheral.type())) {
            throw unknown(peripheral, CONTROLLERS);
        }
        Element element = typed(document, "controller", peripheral);
        element.setAttribute("index", Integer.toString(peripheral.index()));
        setModel(element, peripheral);
        return element;
    }

    private static Element graphics(Document document, Peripheral peripheral) {
        Element element = typed(document, "graphics", peripheral);
        element.setAttribute("autoport", "yes");
        if (!peripheral.hostResource().isEmpty()) {
            element.setAttribute("listen", peripheral.hostResource());
        }
        return element;
    }

    private static Element serial(Document document, Peripheral peripheral) {
        Element element = typed(document, "serial", peripheral);
        if (!peripheral.hostResource().isEmpty()) {
            Dom.append(element, "source").setAttribute("path", peripheral.hostResource());
        }
        Dom.append(element, "target").setAttribute("port", Integer.toString(peripheral.index()));
        return element;
    }

    private static Element tpm(Document document, Peripheral peripheral) {
        Element element = document.createElement("tpm");
        setModel(element, peripheral);
        Element backend = Dom.append(element, "backend");
        backend.setAttribute("type", peripheral.type());
        if (peripheral.type().equals("emulator")) {
            // libvirt's default is 1.2 for some models, and no system of today asks for that.
            backend.setAttribute("version", "2.0");
        }
        if (!peripheral.hostResource().isEmpty()) {
            Dom.append(backend, "device").setAttribute("path", peripheral.hostResource());
        }
        return element;
    }

    private static Element hostDevice(Document document, Peripheral peripheral) {
        Element element = typed(document, "hostdev", peripheral);
        element.setAttribute("mode", "subsystem");
        Element source = document.createElement("source");
        element.appendChild(source);
        String[] parts = peripheral.hostResource().split("[:.]", -1);
        if (peripheral.type().equals("pci") && parts.length == 4) {
            element.setAttribute("managed", "yes");
            Element address = Dom.append(source, "address");
            String[] names = {"domain", "bus", "slot", "function"};
            for (int i = 0; i < names.length; i++) {
                address.setAttribute(names[i], "0x" + parts[i]);
            }
        } else if (peripheral.type().equals("usb") && parts.length == 2) {
            Dom.append(source, "vendor").setAttribute("id", "0x" + parts[0]);
            Dom.append(source, "product").setAttribute("id", "0x" + parts[1]);
        } else {
            throw new HypervisorException(
                    Reason.INVALID,
                    "no address of a host device: \"" + peripheral.hostResource()
                            + "\" (0000:01:00.0 for pci, 1d6b:0002 for usb)");
        }
        return element;
    }

    private static Element typed(Document document, String name, Peripheral peripheral) {
        Element element = document.createElement(name);
        element.setAttribute("type", peripheral.type());
        return element;
    }

    private static void setModel(Element element, Peripheral peripheral) {
        if (!peripheral.model().isEmpty()) {
            element.setAttribute("model", peripheral.model());
        }
    }

    private static HypervisorException unknown(Peripheral peripheral, Set<String> known) {
        return new HypervisorException(
                Reason.INVALID,
                peripheral.description() + ": no controller of type \"" + peripheral.type() + "\" " + known);
    }
}
