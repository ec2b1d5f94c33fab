package org.openvman.provider.profile.exchange;

import org.openvman.ovf.service.ImageFormat;
import org.openvman.provider.hypervisor.VolumeFormat;

/**
 * The content of a disk or drive as a file of the package.
 *
 * @param file its name there
 */
public record DiskImage(String file, VolumeFormat format, long capacityBytes) {

    /** The value of {@code ovf:format}. */
    String uri() {
        return switch (format) {
            case QCOW2 -> ImageFormat.QCOW2.uri();
            case VMDK -> ImageFormat.VMDK.uri();
            case RAW, ISO -> ImageFormat.RAW.uri();
        };
    }

    /** What the names of files of a format end in. */
    public static String ending(VolumeFormat format) {
        return switch (format) {
            case QCOW2 -> ".qcow2";
            case VMDK -> ".vmdk";
            case RAW -> ".img";
            case ISO -> ".iso";
        };
    }
}
