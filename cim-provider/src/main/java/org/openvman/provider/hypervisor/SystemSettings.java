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
        AutomaticActions automatic,
        Boot boot) {

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
        return new SystemSettings(name, "", "DMTF:unknown", List.of(), List.of(), AutomaticActions.NONE, Boot.USUAL);
    }

    public SystemSettings withName(String changed) {
        return new SystemSettings(changed, title, type, notes, tags, automatic, boot);
    }

    public SystemSettings withTitle(String changed) {
        return new SystemSettings(name, changed, type, notes, tags, automatic, boot);
    }

    public SystemSettings withType(String changed) {
        return new SystemSettings(name, title, changed, notes, tags, automatic, boot);
    }

    public SystemSettings withNotes(List<String> changed) {
        return new SystemSettings(name, title, type, changed, tags, automatic, boot);
    }

    public SystemSettings withTags(List<String> changed) {
        return new SystemSettings(name, title, type, notes, changed, automatic, boot);
    }

    public SystemSettings with(AutomaticActions changed) {
        return new SystemSettings(name, title, type, notes, tags, changed, boot);
    }

    public SystemSettings with(Boot changed) {
        return new SystemSettings(name, title, type, notes, tags, automatic, changed);
    }

    /** With what another one says of starts and stops of the host, which concern no running system. */
    public SystemSettings withHostActionsOf(SystemSettings other) {
        return with(automatic.withHostActionsOf(other.automatic));
    }
}
