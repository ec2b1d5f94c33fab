package org.openvman.provider.hypervisor;

import java.util.List;

/**
 * The settings of a virtual system that belong to no device.
 *
 * @param name the hypervisor's name for it, unique on a host
 * @param title a name for people; empty if none was given
 * @param type the virtual system type, {@code DMTF:KVM} and the like (CIM_VirtualSystemSettingData.VirtualSystemType)
 * @param notes free text, one entry a line
 * @param tags our own facts about the system that must survive with it (service and tier), as {@code key=value}
 */
public record SystemSettings(
        String name,
        String title,
        String type,
        List<String> notes,
        List<String> tags,
        StartupAction startup,
        ShutdownAction shutdown,
        RecoveryAction recovery) {

    /** What to do when the host starts (CIM_VirtualSystemSettingData.AutomaticStartupAction). */
    public enum StartupAction {
        NONE,
        RESTART_IF_PREVIOUSLY_ACTIVE,
        ALWAYS
    }

    /** What to do when the host stops (CIM_VirtualSystemSettingData.AutomaticShutdownAction). */
    public enum ShutdownAction {
        TURN_OFF,
        SAVE_STATE,
        SHUT_DOWN
    }

    /** What to do when the system fails (CIM_VirtualSystemSettingData.AutomaticRecoveryAction). */
    public enum RecoveryAction {
        NONE,
        RESTART
    }

    public SystemSettings {
        if (name.isBlank()
                || name.length() > 255
                || name.indexOf('/') >= 0
                || name.chars().anyMatch(c -> c < ' ')) {
            throw new IllegalArgumentException(
                    "not a name for a virtual system: \"" + name + "\" (1 to 255 characters, no slash, no control)");
        }
        notes = List.copyOf(notes);
        tags = List.copyOf(tags);
    }

    /** A system with that name and everything else at its default. */
    public static SystemSettings named(String name) {
        return new SystemSettings(
                name,
                "",
                "DMTF:unknown",
                List.of(),
                List.of(),
                StartupAction.NONE,
                ShutdownAction.TURN_OFF,
                RecoveryAction.NONE);
    }

    public SystemSettings withName(String changed) {
        return new SystemSettings(changed, title, type, notes, tags, startup, shutdown, recovery);
    }

    public SystemSettings withTitle(String changed) {
        return new SystemSettings(name, changed, type, notes, tags, startup, shutdown, recovery);
    }

    public SystemSettings withType(String changed) {
        return new SystemSettings(name, title, changed, notes, tags, startup, shutdown, recovery);
    }

    public SystemSettings withNotes(List<String> changed) {
        return new SystemSettings(name, title, type, changed, tags, startup, shutdown, recovery);
    }

    public SystemSettings withTags(List<String> changed) {
        return new SystemSettings(name, title, type, notes, changed, startup, shutdown, recovery);
    }

    public SystemSettings withStartup(StartupAction changed) {
        return new SystemSettings(name, title, type, notes, tags, changed, shutdown, recovery);
    }

    public SystemSettings withShutdown(ShutdownAction changed) {
        return new SystemSettings(name, title, type, notes, tags, startup, changed, recovery);
    }

    public SystemSettings withRecovery(RecoveryAction changed) {
        return new SystemSettings(name, title, type, notes, tags, startup, shutdown, changed);
    }
}
