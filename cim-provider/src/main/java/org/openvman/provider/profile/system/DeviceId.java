package org.openvman.provider.profile.system;

import java.util.Optional;
import org.openvman.provider.hypervisor.SystemId;

/** The DeviceID of a virtual device: {@code UUID/vda}. */
record DeviceId(SystemId system, String device) {
    private static final int UUID_LENGTH = 36;

    static Optional<DeviceId> parse(String text) {
        if (text.length() < UUID_LENGTH + 2 || text.charAt(UUID_LENGTH) != '/') {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new DeviceId(SystemId.parse(text.substring(0, UUID_LENGTH)), text.substring(UUID_LENGTH + 1)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
