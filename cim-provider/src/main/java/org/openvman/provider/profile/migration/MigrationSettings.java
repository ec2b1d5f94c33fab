package org.openvman.provider.profile.migration;

import java.util.Optional;
import java.util.OptionalInt;
import org.openvman.provider.hypervisor.MigrationPlan;
import org.openvman.provider.hypervisor.MigrationPlan.Transport;
import org.openvman.provider.view.SettingView;

/** How a client wants a system to move, as CIM_VirtualSystemMigrationSettingData says it. */
record MigrationSettings(Type type, MigrationPlan plan) {
    static final MigrationSettings DEFAULTS = new MigrationSettings(Type.LIVE, MigrationPlan.DEFAULTS);

    private static final String BANDWIDTH_UNIT = "byte / second * 2^20";

    static final SettingView<MigrationSettings> VIEW = SettingView.<MigrationSettings>empty()
            .property(
                    "MigrationType",
                    settings -> settings.type.code,
                    (settings, value) -> settings.with(Type.ofCode(value.number())))
            .property(
                    "TransportType",
                    settings -> code(settings.plan.transport()),
                    (settings, value) -> settings.with(settings.plan.withTransport(transport(value.number()))))
            .property(
                    "Bandwidth",
                    settings -> bandwidth(settings.plan.bandwidthMebibytes()),
                    (settings, value) -> settings.with(settings.plan.withBandwidthMebibytes(
                            mebibytes(value.integer(), value.sibling("BandwidthUnit")))))
            .readOnly(
                    "BandwidthUnit",
                    settings -> bandwidth(settings.plan.bandwidthMebibytes()).map(limit -> BANDWIDTH_UNIT))
            .property(
                    "CopyStorage",
                    settings -> settings.plan.copyStorage(),
                    (settings, value) -> settings.with(settings.plan.withCopyStorage(value.bool())));

    /** CIM_VirtualSystemMigrationSettingData.MigrationType. */
    enum Type {
        /** The system keeps running while it moves. */
        LIVE(2),
        /** The system is paused while it moves. */
        RESUME(3),
        /** The system is shut down, moved and started. */
        RESTART(4);

        private final int code;

        Type(int code) {
            this.code = code;
        }

        static Type ofCode(long code) {
            for (Type type : values()) {
                if (type.code == code) {
                    return type;
                }
            }
            throw new IllegalArgumentException(code + " is none of 2 (Live), 3 (Resume) and 4 (Restart)");
        }
    }

    private MigrationSettings with(Type changed) {
        return new MigrationSettings(changed, plan.withLive(changed != Type.RESUME));
    }

    private MigrationSettings with(MigrationPlan changed) {
        return new MigrationSettings(type, changed);
    }

    private static int code(Transport transport) {
        return switch (transport) {
            case ANY -> 0;
            case TCP -> 5;
            case IPC -> 6;
        };
    }

    private static Transport transport(long code) {
        for (Transport transport : Transport.values()) {
            if (code(transport) == code) {
                return transport;
            }
        }
        throw new IllegalArgumentException(code + " is none of 0 (any), 5 (TCP) and 6 (IPC)");
    }

    private static Optional<Integer> bandwidth(OptionalInt mebibytes) {
        return mebibytes.stream().boxed().findFirst();
    }

    private static int mebibytes(int amount, Optional<String> unit) {
        String plain = unit.orElse("").replace(" ", "");
        if (!plain.equals("byte/second*2^20") && !plain.equals("byte*2^20/second")) {
            throw new IllegalArgumentException(
                    "needs the BandwidthUnit \"" + BANDWIDTH_UNIT + "\", not \"" + unit.orElse("") + "\"");
        }
        return amount;
    }
}
