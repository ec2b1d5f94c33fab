package org.openvman.ovf.convert;

import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.namespace.QName;
import org.openvman.ovf.io.XmlInput;
import org.openvman.ovf.model.ByteSize;
import org.openvman.ovf.model.Location;
import org.openvman.ovf.model.OvfException;
import org.openvman.ovf.model.ProgrammaticUnits;
import org.openvman.ovf.model.XmlElement;

/** The XML of a libvirt domain. */
final class LibvirtDomain {
    private LibvirtDomain() {}

    static Machine read(String file, byte[] bytes) {
        XmlElement domain = new XmlInput().read(file, bytes);
        if (!domain.name().getLocalPart().equals("domain")) {
            throw new OvfException(domain.at(), "not a libvirt domain: the first element is " + domain.name());
        }
        String type = attribute(domain, "type");
        Machine.Draft draft = new Machine.Draft(type.isEmpty() || type.equals("qemu") ? "kvm" : type);
        draft.name =
                child(domain, "name").map(XmlElement::text).orElse("domain").strip();
        child(domain, "vcpu").ifPresent(vcpu -> draft.cpus(vcpu.text()));
        child(domain, "memory").ifPresent(memory -> draft.memory = memory(file, memory));
        child(domain, "os").ifPresent(os -> {
            child(os, "type").ifPresent(kind -> draft.extra("machine", attribute(kind, "machine")));
            for (String boot : new String[] {"kernel", "initrd", "cmdline", "loader"}) {
                child(os, boot)
                        .ifPresent(found -> draft.extra(boot, found.text().strip()));
            }
        });
        child(domain, "uuid").ifPresent(uuid -> draft.extra("uuid", uuid.text().strip()));
        children(child(domain, "devices").stream()).forEach(device -> device(draft, device));
        return draft.machine();
    }

    /** Without a unit it is kibibytes; KB is a power of ten. */
    private static ByteSize memory(String file, XmlElement memory) {
        String unit = attribute(memory, "unit");
        String plain = switch (unit) {
            case "", "k", "KiB" -> "KiB";
            case "M", "MiB" -> "MiB";
            case "G", "GiB" -> "GiB";
            case "T", "TiB" -> "TiB";
            case "b", "bytes" -> "B";
            default -> unit;
        };
        try {
            return ByteSize.parse(memory.text().strip() + " " + plain);
        } catch (IllegalArgumentException notASize) {
            return ProgrammaticUnits.size(memory.text(), unit)
                    .orElseThrow(() -> new OvfException(
                            new Location(file, memory.at().line(), memory.at().column()),
                            "not an amount of memory: " + memory.text() + " " + unit));
        }
    }

    private static void device(Machine.Draft draft, XmlElement device) {
        switch (device.name().getLocalPart()) {
            case "disk" -> {
                Optional<XmlElement> source = child(device, "source");
                String file = Stream.of("file", "dev", "volume", "name")
                        .map(name -> source.map(found -> attribute(found, name)).orElse(""))
                        .filter(found -> !found.isEmpty())
                        .findFirst()
                        .orElse("");
                String bus = child(device, "target")
                        .map(found -> attribute(found, "bus"))
                        .orElse("");
                if (!attribute(device, "device").equals("floppy")) {
                    draft.drive(
                            bus.isEmpty() ? "ide" : bus,
                            file,
                            attribute(device, "device").equals("cdrom"));
                }
            }
            case "interface" -> {
                String network = Stream.of("network", "bridge", "dev")
                        .map(name -> child(device, "source")
                                .map(found -> attribute(found, name))
                                .orElse(""))
                        .filter(found -> !found.isEmpty())
                        .findFirst()
                        .orElse(attribute(device, "type").equals("user") ? "NAT" : attribute(device, "type"));
                draft.adapter(
                        child(device, "model")
                                .map(found -> attribute(found, "type"))
                                .orElse(""),
                        network,
                        child(device, "mac")
                                .map(found -> attribute(found, "address"))
                                .orElse(""));
            }
            case "graphics" ->
                draft.display = Optional.of(attribute(device, "type")
                        + (attribute(device, "port").matches("\\d+") ? ":" + attribute(device, "port") : ""));
            case "hostdev", "filesystem", "redirdev", "shmem" ->
                draft.note("a <" + device.name().getLocalPart() + "> has no place in OVF");
            default -> {
                // controllers, consoles and the like come with the hardware family
            }
        }
    }

    private static Stream<XmlElement> children(Stream<XmlElement> parents) {
        return parents.flatMap(XmlElement::elements);
    }

    private static Optional<XmlElement> child(XmlElement parent, String name) {
        return parent.first(new QName(name));
    }

    private static String attribute(XmlElement element, String name) {
        return element.attribute(new QName(name)).orElse("");
    }
}
