package org.openvman.provider.hypervisor.libvirt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openvman.provider.hypervisor.Console;
import org.openvman.provider.hypervisor.Disk;
import org.openvman.provider.hypervisor.HypervisorEvent;
import org.openvman.provider.hypervisor.MacAddress;
import org.openvman.provider.hypervisor.Nic;
import org.openvman.provider.hypervisor.PowerAction;
import org.openvman.provider.hypervisor.Processor;
import org.openvman.provider.hypervisor.Scope;
import org.openvman.provider.hypervisor.SystemConfiguration;
import org.openvman.provider.hypervisor.SystemId;
import org.openvman.provider.hypervisor.SystemState;
import org.openvman.provider.hypervisor.VolumeFormat;

/** A domain of somebody else's on real QEMU: read, changed and run, without losing what the model does not know. */
class LibvirtForeignDomainIT {
    /** VIR_DOMAIN_VCPU_MAXIMUM */
    private static final int VCPU_MAXIMUM = 4;

    private static final SystemId ID = new SystemId(UUID.fromString("6ad0f0a6-3d5e-4b8c-9d6a-0f3cf0b1c001"));
    private static final String XML = """
            <domain type='qemu'>
              <name>foreign-it</name>
              <uuid>6ad0f0a6-3d5e-4b8c-9d6a-0f3cf0b1c001</uuid>
              <metadata><app:info xmlns:app='http://example.org/app'>theirs</app:info></metadata>
              <memory unit='MiB'>64</memory>
              <vcpu>1</vcpu>
              <os><type arch='x86_64' machine='q35'>hvm</type><bootmenu enable='yes' timeout='100'/></os>
              <features><acpi/></features>
              <cpu mode='custom'><model>Nehalem</model></cpu>
              <devices>
                <disk type='file' device='cdrom'><target dev='sda' bus='sata'/><readonly/></disk>
                <interface type='user'><mac address='52:54:00:0f:0e:01'/><model type='e1000'/></interface>
                <graphics type='vnc' port='-1' autoport='yes' passwd='geheim'/>
                <video><model type='cirrus'/></video>
              </devices>
            </domain>
            """;

    private LibvirtUri uri;
    private LibvirtHypervisor hypervisor;

    @BeforeEach
    void defineAsOthersDo() {
        uri = QemuSetting.uriOrSkip(LibvirtForeignDomainIT.class);
        defineAsOthersDo("foreign-it", XML);
        hypervisor = LibvirtHypervisor.open(uri.hostId(), uri, LibvirtOptions.DEFAULTS, Clock.systemUTC());
    }

    private void defineAsOthersDo(String name, String xml) {
        try (LibvirtLink theirs = LibvirtLink.open(LibvirtLibrary.load(), uri, "others")) {
            theirs.connection().define(name, xml).close();
        }
    }

    @AfterEach
    void remove() {
        if (hypervisor != null) {
            hypervisor.power(ID, PowerAction.POWER_OFF);
            hypervisor.undefine(ID);
            hypervisor.close();
        }
    }

    @Test
    void isReadLikeOurOwn() {
        SystemConfiguration configuration = hypervisor.system(ID).orElseThrow().recorded();

        assertThat(configuration.settings().type()).isEqualTo("DMTF:KVM");
        assertThat(configuration.disks())
                .containsExactly(
                        new Disk("sda", Disk.Type.CD, Disk.Bus.SATA, Optional.empty(), VolumeFormat.ISO, 0, true));
        assertThat(configuration.nics())
                .containsExactly(new Nic(new MacAddress("52:54:00:0f:0e:01"), Nic.Attachment.USER, "", "e1000"));
    }

    @Test
    void keepsWhatTheModelDoesNotKnow() {
        SystemConfiguration before = hypervisor.system(ID).orElseThrow().recorded();
        Nic nic = before.nics().get(0);

        hypervisor.modifyDevice(ID, Processor.of(1, 3), Scope.RECORDED);
        hypervisor.modifyDevice(
                ID, nic.withConnection(Nic.Attachment.NETWORK, "default").withModel("virtio"), Scope.RECORDED);
        hypervisor.modifySettings(
                ID, before.settings().withName("foreign-renamed").withTags(List.of("tier=web")), Scope.RECORDED);

        assertThat(xml(LibvirtFlags.XML_INACTIVE | LibvirtFlags.XML_SECURE))
                .contains("http://example.org/app")
                .contains("passwd='geheim'")
                .contains("<bootmenu enable='yes' timeout='100'/>")
                .contains("Nehalem")
                .contains("type='cirrus'")
                .contains("<name>foreign-renamed</name>")
                .contains("tier=web")
                .contains("<vcpu placement='static' current='1'>3</vcpu>")
                .contains("<source network='default'/>");
    }

