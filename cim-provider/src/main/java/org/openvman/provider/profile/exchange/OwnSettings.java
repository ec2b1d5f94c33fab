package org.openvman.provider.profile.exchange;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.namespace.QName;
import org.openvman.ovf.io.OvfNames;
import org.openvman.ovf.model.OvfVersion;
import org.openvman.ovf.model.VirtualHardwareSection;
import org.openvman.ovf.model.XmlElement;
import org.openvman.provider.hypervisor.Peripheral;

/**
 * What we know of a system and OVF has no place for, in an element of ours behind its hardware items, which other importers
 * may ignore ({@code ovf:required="false"}): settings of the system and of hardware items by the names of our CIM classes, and the
 * exact controllers and other peripherals.
 *
 * @param settings by the InstanceID of the hardware item, then by property; those of the system under {@link #SYSTEM}
 */
record OwnSettings(Map<String, Map<String, List<String>>> settings, List<Peripheral> peripherals) {
    /** The item of settings that belong to no device. */
    static final String SYSTEM = "";

    private static final QName CONFIGURATION = OvfNames.openvman("Configuration");
    private static final QName SETTING = OvfNames.openvman("Setting");
    private static final QName PERIPHERAL = OvfNames.openvman("Peripheral");
    private static final QName REQUIRED = new QName(OvfVersion.V2.namespace(), "required");
    private static final QName ITEM = new QName("item");
    private static final QName NAME = new QName("name");

    OwnSettings {
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
        peripherals = List.copyOf(peripherals);
    }

    /** The settings of an item; none if it has none here. */
    Map<String, List<String>> of(String item) {
        return settings.getOrDefault(item, Map.of());
    }

    /** Empty for a package that another tool made. */
    static Optional<OwnSettings> find(VirtualHardwareSection hardware) {
        return hardware.extensions().stream()
                .filter(element -> element.name().equals(CONFIGURATION))
                .findFirst()
                .map(OwnSettings::read);
    }

    private static OwnSettings read(XmlElement configuration) {
        Map<String, Map<String, List<String>>> settings = new LinkedHashMap<>();
        configuration
                .elements(SETTING)
                .forEach(setting -> settings.computeIfAbsent(
                                setting.attribute(ITEM).orElse(SYSTEM), item -> new LinkedHashMap<>())
                        .computeIfAbsent(attribute(setting, "name"), name -> new ArrayList<>())
                        .add(setting.text()));
        return new OwnSettings(
                settings,
                configuration.elements(PERIPHERAL).map(OwnSettings::peripheral).toList());
    }

    private static Peripheral peripheral(XmlElement element) {
        return new Peripheral(
                Peripheral.Kind.valueOf(attribute(element, "kind")),
                attribute(element, "type"),
                Integer.parseInt(attribute(element, "index")),
                attribute(element, "model"),
                attribute(element, "hostResource"));
    }

    private static String attribute(XmlElement element, String name) {
        return element.attribute(new QName(name)).orElse("");
    }

    XmlElement write() {
        XmlElement configuration = XmlElement.of(CONFIGURATION).with(REQUIRED, "false");
        for (Map.Entry<String, Map<String, List<String>>> item : settings.entrySet()) {
            for (Map.Entry<String, List<String>> setting : item.getValue().entrySet()) {
                for (String value : setting.getValue()) {
                    XmlElement element = XmlElement.of(SETTING);
                    if (!item.getKey().equals(SYSTEM)) {
                        element = element.with(ITEM, item.getKey());
                    }
                    configuration = configuration.with(
                            element.with(NAME, setting.getKey()).withText(value));
                }
            }
        }
        return configuration.withAll(peripherals.stream().map(OwnSettings::element));
    }

    private static XmlElement element(Peripheral peripheral) {
        return XmlElement.of(PERIPHERAL)
                .with(new QName("kind"), peripheral.role().name())
                .with(new QName("type"), peripheral.type())
                .with(new QName("index"), Integer.toString(peripheral.index()))
                .with(new QName("model"), peripheral.model())
                .with(new QName("hostResource"), peripheral.hostResource());
    }
}
