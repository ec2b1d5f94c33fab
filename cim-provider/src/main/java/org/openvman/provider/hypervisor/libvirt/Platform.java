package org.openvman.provider.hypervisor.libvirt;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.openvman.provider.hypervisor.HypervisorException;
import org.openvman.provider.hypervisor.HypervisorException.Reason;
import org.openvman.provider.hypervisor.PowerAction;
import org.openvman.provider.hypervisor.ResourceKind;

/**
 * The kind of domain that we define on a host, chosen from its capabilities.
 *
 * @param domainType the domain XML's type: qemu, kvm, lxc, xen, test
 * @param osType hvm, exe, xen, ...
 * @param machine the machine type; empty if the hypervisor has none
 * @param emulator the path of the emulator; empty if the hypervisor has none
 * @param cpuModel the host's CPU; empty if the host does not tell
 * @param maximumProcessors what the machine allows; 0 if the capabilities do not tell
 */
record Platform(
        String domainType,
        String osType,
        String architecture,
        String machine,
        String emulator,
        String cpuModel,
        int maximumProcessors) {

    /** Domain types that we can define, those of hosts that have several first. */
    private static final List<String> TYPES = List.of("qemu", "xen", "lxc", "test", "vmware", "vbox", "hyperv");

    /** From the classic to the newer machine; others need devices that we do not know. */
    private static final List<String> MACHINES = List.of("pc", "q35", "virt");

    /**
     * Chooses from capabilities XML.
     *
     * @param allowKvm whether kvm may be taken; a host that offers it may still be unable to boot a guest with it
     */
    static Platform choose(XmlElement capabilities, boolean allowKvm) {
        XmlElement cpu = capabilities.child("host", "cpu").orElseThrow();
        String hostArchitecture = cpu.textOf("arch");
        List<String> types = new ArrayList<>(TYPES);
        if (allowKvm) {
            types.add(0, "kvm");
        }
        for (String type : types) {
            List<XmlElement> guests = capabilities
                    .children("guest")
                    .filter(guest -> guest.child("arch")
                            .orElseThrow()
                            .children("domain")
                            .anyMatch(domain -> domain.attributeOr("type", "").equals(type)))
                    .toList();
            Optional<XmlElement> guest = guests.stream()
                    .filter(candidate -> architecture(candidate).equals(hostArchitecture))
                    .findFirst()
                    .or(() -> guests.stream().findFirst());
            if (guest.isPresent()) {
                return of(type, guest.orElseThrow(), cpu.textOf("model"));
            }
        }
        throw new HypervisorException(
                Reason.UNSUPPORTED, "the host offers no kind of virtual system that OpenVMAN knows");
    }

    private static Platform of(String type, XmlElement guest, String cpuModel) {
        XmlElement arch = guest.child("arch").orElseThrow();
        Optional<XmlElement> machine = MACHINES.stream()
                .flatMap(name -> arch.children("machine")
                        .filter(element -> element.text().equals(name)))
                .findFirst();
        return new Platform(
                type,
                guest.textOf("os_type"),
                architecture(guest),
                machine.map(XmlElement::text).orElse(""),
                arch.textOf("emulator"),
                cpuModel,
                machine.flatMap(element -> element.attribute("maxCpus"))
                        .map(Integer::parseInt)
                        .orElse(0));
    }

    private static String architecture(XmlElement guest) {
        return guest.child("arch").orElseThrow().attributeOr("name", "");
    }

    /** CIM_VirtualSystemSettingData.VirtualSystemType of what we define here. */
    String systemType() {
        return systemType(domainType, osType);
    }

    /** The virtual system type of a domain: DMTF's name if it has one, else ours with libvirt as the organization. */
    static String systemType(String domainType, String osType) {
        return switch (domainType) {
            case "qemu", "kvm" -> "DMTF:KVM";
            case "xen" -> osType.equals("hvm") ? "DMTF:XEN:HVM" : "DMTF:XEN:PV";
            default -> "libvirt:" + domainType.toLowerCase(Locale.ROOT);
        };
    }

    /** Containers have no memory image to save, and neither they nor guests of Xen a reset button. */
    Set<PowerAction> powerActions() {
        return switch (domainType) {
            case "lxc" -> EnumSet.complementOf(EnumSet.of(PowerAction.SAVE, PowerAction.RESET));
            case "xen" -> EnumSet.complementOf(EnumSet.of(PowerAction.RESET));
            default -> EnumSet.allOf(PowerAction.class);
        };
    }

    /** Containers get no folders while they run; what other drivers attach is unknown, or nothing. */
    Set<ResourceKind> hotPlug() {
        if (isQemu()) {
            return EnumSet.of(ResourceKind.STORAGE, ResourceKind.NETWORK, ResourceKind.SCSI_CONTROLLER);
        }
        if (domainType.equals("xen")) {
            return EnumSet.of(ResourceKind.STORAGE, ResourceKind.NETWORK);
        }
        return isContainer() ? EnumSet.of(ResourceKind.NETWORK) : EnumSet.noneOf(ResourceKind.class);
    }

    boolean isQemu() {
        return domainType.equals("qemu") || domainType.equals("kvm");
    }

    /** A guest that knows that it is one: it needs no emulated devices. */
    boolean isParavirtual() {
        return domainType.equals("xen") && !osType.equals("hvm");
    }

    boolean isContainer() {
        return domainType.equals("lxc");
    }
}
