package org.openvman.provider.profile.system;

import java.util.Optional;
import org.openvman.provider.hypervisor.SystemId;

/**
 * The InstanceID of a setting: {@code OpenVMAN:UUID/state} for a system's, {@code OpenVMAN:UUID/state/vda} for a
 * device's. Organisation, colon and a local part, as CIM_SettingData asks.
 *
 * @param device empty for the setting of the system itself
 */
public record SettingId(SystemId system, Representation representation, Optional<String> device) {
    private static final String PREFIX = "OpenVMAN:";

    /** Empty if the text is the InstanceID of something else. */
    public static Optional<SettingId> parse(String text) {
        if (!text.startsWith(PREFIX)) {
            return Optional.empty();
        }
        String[] parts = text.substring(PREFIX.length()).split("/", 3);
        if (parts.length < 2) {
            return Optional.empty();
        }
        Optional<String> device = parts.length == 3 ? Optional.of(parts[2]) : Optional.empty();
        try {
            SystemId system = SystemId.parse(parts[0]);
            return Representation.named(parts[1]).map(found -> new SettingId(system, found, device));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return PREFIX + system + "/" + representation.text()
                + device.map(id -> "/" + id).orElse("");
    }
}
