package org.openvman.provider.profile.system;

/** The values of OpenVMAN_ElementSettingData.IsPending. */
public final class Pending {
    private static final int IS_PENDING = 2;
    private static final int IS_NOT_PENDING = 3;

    private Pending() {}

    /** What a client reads of a setting that waits for a restart, or does not. */
    public static int code(boolean pending) {
        return pending ? IS_PENDING : IS_NOT_PENDING;
    }
}
