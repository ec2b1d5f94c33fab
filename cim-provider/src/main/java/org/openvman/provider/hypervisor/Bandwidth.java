package org.openvman.provider.hypervisor;

import java.util.OptionalLong;

/**
 * The most that may pass an adapter or a switch, in bytes per second; limits are kept in whole kibibytes.
 *
 * @param receive towards the guest, or the hosts behind a switch; empty for no limit
 * @param transmit from there; empty for no limit
 */
public record Bandwidth(OptionalLong receive, OptionalLong transmit) {
    public static final Bandwidth UNLIMITED = new Bandwidth(OptionalLong.empty(), OptionalLong.empty());

    private static final long KIBIBYTE = 1024;

    public Bandwidth {
        receive = whole(receive);
        transmit = whole(transmit);
    }

    private static OptionalLong whole(OptionalLong bytes) {
        if (bytes.isEmpty() || bytes.getAsLong() == 0) {
            return OptionalLong.empty();
        }
        if (bytes.getAsLong() < KIBIBYTE) {
            throw new IllegalArgumentException(
                    "a bandwidth of " + bytes.getAsLong() + " bytes per second; the least is " + KIBIBYTE);
        }
        return OptionalLong.of(bytes.getAsLong() / KIBIBYTE * KIBIBYTE);
    }

    /** With another limit; 0 for none. */
    public Bandwidth withReceive(long bytes) {
        return new Bandwidth(OptionalLong.of(bytes), transmit);
    }

    /** With another limit; 0 for none. */
    public Bandwidth withTransmit(long bytes) {
        return new Bandwidth(receive, OptionalLong.of(bytes));
    }
}
