package org.openvman.provider.profile.system;

import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.openvman.provider.hypervisor.AutomaticActions;
import org.openvman.provider.hypervisor.AutomaticActions.GuestAction;
import org.openvman.provider.hypervisor.AutomaticActions.RecoveryAction;
import org.openvman.provider.hypervisor.AutomaticActions.ShutdownAction;
import org.openvman.provider.hypervisor.AutomaticActions.StartupAction;
import org.openvman.provider.hypervisor.Boot;
import org.openvman.provider.hypervisor.SystemSettings;
import org.openvman.provider.view.SettingValue;
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
                    automatic(actions -> SettingCodes.code(actions.startup())),
                    automatic((actions, value) -> actions.withStartup(SettingCodes.named(StartupAction.class, value))))
            .property(
                    "AutomaticStartupActionDelay",
                    automatic(AutomaticActions::startupDelay),
                    automatic((actions, value) -> actions.withStartupDelay(value.interval())))
            .property(
                    "AutomaticStartupActionSequenceNumber",
                    automatic(AutomaticActions::startupSequence),
                    automatic((actions, value) -> actions.withStartupSequence(value.integer())))
            .property(
                    "AutomaticShutdownAction",
                    automatic(actions -> SettingCodes.code(actions.shutdown())),
                    automatic(
                            (actions, value) -> actions.withShutdown(SettingCodes.named(ShutdownAction.class, value))))
            .property(
                    "AutomaticRecoveryAction",
                    automatic(actions -> SettingCodes.code(actions.recovery())),
                    automatic(
                            (actions, value) -> actions.withRecovery(SettingCodes.named(RecoveryAction.class, value))))
            .property(
                    "GuestPowerOffAction",
                    automatic(actions -> SettingCodes.code(actions.powerOff())),
                    automatic((actions, value) -> actions.withPowerOff(SettingCodes.named(GuestAction.class, value))))
            .property(
                    "GuestRebootAction",
                    automatic(actions -> SettingCodes.code(actions.reboot())),
                    automatic((actions, value) -> actions.withReboot(SettingCodes.named(GuestAction.class, value))))
            .property(
                    "Firmware",
                    settings -> settings.boot().firmware().map(SettingCodes::code),
                    (settings, value) ->
                            settings.with(settings.boot().withFirmware(SettingCodes.named(Boot.Firmware.class, value))))
            .property(
                    "BootOrder",
                    settings -> settings.boot().order(),
                    (settings, value) -> settings.with(settings.boot().withOrder(value.texts())));

    private static Function<SystemSettings, Object> automatic(Function<AutomaticActions, Object> getter) {
        return settings -> getter.apply(settings.automatic());
    }

    private static SettingView.Wither<SystemSettings> automatic(
            BiFunction<AutomaticActions, SettingValue, AutomaticActions> wither) {
        return (settings, value) -> settings.with(wither.apply(settings.automatic(), value));
    }
}
