package org.openvman.provider.hypervisor.libvirt;

import java.util.Optional;
import org.openvman.provider.hypervisor.HypervisorException;
import org.openvman.provider.hypervisor.HypervisorException.Reason;
import org.openvman.provider.hypervisor.Volume;
import org.openvman.provider.hypervisor.VolumeFormat;
import org.openvman.provider.hypervisor.VolumeId;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Storage volume XML, written and read. */
final class VolumeXml {
    private VolumeXml() {}

    /** A volume that grows as it is written; with a base, it shares the base's content. */
    static String write(String name, VolumeFormat format, long capacityBytes, Optional<Volume> base) {
        Document document = Xml.builder().newDocument();
        Element volume = document.createElement("volume");
        document.appendChild(volume);
        Dom.append(volume, "name").setTextContent(name);
        Dom.append(volume, "allocation").setTextContent("0");
        Element capacity = Dom.append(volume, "capacity");
        capacity.setAttribute("unit", "bytes");
        capacity.setTextContent(Long.toString(capacityBytes));
        format(Dom.append(volume, "target"), format);
        base.ifPresent(present -> {
            Element backing = Dom.append(volume, "backingStore");
            Dom.append(backing, "path").setTextContent(present.path());
            format(backing, present.format());
        });
        return Xml.text(volume);
    }

    private static void format(Element parent, VolumeFormat format) {
        Dom.append(parent, "format").setAttribute("type", format.text());
    }

    static Volume read(VolumeId id, XmlElement volume) {
        return new Volume(
                id,
                volume.textOf("target", "path"),
                formatNamed(id, format(volume)),
                bytes(volume, "capacity"),
                bytes(volume, "allocation"));
    }

    /** The format as libvirt names it. */
    static String format(XmlElement volume) {
        return volume.child("target", "format")
                .map(element -> element.attributeOr("type", "raw"))
                .orElse("raw");
    }

    /** How long the volume's file is, which need not be what a guest sees of it. */
    static long fileBytes(XmlElement volume) {
        long physical = bytes(volume, "physical");
        return physical > 0 ? physical : bytes(volume, "capacity");
    }

    private static long bytes(XmlElement volume, String name) {
        String text = volume.textOf(name);
        return text.isEmpty() ? 0 : Long.parseLong(text);
    }

    private static VolumeFormat formatNamed(VolumeId id, String format) {
        try {
            return VolumeFormat.named(format);
        } catch (IllegalArgumentException e) {
            throw new HypervisorException(Reason.UNSUPPORTED, "volume \"" + id + "\": " + e.getMessage(), e);
        }
    }
}
