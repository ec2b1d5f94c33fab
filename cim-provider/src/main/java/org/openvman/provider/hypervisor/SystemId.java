package org.openvman.provider.hypervisor;

import java.util.UUID;

/** The identity of a virtual system: its UUID, which survives rename, restart and migration. */
public record SystemId(UUID uuid) implements Comparable<SystemId> {
    /**
     * Reads the canonical text form.
     *
     * @throws IllegalArgumentException if it is no UUID
     */
    public static SystemId parse(String text) {
        if (text.length() != 36) {
            throw new IllegalArgumentException("not a UUID: \"" + text + "\"");
        }
        return new SystemId(UUID.fromString(text));
    }

    @Override
    public int compareTo(SystemId other) {
        return uuid.compareTo(other.uuid);
    }

    @Override
    public String toString() {
        return uuid.toString();
    }
}
