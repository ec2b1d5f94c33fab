package org.openvman.provider.hypervisor;

import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * An Ethernet address.
 *
 * @param text six pairs of lower case hexadecimal digits with colons
 */
public record MacAddress(String text) {
    private static final Pattern BARE = Pattern.compile("[0-9a-f]{12}");
    private static final Pattern WITH_COLONS = Pattern.compile("[0-9a-f]{2}(:[0-9a-f]{2}){5}");

    public MacAddress {
        text = text.toLowerCase(Locale.ROOT).replace('-', ':');
        if (BARE.matcher(text).matches()) {
            text = text.replaceAll("(..)(?=.)", "$1:");
        }
        if (!WITH_COLONS.matcher(text).matches()) {
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
