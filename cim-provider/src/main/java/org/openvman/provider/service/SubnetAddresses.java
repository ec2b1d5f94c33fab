package org.openvman.provider.service;

import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.openvman.provider.hypervisor.ResourcePool.AddressRange;
import org.openvman.provider.hypervisor.ResourcePool.Subnet;

/** The addresses of an IPv4 subnet that can be given to members by hand. */
final class SubnetAddresses {
    private SubnetAddresses() {}

    /** From the lowest; without network, broadcast and gateway address and without the range of DHCP. */
    static Stream<String> of(Subnet subnet) {
        long gateway = number(subnet.gateway());
        long size = 1L << (32 - subnet.prefixLength());
        long network = gateway & -size;
        return LongStream.range(network + 1, network + size - 1)
                .filter(address -> address != gateway)
                .filter(address -> subnet.dhcp().stream().noneMatch(range -> holds(range, address)))
                .mapToObj(SubnetAddresses::text);
    }

    private static boolean holds(AddressRange range, long address) {
        return number(range.first()) <= address && address <= number(range.last());
    }

    private static long number(String address) {
        String[] parts = address.split("\\.", -1);
        if (parts.length != 4) {
            throw new IllegalArgumentException("not an IPv4 address: \"" + address + "\"");
        }
        long number = 0;
        for (String part : parts) {
            number = number << 8 | Integer.parseInt(part);
        }
        return number;
    }

    private static String text(long number) {
        return (number >> 24 & 255) + "." + (number >> 16 & 255) + "." + (number >> 8 & 255) + "." + (number & 255);
    }
}
