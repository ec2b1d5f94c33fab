package org.openvman.provider.hypervisor;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * How a virtual system comes up.
 *
 * @param firmware what the system starts with; empty for the hypervisor's usual one, or for systems that have none
 * @param order the ids of the devices that are tried, the first one first; empty for the hypervisor's usual order
 */
public record Boot(Optional<Firmware> firmware, List<String> order) {

    /** The program that starts first. */
    public enum Firmware {
        BIOS,
        UEFI
    }

    /** As the hypervisor does it. */
    public static final Boot USUAL = new Boot(Optional.empty(), List.of());

    public Boot {
        order = List.copyOf(order);
        if (new HashSet<>(order).size() < order.size()) {
            throw new IllegalArgumentException("a device twice in the boot order " + order);
        }
    }

    public Boot withFirmware(Firmware changed) {
        return new Boot(Optional.of(changed), order);
    }

    public Boot withOrder(List<String> changed) {
        return new Boot(firmware, changed);
    }
}
