package org.openvman.provider.hypervisor;

import java.util.Locale;
import java.util.random.RandomGenerator;

/**
 * An Ethernet address.
 *
 * @param text six pairs of lower case hexadecimal digits with colons
 */
public record MacAddress(String text) {
    public MacAddress {
        text = text.toLowerCase(Locale.ROOT).replace('-', ':');
        if (text.matches("[0-9a-f]{12}")) {
            text = text.replaceAll("(..)(?=.)", "$1:");
        }
        if (!text.matches("[0-9a-f]{2}(:[0-9a-f]{2}){5}")) {
            throw new IllegalArgumentException("not a MAC address: \"" + text + "\" (expected 52:54:00:12:34:56)");
        }
    }

    /** A new one in the block that QEMU uses, 52:54:00. */
    public static MacAddress random(RandomGenerator random) {
        return new MacAddress(String.format(
                "52:54:00:%02x:%02x:%02x", random.nextInt(256), random.nextInt(256), random.nextInt(256)));
    }

    @Override
    public String toString() {
        return text;
    }
}
