package org.openvman.provider.hypervisor;

import java.util.OptionalInt;

/**
 * Where screen or serial line of a running system can be reached.
 *
 * @param name unique in its system and the same after a restart, {@code vnc}, {@code serial0}
 * @param address the address that the host listens on, or the path of a device or socket of the host
 * @param port empty for a path
 */
public record Console(String name, Protocol protocol, String address, OptionalInt port) {

    /** What is spoken there. */
    public enum Protocol {
        VNC,
        SPICE,
        /** Characters in both directions, without a protocol. */
        SERIAL;

        /** Whether it shows a screen. */
        public boolean isGraphical() {
            return this != SERIAL;
        }
    }

    /** A console at a port of the host. */
    public static Console at(String name, Protocol protocol, String address, int port) {
        return new Console(name, protocol, address, OptionalInt.of(port));
    }

    /** A console at a device or socket of the host. */
    public static Console at(String name, Protocol protocol, String path) {
        return new Console(name, protocol, path, OptionalInt.empty());
    }
}
