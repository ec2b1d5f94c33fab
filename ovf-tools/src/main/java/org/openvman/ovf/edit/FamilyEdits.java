package org.openvman.ovf.edit;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.openvman.ovf.io.OvfNames;
import org.openvman.ovf.model.ResourceType;
import org.openvman.ovf.model.XmlElement;

/** Another virtual hardware family: its name, and the models of devices that it knows. */
final class FamilyEdits {
    /** What importers of a family accept, and what stands for everything else (ovf.md, complaint 10). */
    private record Models(List<String> known, String otherwise) {
        Optional<String> replacement(String model) {
            return known.stream().anyMatch(model::equalsIgnoreCase) ? Optional.empty() : Optional.of(otherwise);
        }
    }

    private static final Map<ResourceType, Models> VMWARE = Map.of(
            ResourceType.ETHERNET_ADAPTER,
                    new Models(List.of("E1000", "E1000e", "VmxNet", "VmxNet2", "VmxNet3", "PCNet32"), "E1000"),
            ResourceType.SCSI_CONTROLLER,
                    new Models(List.of("lsilogic", "lsilogicsas", "buslogic", "VirtualSCSI"), "lsilogic"),
            ResourceType.OTHER_STORAGE,
                    new Models(List.of("vmware.sata.ahci", "vmware.nvme.controller"), "vmware.sata.ahci"));

    private static final Map<ResourceType, Models> VIRTUALBOX = Map.of(
            ResourceType.ETHERNET_ADAPTER, new Models(List.of("E1000", "PCNet32"), "E1000"),
            ResourceType.SCSI_CONTROLLER, new Models(List.of("lsilogic", "lsilogicsas", "buslogic"), "lsilogic"),
            ResourceType.OTHER_STORAGE, new Models(List.of("AHCI"), "AHCI"));

    private static final Map<ResourceType, Models> KVM = Map.of(
            ResourceType.ETHERNET_ADAPTER,
                    new Models(List.of("virtio", "e1000", "e1000e", "rtl8139", "vmxnet3", "pcnet"), "virtio"),
            ResourceType.SCSI_CONTROLLER,
                    new Models(List.of("virtio", "virtio-scsi", "lsilogic", "lsilogicsas"), "virtio"),
            ResourceType.OTHER_STORAGE, new Models(List.of("AHCI"), "AHCI"));

    private FamilyEdits() {}

    static Edit family(String text) {
        Argument argument = Argument.optional(text);
        String family = argument.after();
        if (family.isEmpty()) {
            throw new EditException("say the family, vmx-13 for example");
        }
        String systemId = argument.before().isEmpty() ? "*" : argument.before();
        return session -> session.changeSystems(systemId, (patches, system) -> {
            if (system.child("VirtualHardwareSection").isPresent()) {
                retarget(session, patches, system, family);
            }
        });
    }

    private static Map<ResourceType, Models> models(String family) {
        String lower = family.toLowerCase(Locale.ROOT);
        if (lower.startsWith("vmx-")) {
            return VMWARE;
        }
        if (lower.startsWith("virtualbox")) {
            return VIRTUALBOX;
        }
        return lower.contains("kvm") || lower.contains("qemu") ? KVM : Map.of();
    }

    private static void retarget(EditSession session, Patches patches, LocatedElement system, String family) {
        LocatedElement hardware = system.child("VirtualHardwareSection").orElseThrow();
        name(patches, hardware, family);
        Map<ResourceType, Models> models = models(family);
        if (models.isEmpty()) {
            session.note("the devices of family '" + family + "' are not known; only its name is written");
        }
        String owner = system.attribute("id");
        for (LocatedElement item : new Items(system).all().toList()) {
            String model = item.settingText("ResourceSubType");
            for (Map.Entry<ResourceType, Models> kind : models.entrySet()) {
                if (!model.isEmpty() && Items.is(item, kind.getKey())) {
                    kind.getValue().replacement(model).ifPresent(other -> {
                        Items.set(patches, item, "ResourceSubType", other);
                        session.note(owner + ": " + kind.getKey() + " " + model + " becomes " + other
                                + "; the guest needs its driver");
                    });
                }
            }
            boolean optional = Items.is(item, ResourceType.SOUND)
                    || (Items.is(item, ResourceType.OTHER) && model.startsWith("vmware.") && models != VMWARE);
            if (optional && !models.isEmpty() && !item.attribute("required").equals("false")) {
                patches.setAttribute(item, session.document().attribute("required"), "false");
                session.note(owner + ": " + item.settingText("ElementName") + " is marked as not required");
            }
        }
    }

    private static void name(Patches patches, LocatedElement hardware, String family) {
        Optional<LocatedElement> type = hardware.child("System").flatMap(system -> system.setting("VirtualSystemType"));
        if (type.isPresent()) {
            patches.setText(type.get(), family);
            return;
        }
        XmlElement setting = XmlElement.of(OvfNames.vssd("VirtualSystemType")).withText(family);
        Optional<LocatedElement> system = hardware.child("System");
        if (system.isPresent()) {
            patches.append(system.get(), setting);
            return;
        }
        XmlElement made = XmlElement.of(EditableDocument.name(hardware, "System"))
                .with(XmlElement.of(OvfNames.vssd("ElementName")).withText("Virtual Hardware Family"))
                .with(XmlElement.of(OvfNames.vssd("InstanceID")).withText("0"))
                .with(setting);
        hardware.child("Info")
                .ifPresentOrElse(info -> patches.insertAfter(info, made), () -> patches.append(hardware, made));
    }
}
