package org.openvman.provider.hypervisor;

import java.util.OptionalInt;

/** Numbers of VLANs (IEEE 802.1Q). */
public final class Vlan {
    private static final int LAST = 4094;

    private Vlan() {}

    /**
     * A VLAN; 0 for none.
     *
     * @throws IllegalArgumentException for a number that no VLAN can have
     */
    public static OptionalInt of(int number) {
        if (number < 0 || number > LAST) {
            throw new IllegalArgumentException("VLAN " + number + ": VLANs have the numbers 1 to " + LAST);
        }
        return number == 0 ? OptionalInt.empty() : OptionalInt.of(number);
    }
}
