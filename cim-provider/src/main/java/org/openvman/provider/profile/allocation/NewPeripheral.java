package org.openvman.provider.profile.allocation;

import java.util.Optional;
import org.openvman.provider.hypervisor.Peripheral;
import org.openvman.provider.hypervisor.Peripheral.Kind;
import org.openvman.provider.hypervisor.SystemConfiguration;
import org.openvman.provider.operation.CimException;
import org.openvman.provider.operation.CimStatus;
import org.openvman.schema.cim.CimInstance;

/** Which peripheral an allocation setting asks for: a table from ResourceType to kinds and their usual types. */
final class NewPeripheral {
    private NewPeripheral() {}

    /** Empty if the resource type is no peripheral's. */
    static Optional<Peripheral> from(int resourceType, CimInstance setting, SystemConfiguration configuration) {
        Optional<String> subType = setting.string("ResourceSubType").filter(text -> !text.isEmpty());
        return Optional.ofNullable(
                        switch (resourceType) {
                            case ResourceType.IDE_CONTROLLER -> controller("ide", subType);
                            case ResourceType.SCSI_CONTROLLER -> controller("scsi", subType);
                            case ResourceType.USB_CONTROLLER -> controller("usb", subType);
                            case ResourceType.GRAPHICS ->
                                new Peripheral(Kind.GRAPHICS, subType.orElse("vnc"), 0, "", "");
                            case ResourceType.SERIAL_PORT ->
                                new Peripheral(Kind.SERIAL, subType.orElse("pty"), 0, "", "");
                            case ResourceType.IO_DEVICE ->
                                new Peripheral(Kind.HOST_DEVICE, subType.orElse("pci"), 0, "", "");
                            case ResourceType.OTHER -> other(setting, subType);
                            default -> null;
                        })
                .map(asked -> AllocationSettings.PERIPHERAL.apply(asked, setting))
                .map(asked -> numbered(asked, configuration));
    }

    private static Peripheral controller(String type, Optional<String> model) {
        return new Peripheral(Kind.CONTROLLER, type, 0, model.orElse(""), "");
    }

    private static Peripheral other(CimInstance setting, Optional<String> subType) {
        String other = setting.string("OtherResourceType").orElse("");
        if (!other.equals(ResourceType.TPM)) {
            throw new CimException(
                    CimStatus.NOT_SUPPORTED,
                    "OtherResourceType \"" + other + "\": of ResourceType 1 (Other) there is only \"" + ResourceType.TPM
                            + "\"");
        }
        return new Peripheral(Kind.TPM, subType.orElse("emulator"), 0, "tpm-crb", "");
    }

    /** With the lowest number that is free, for kinds of which a system has several. */
    private static Peripheral numbered(Peripheral asked, SystemConfiguration configuration) {
        Peripheral result = asked;
        if (asked.role() == Kind.CONTROLLER || asked.role() == Kind.SERIAL) {
            while (configuration.device(result.id()).isPresent()) {
                result = new Peripheral(
                        asked.role(), asked.type(), result.index() + 1, asked.model(), asked.hostResource());
            }
        }
        if (configuration.device(result.id()).isPresent()) {
            throw new CimException(CimStatus.ALREADY_EXISTS, "there is a " + result.description() + " already");
        }
        return result;
    }
}
