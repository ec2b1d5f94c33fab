package org.openvman.ovf.convert;

import java.util.function.Consumer;
import org.openvman.ovf.io.OvfNames;
import org.openvman.ovf.model.XmlElement;

/**
 * What OVF 1.1 added to 1.0 (DSP8023 1.1.0 against 1.0.0). Attributes of any name may stand in a document of 1.0, so they
 * stay, but its importers do not know what they mean.
 */
final class Since11 {
    private final Consumer<String> losses;

    Since11(Consumer<String> losses) {
        this.losses = losses;
    }

    void check(XmlElement element) {
        String name = OvfNames.localName(element);
        if (name.equals("Property")) {
            say(element, "password", "its value is shown");
        } else if (name.equals("VirtualHardwareSection")) {
            say(element, "id", "nothing refers to it");
        }
        element.elements().forEach(this::check);
    }

    private void say(XmlElement element, String attribute, String consequence) {
        OvfNames.attribute(element, attribute)
                .filter(value -> !value.equals("false"))
                .ifPresent(value -> losses.accept("line " + element.at().line() + ": " + OvfNames.localName(element)
                        + " has ovf:" + attribute + ", which OVF 1.0 does not know: " + consequence));
    }
}
