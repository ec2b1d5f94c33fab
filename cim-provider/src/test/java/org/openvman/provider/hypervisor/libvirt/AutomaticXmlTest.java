package org.openvman.provider.hypervisor.libvirt;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.openvman.provider.hypervisor.AutomaticActions;
import org.openvman.provider.hypervisor.AutomaticActions.GuestAction;
import org.openvman.provider.hypervisor.AutomaticActions.RecoveryAction;
import org.openvman.provider.hypervisor.Boot;
import org.openvman.provider.hypervisor.SystemSettings;

/** Automatic actions, firmware and boot order of domains that others have defined. */
class AutomaticXmlTest {
    private static final String FINER = """
            <domain type='qemu'><name>vm</name><os firmware='efi'><type>hvm</type><loader type='pflash'/><nvram>/v</nvram>
            <bootmenu enable='yes'/><boot dev='network'/></os>
            <on_reboot>destroy</on_reboot><on_crash>coredump-restart</on_crash></domain>
            """;

    // libvirt has finer actions than CIM: a change of something else must not coarsen them.
    @Test
    void finerActionsStayWhereTheyMeanTheSame() {
        AutomaticActions read = AutomaticXml.read(XmlElement.parse(FINER));
        assertThat(read.recovery()).isEqualTo(RecoveryAction.RESTART);
        assertThat(read.reboot()).isEqualTo(GuestAction.TURN_OFF);
        SystemSettings settings = SystemSettings.named("vm").with(read);

        assertThat(DomainDocument.parse(FINER)
                        .settings(settings.withTitle("other"))
                        .text())
                .contains("<on_crash>coredump-restart</on_crash>")
                .contains("<on_reboot>destroy</on_reboot>");
        assertThat(DomainDocument.parse(FINER)
                        .settings(settings.with(read.withRecovery(RecoveryAction.NONE)))
                        .text())
                .contains("<on_crash>destroy</on_crash>");
    }

    @Test
    void aBootOrderThatIsNotChangedStaysAsItWasWritten() {
        Boot read = BootXml.read(XmlElement.parse(FINER));
        assertThat(read.firmware()).contains(Boot.Firmware.UEFI);
        assertThat(read.order()).isEmpty();

        assertThat(DomainDocument.parse(FINER).boot(read).text())
                .contains("network")
                .contains("firmware=\"efi\"");
    }

    @Test
    void anotherFirmwareLeavesNothingOfTheFirst() {
        String changed = DomainDocument.parse(FINER)
                .boot(Boot.USUAL.withFirmware(Boot.Firmware.BIOS))
                .text();

        assertThat(changed)
                .contains("bootmenu")
                .doesNotContain("efi")
                .doesNotContain("nvram")
                .doesNotContain("loader");
    }
}
