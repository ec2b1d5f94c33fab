package org.openvman.provider.hypervisor.libvirt;

import java.util.OptionalLong;
import org.openvman.provider.hypervisor.Bandwidth;
import org.w3c.dom.Element;

/** The bandwidth element of adapters and networks. Peak and burst, which the model does not know, stay. */
final class BandwidthXml {
    private static final long KIBIBYTE = 1024;

    private BandwidthXml() {}

    static Bandwidth read(XmlElement owner) {
        return owner.child("bandwidth")
                .map(bandwidth -> new Bandwidth(average(bandwidth, "inbound"), average(bandwidth, "outbound")))
                .orElse(Bandwidth.UNLIMITED);
    }

    private static OptionalLong average(XmlElement bandwidth, String direction) {
        return bandwidth
                .child(direction)
                .flatMap(element -> element.attribute("average"))
                .map(text -> OptionalLong.of(Long.parseLong(text) * KIBIBYTE))
                .orElse(OptionalLong.empty());
    }

    static void write(Element owner, Bandwidth bandwidth) {
        Element element = Dom.childOrNew(owner, "bandwidth");
        write(element, "inbound", bandwidth.receive());
        write(element, "outbound", bandwidth.transmit());
        if (Dom.children(element).isEmpty()) {
            owner.removeChild(element);
        }
    }

    private static void write(Element bandwidth, String direction, OptionalLong bytes) {
        if (bytes.isEmpty()) {
            Dom.removeChildren(bandwidth, direction);
        } else {
            Dom.childOrNew(bandwidth, direction).setAttribute("average", Long.toString(bytes.getAsLong() / KIBIBYTE));
        }
    }
}
