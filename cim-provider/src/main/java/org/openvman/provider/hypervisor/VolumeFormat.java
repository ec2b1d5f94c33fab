package org.openvman.provider.hypervisor;

import java.util.Locale;

/** How a disk image is written. */
public enum VolumeFormat {
    RAW,
    QCOW2,
    VMDK,
    ISO;

    /** The name that libvirt and qemu-img use. */
    public String text() {
        return this == ISO ? "raw" : name().toLowerCase(Locale.ROOT);
    }

    /**
     * The format of that name.
     *
     * @throws IllegalArgumentException naming what is known
     */
    public static VolumeFormat named(String text) {
        for (VolumeFormat format : values()) {
            if (format.name().equalsIgnoreCase(text)) {
                return format;
            }
        }
        throw new IllegalArgumentException("unknown disk format \"" + text + "\" (raw, qcow2, vmdk, iso)");
    }
}