    @Test
    void runsAndChangesItsConnectionAndShareMeanwhile() {
        SystemConfiguration before = hypervisor.system(ID).orElseThrow().recorded();
        Nic nic = before.nics().get(0).withConnection(Nic.Attachment.NETWORK, "default");
        hypervisor.modifyDevice(ID, nic, Scope.RECORDED);
        hypervisor.power(ID, PowerAction.START);
        assertThat(hypervisor.system(ID).orElseThrow().state()).isEqualTo(SystemState.ACTIVE);

        Processor limited = Processor.of(1, 1).withWeight(300).withLimitPercent(40);
        hypervisor.modifyDevice(ID, limited, Scope.ACTIVE);

        assertThat(hypervisor.system(ID).orElseThrow().active().orElseThrow().processor())
                .isEqualTo(limited);
        assertThat(hypervisor.system(ID).orElseThrow().recorded().processor()).isEqualTo(Processor.of(1, 1));
    }

    // libvirt has an event for a new definition, none for a number of processors set for the next start.
    @Test
    void isFoundChangedByOthersWithAndWithoutAnEvent() {
        hypervisor.inventory();
        Queue<HypervisorEvent> events = new ConcurrentLinkedQueue<>();
        LibvirtOptions often = LibvirtOptions.DEFAULTS.withLookAgain(Duration.ofMillis(300));
        try (LibvirtLink theirs = LibvirtLink.open(LibvirtLibrary.load(), uri, "others");
                LibvirtHypervisor looking = LibvirtHypervisor.open(uri.hostId(), uri, often, Clock.systemUTC())) {
            looking.onEvent(events::add);
            theirs.connection()
                    .define("foreign-it", XML.replace("<memory unit='MiB'>64<", "<memory unit='MiB'>80<"))
                    .close();
            await().untilAsserted(() -> assertThat(events).contains(new HypervisorEvent.SystemChanged(ID)));
            await().untilAsserted(() ->
                    assertThat(recorded(hypervisor).memory().bytes()).isEqualTo(80L << 20));

            try (DomainHandle domain = theirs.connection().domain(ID).orElseThrow()) {
                domain.setProcessors(2, LibvirtFlags.AFFECT_CONFIG | VCPU_MAXIMUM);
            }
            await().untilAsserted(() ->
                    assertThat(recorded(looking).processor().maximum()).isEqualTo(2));
            assertThat(events).contains(new HypervisorEvent.HostChanged());
        }
    }

    /** As a bulk read shows it. */
    private static SystemConfiguration recorded(LibvirtHypervisor of) {
        return of.inventory().systems().get(ID).recorded();
    }

    @Test
    void showsItsScreenWhileItRuns() {
        assertThat(hypervisor.system(ID).orElseThrow().consoles()).isEmpty();

        hypervisor.power(ID, PowerAction.START);

        assertThat(hypervisor.system(ID).orElseThrow().consoles())
                .singleElement()
                .satisfies(screen -> {
                    assertThat(screen.protocol()).isEqualTo(Console.Protocol.VNC);
                    assertThat(screen.address()).isEqualTo("127.0.0.1");
                    assertThat(screen.port().orElseThrow()).isGreaterThanOrEqualTo(5900);
                });
    }

    // Clients know a system by its UUID: taken out and put back, under whatever name, it is the same one.
    @Test
    void isTheSameSystemWhenItIsImportedAgain() {
        String exported = xml(LibvirtFlags.XML_INACTIVE | LibvirtFlags.XML_SECURE);
        hypervisor.undefine(ID);
        assertThat(hypervisor.system(ID)).isEmpty();

        defineAsOthersDo("foreign-back", exported.replace("<name>foreign-it</name>", "<name>foreign-back</name>"));
        hypervisor.power(ID, PowerAction.START);

        assertThat(hypervisor.system(ID).orElseThrow().name()).isEqualTo("foreign-back");
        assertThat(hypervisor.inventory().systems()).containsKey(ID);
    }

    private String xml(int flags) {
        try (LibvirtLink link = LibvirtLink.open(LibvirtLibrary.load(), uri, "others");
                DomainHandle domain = link.connection().domain(ID).orElseThrow()) {
            return domain.xml(flags);
        }
    }
}
