package org.openvman.ovf.edit;

import java.util.Locale;

/** What new devices are called in a virtual hardware family. */
final class Families {
    private Families() {}

    static String usualNic(String family) {
        return isVendors(family) ? "E1000" : "virtio";
    }

    static String usualController(String family) {
        return isVendors(family) ? "lsilogic" : "virtio";
    }

    private static boolean isVendors(String family) {
        String lower = family.toLowerCase(Locale.ROOT);
        return lower.startsWith("vmx-") || lower.startsWith("virtualbox");
    }
}
