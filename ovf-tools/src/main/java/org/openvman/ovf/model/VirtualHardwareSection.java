package org.openvman.ovf.model;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The hardware of a virtual system (DSP0243, VirtualHardwareSection).
 *
 * @param transports ways the environment reaches the guest, for example {@code iso}
 * @param system the VSSD settings by property name; empty when there is no System element
 * @param extensions elements of other namespaces behind the items, as they are
 */
public record VirtualHardwareSection(
        String info,
        String id,
        List<String> transports,
        Map<String, String> system,
        List<HardwareItem> items,
        List<XmlElement> extensions,
        Location at)
        implements Section {

    public VirtualHardwareSection {
        transports = List.copyOf(transports);
        system = Collections.unmodifiableMap(new TreeMap<>(system));
        items = List.copyOf(items);
        extensions = List.copyOf(extensions);
    }

    /** Hardware as the standard describes it. */
    public VirtualHardwareSection(
            String info,
            String id,
            List<String> transports,
            Map<String, String> system,
            List<HardwareItem> items,
            Location at) {
        this(info, id, transports, system, items, List.of(), at);
    }

    /** The virtual hardware family; empty when not given. */
    public String family() {
        return system.getOrDefault("VirtualSystemType", "");
    }
}
