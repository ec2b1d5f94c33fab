package org.openvman.provider.profile.system;

import org.openvman.provider.view.SettingValue;

/** Properties that count their values from 2, in the order of our enums (CIM_VirtualSystemSettingData and ours). */
final class SettingCodes {
    private static final int FIRST = 2;

    private SettingCodes() {}

    static int code(Enum<?> action) {
        return action.ordinal() + FIRST;
    }

    static <E extends Enum<E>> E named(Class<E> actions, SettingValue value) {
        int index = value.integer() - FIRST;
        E[] known = actions.getEnumConstants();
        if (index < 0 || index >= known.length) {
            throw new IllegalArgumentException(
                    value.text() + " is not supported (" + FIRST + " to " + (known.length - 1 + FIRST) + ")");
        }
        return known[index];
    }
}
