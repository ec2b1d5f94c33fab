package org.openvman.ovf.context;

import java.util.List;
import java.util.regex.Pattern;

/**
 * The IPv4 address of a member on one network.
 *
 * @param prefix length of the network part
 * @param gateway empty on a network without a way out
 * @param nameServers may be empty
 */
public record NetworkAddress(String ip, int prefix, String gateway, List<String> nameServers) {
    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(?:\\.\\d{1,3}){3}");

    public NetworkAddress {
        if (!IPV4.matcher(ip).matches() || prefix < 0 || prefix > 32) {
            throw new IllegalArgumentException("not an IPv4 address: " + ip + "/" + prefix);
        }
        nameServers = List.copyOf(nameServers);
    }

    public static NetworkAddress of(String ip, int prefix) {
        return new NetworkAddress(ip, prefix, "", List.of());
    }

    /** The prefix as a mask: 255.255.255.0 for 24. */
    public String netmask() {
        long mask = prefix == 0 ? 0 : 0xFFFFFFFFL << (32 - prefix) & 0xFFFFFFFFL;
        return (mask >> 24) + "." + (mask >> 16 & 0xFF) + "." + (mask >> 8 & 0xFF) + "." + (mask & 0xFF);
    }
}
