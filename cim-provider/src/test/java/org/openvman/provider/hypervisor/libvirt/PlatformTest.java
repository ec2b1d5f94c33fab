package org.openvman.provider.hypervisor.libvirt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.openvman.provider.hypervisor.HypervisorException;
import org.openvman.provider.hypervisor.PowerAction;

class PlatformTest {
    private static final String HOST = "<host><cpu><arch>x86_64</arch><model>Nehalem</model></cpu></host>";
    private static final String QEMU = "<capabilities>" + HOST
            + guest("hvm", "i686", "/usr/bin/qemu-system-i386", "qemu", "kvm")
            + guest("hvm", "x86_64", "/usr/bin/qemu-system-x86_64", "qemu", "kvm") + "</capabilities>";

    private static String guest(String os, String architecture, String emulator, String... types) {
        StringBuilder text =
                new StringBuilder("<guest><os_type>" + os + "</os_type><arch name='" + architecture + "'>");
        text.append("<emulator>").append(emulator).append("</emulator>");
        text.append("<machine maxCpus='288'>q35</machine><machine maxCpus='255'>pc</machine>");
        for (String type : types) {
            text.append("<domain type='").append(type).append("'/>");
        }
        return text + "</arch></guest>";
    }

    private static Platform choose(String capabilities, boolean allowKvm) {
        return Platform.choose(XmlElement.parse(capabilities), allowKvm);
    }

    // A /dev/kvm that opens is no proof that a guest boots: kvm is taken only by those who ask for it.
    @Test
    void softwareEmulationUnlessKvmIsAllowed() {
        assertThat(choose(QEMU, false).domainType()).isEqualTo("qemu");
        assertThat(choose(QEMU, true).domainType()).isEqualTo("kvm");
    }

    @Test
    void theHostsOwnArchitectureAndTheClassicMachine() {
        Platform platform = choose(QEMU, false);

        assertThat(platform)
                .isEqualTo(new Platform("qemu", "hvm", "x86_64", "pc", "/usr/bin/qemu-system-x86_64", "Nehalem", 255));
        assertThat(platform.systemType()).isEqualTo("DMTF:KVM");
    }

    @Test
    void othersHaveTheirOwnType() {
        assertThat(Platform.systemType("lxc", "exe")).isEqualTo("libvirt:lxc");
        assertThat(Platform.systemType("xen", "hvm")).isEqualTo("DMTF:XEN:HVM");
        assertThat(Platform.systemType("xen", "xen")).isEqualTo("DMTF:XEN:PV");
        assertThat(Platform.systemType("test", "hvm")).isEqualTo("libvirt:test");
    }

    // Xen 4.17 without hardware virtualization.
    @Test
    void xenHasGuestsThatKnowIt() {
        Platform platform = choose(
                "<capabilities>" + HOST + "<guest><os_type>xen</os_type><arch name='x86_64'>"
                        + "<emulator>/usr/lib/xen/bin/qemu-system-i386</emulator><machine>xenpv</machine>"
                        + "<domain type='xen'/></arch></guest></capabilities>",
                true);

        assertThat(platform.systemType()).isEqualTo("DMTF:XEN:PV");
        assertThat(platform.isParavirtual()).isTrue();
        assertThat(platform.powerActions()).contains(PowerAction.SAVE).doesNotContain(PowerAction.RESET);
        assertThat(choose("<capabilities>" + HOST + guest("hvm", "x86_64", "", "vmware") + "</capabilities>", false)
                        .systemType())
                .isEqualTo("libvirt:vmware");
    }

    @Test
    void aHostWithNothingForUsIsRefused() {
        assertThatExceptionOfType(HypervisorException.class)
                .isThrownBy(() -> choose("<capabilities>" + HOST + "</capabilities>", true));
    }
}
