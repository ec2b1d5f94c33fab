package org.openvman.provider.profile.allocation;

import java.util.Locale;
import java.util.Optional;
import org.openvman.provider.hypervisor.Disk;
import org.openvman.provider.hypervisor.Peripheral;
import org.openvman.provider.hypervisor.ResourceKind;

/** The values of ResourceType in CIM_ResourceAllocationSettingData that we use. */
public final class ResourceType {
    public static final int OTHER = 1;
    public static final int PROCESSOR = 3;
    public static final int MEMORY = 4;
    public static final int IDE_CONTROLLER = 5;
    public static final int SCSI_CONTROLLER = 6;
    public static final int ETHERNET_ADAPTER = 10;
    public static final int IO_DEVICE = 13;
    public static final int FLOPPY = 14;
    public static final int CD = 15;
    public static final int DVD = 16;
    public static final int DISK = 17;
    public static final int SERIAL_PORT = 21;
    public static final int USB_CONTROLLER = 23;
    public static final int GRAPHICS = 24;

    /** OtherResourceType of a trusted platform module, which has no number. */
    static final String TPM = "TPM";

    private ResourceType() {}

    static int of(Disk.Type type) {
        return switch (type) {
            case DISK -> DISK;
            case CD -> CD;
            case FLOPPY -> FLOPPY;
        };
    }

    static int of(Peripheral peripheral) {
        return switch (peripheral.role()) {
            case CONTROLLER ->
                switch (peripheral.type()) {
                    case "ide" -> IDE_CONTROLLER;
                    case "scsi" -> SCSI_CONTROLLER;
                    case "usb" -> USB_CONTROLLER;
                    default -> OTHER;
                };
            case GRAPHICS -> GRAPHICS;
            case SERIAL -> SERIAL_PORT;
            case TPM -> OTHER;
            case HOST_DEVICE -> IO_DEVICE;
        };
    }

    /** OtherResourceType: what no number says. */
    static Optional<String> other(Peripheral peripheral) {
        if (of(peripheral) != OTHER) {
            return Optional.empty();
        }
        return Optional.of(
                peripheral.role() == Peripheral.Kind.TPM
                        ? TPM
                        : peripheral.type().toUpperCase(Locale.ROOT) + " controller");
    }

    static int of(ResourceKind kind) {
        return switch (kind) {
            case PROCESSOR -> PROCESSOR;
            case MEMORY -> MEMORY;
            case STORAGE -> DISK;
            case NETWORK -> ETHERNET_ADAPTER;
            case IDE_CONTROLLER -> IDE_CONTROLLER;
            case SCSI_CONTROLLER -> SCSI_CONTROLLER;
            case PERIPHERAL -> OTHER;
        };
    }
}
