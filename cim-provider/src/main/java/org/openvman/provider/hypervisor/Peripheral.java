package org.openvman.provider.hypervisor;

import java.util.Locale;

/**
 * A device that is neither processor, memory, disk nor network adapter (DSP1059, generic devices). It is added and removed,
 * not changed.
 *
 * @param role what it is for
 * @param type which of its kind: {@code usb} of controllers, {@code vnc} of graphics, {@code pty} of serial ports,
 *     {@code emulator} of TPMs, {@code pci} of host devices
 * @param index which of its type, from 0: the controller's or the port's number
 * @param model the device the guest sees; empty for the hypervisor's choice
 * @param hostResource what it is on the host: the address to listen on, the path of a file or device, the address on a bus;
 *     empty for none
 */
public record Peripheral(Kind role, String type, int index, String model, String hostResource) implements Device {

    /** What a peripheral is. */
    public enum Kind {
        CONTROLLER,
        GRAPHICS,
        SERIAL,
        TPM,
        HOST_DEVICE
    }

    /** What tells it apart: a system has one display of a type and one TPM, and a host device once. */
    @Override
    public String id() {
        return switch (role) {
            case CONTROLLER -> "controller-" + type + "-" + index;
            case GRAPHICS -> "graphics-" + type;
            case SERIAL -> "serial-" + index;
            case TPM -> "tpm";
            case HOST_DEVICE -> "hostdev-" + type + "-" + hostResource;
        };
    }

    @Override
    public ResourceKind kind() {
        if (role != Kind.CONTROLLER) {
            return ResourceKind.PERIPHERAL;
        }
        return switch (type) {
            case "ide" -> ResourceKind.IDE_CONTROLLER;
            case "scsi" -> ResourceKind.SCSI_CONTROLLER;
            default -> ResourceKind.PERIPHERAL;
        };
    }

    /** Whether it is what disks are attached to (DSP1049). */
    public boolean isStorageAdapter() {
        return kind() != ResourceKind.PERIPHERAL;
    }

    /** How messages call it. */
    public String description() {
        return role.name().toLowerCase(Locale.ROOT).replace('_', ' ') + " " + id();
    }

    public Peripheral withModel(String changed) {
        return new Peripheral(role, type, index, changed, hostResource);
    }

    public Peripheral withHostResource(String changed) {
        return new Peripheral(role, type, index, model, changed);
    }
}
