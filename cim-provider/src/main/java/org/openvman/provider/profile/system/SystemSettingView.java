package org.openvman.provider.profile.system;

import java.util.Optional;
import org.openvman.provider.hypervisor.SystemSettings;
import org.openvman.provider.hypervisor.SystemSettings.RecoveryAction;
import org.openvman.provider.hypervisor.SystemSettings.ShutdownAction;
import org.openvman.provider.hypervisor.SystemSettings.StartupAction;
import org.openvman.provider.view.SettingView;

/** How {@link SystemSettings} are read from and written to a CIM_VirtualSystemSettingData. */
public final class SystemSettingView {
    private SystemSettingView() {}

    public static final SettingView<SystemSettings> SETTINGS = SettingView.<SystemSettings>empty()
            .property("ElementName", SystemSettings::name, (settings, value) -> settings.withName(value.text()))
            .property(
                    "Caption",
                    settings -> Optional.of(settings.title()).filter(title -> !title.isEmpty()),
                    (settings, value) -> settings.withTitle(value.text()))
            .property("VirtualSystemType", SystemSettings::type, (settings, value) -> settings.withType(value.text()))
            .property("Notes", SystemSettings::notes, (settings, value) -> settings.withNotes(value.texts()))
            .property(
                    "AutomaticStartupAction",
                    settings -> SettingCodes.code(settings.startup()),
                    (settings, value) -> settings.withStartup(SettingCodes.named(StartupAction.class, value)))
            .property(
                    "AutomaticShutdownAction",
                    settings -> SettingCodes.code(settings.shutdown()),
                    (settings, value) -> settings.withShutdown(SettingCodes.named(ShutdownAction.class, value)))
            .property(
                    "AutomaticRecoveryAction",
                    settings -> SettingCodes.code(settings.recovery()),
                    (settings, value) -> settings.withRecovery(SettingCodes.named(RecoveryAction.class, value)));
}
