package org.openvman.provider.profile.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openvman.ovf.io.DescriptorReader;
import org.openvman.ovf.io.DescriptorWriter;
import org.openvman.ovf.model.Descriptor;
import org.openvman.ovf.model.OvfVersion;
import org.openvman.provider.hypervisor.AutomaticActions;
import org.openvman.provider.hypervisor.Bandwidth;
import org.openvman.provider.hypervisor.Boot;
import org.openvman.provider.hypervisor.Disk;
import org.openvman.provider.hypervisor.MacAddress;
import org.openvman.provider.hypervisor.Memory;
import org.openvman.provider.hypervisor.Nic;
import org.openvman.provider.hypervisor.Peripheral;
import org.openvman.provider.hypervisor.Processor;
import org.openvman.provider.hypervisor.ProcessorSet;
import org.openvman.provider.hypervisor.SystemConfiguration;
import org.openvman.provider.hypervisor.SystemId;
import org.openvman.provider.hypervisor.SystemSettings;
import org.openvman.provider.hypervisor.VolumeFormat;
import org.openvman.provider.hypervisor.VolumeId;
import org.openvman.provider.operation.CimException;
import org.openvman.provider.profile.allocation.NewDevice;
import org.openvman.schema.ClassRepository;

/** What is exported comes back as it was, through the bytes of a descriptor; what others wrote, as far as it is clear. */
class DescriptorRoundTripTest {
    private static final SystemId ID = SystemId.parse("6f9619ff-8b86-4011-b42d-00c04fc964ff");
    private static final ClassRepository CLASSES = ClassRepository.load();

    private final SystemReader reader = new SystemReader(CLASSES, new NewDevice(new Random(1)));

    static Stream<SystemConfiguration> configurations() {
        SystemConfiguration small = new SystemConfiguration(
                SystemSettings.named("small").withType("DMTF:KVM"),
                Processor.of(1, 1),
                new Memory(1 << 20, 1 << 20),
                List.of(),
                List.of());
        return Stream.of(
                small,
                // Memory that is no whole number of MiB, and a limit that is.
                small.with(new Memory(100_000 * 1024L, 1L << 30)),
                small.with(new Processor(1, 4, OptionalInt.of(512), OptionalInt.of(150), ProcessorSet.parse("0,2-3"))),
                full());
    }

    private static SystemConfiguration full() {
        SystemSettings settings = SystemSettings.named("web 1: <production>")
                .withTitle("The \"first\" web server & more")
                .withType("DMTF:KVM")
                .withNotes(List.of("made by hand", "", "ask Ada before it is changed"))
                .with(new AutomaticActions(
                        AutomaticActions.StartupAction.ALWAYS,
                        Duration.ofSeconds(90),
                        7,
                        AutomaticActions.ShutdownAction.SAVE_STATE,
                        AutomaticActions.RecoveryAction.RESTART,
                        AutomaticActions.GuestAction.RESTART,
                        AutomaticActions.GuestAction.TURN_OFF))
                .with(new Boot(Optional.of(Boot.Firmware.UEFI), List.of("nic-525400123456", "vda", "hdc")));
        return new SystemConfiguration(
                settings,
                Processor.of(2, 8),
                new Memory(512L << 20, 2L << 30, true),
                List.of(
                        disk("vda", Disk.Type.DISK, Disk.Bus.VIRTIO, 10L << 30)
                                .withTuning(new Disk.Tuning("none", OptionalLong.of(500), OptionalLong.of(1 << 20))),
                        disk("vdb", Disk.Type.DISK, Disk.Bus.VIRTIO, 1_000_448),
                        disk("sda", Disk.Type.DISK, Disk.Bus.SCSI, 1 << 20).withReadOnly(true),
                        disk("sdb", Disk.Type.DISK, Disk.Bus.SATA, 1 << 20),
                        disk("hdb", Disk.Type.DISK, Disk.Bus.IDE, 1 << 20),
                        disk("hdc", Disk.Type.CD, Disk.Bus.IDE, 0).withReadOnly(true),
                        disk("fda", Disk.Type.FLOPPY, Disk.Bus.FDC, 0)),
                List.of(
                        new Nic(
                                new MacAddress("52:54:00:12:34:56"),
                                Nic.Attachment.NETWORK,
                                "default",
                                "virtio",
                                OptionalInt.of(7),
                                new Bandwidth(OptionalLong.of(1 << 20), OptionalLong.of(2 << 20))),
                        new Nic(new MacAddress("52:54:00:12:34:57"), Nic.Attachment.BRIDGE, "br0", "e1000"),
                        new Nic(new MacAddress("52:54:00:12:34:58"), Nic.Attachment.USER, "", "virtio")),
                List.of(
                        new Peripheral(Peripheral.Kind.CONTROLLER, "usb", 0, "qemu-xhci", ""),
                        new Peripheral(Peripheral.Kind.CONTROLLER, "sata", 2, "", ""),
                        new Peripheral(Peripheral.Kind.GRAPHICS, "vnc", 0, "", "127.0.0.1"),
                        new Peripheral(Peripheral.Kind.SERIAL, "pty", 0, "", ""),
                        new Peripheral(Peripheral.Kind.SERIAL, "file", 1, "", "/var/log/serial.log"),
                        new Peripheral(Peripheral.Kind.TPM, "emulator", 0, "tpm-crb", ""),
                        new Peripheral(Peripheral.Kind.HOST_DEVICE, "pci", 0, "", "0000:03:00.0")));
    }

    private static Disk disk(String id, Disk.Type type, Disk.Bus bus, long bytes) {
        return new Disk(id, type, bus, Optional.of(new VolumeId("fast", id)), VolumeFormat.RAW, bytes, false);
    }

    @ParameterizedTest
    @MethodSource("configurations")
    void aRecordedConfigurationComesBackAsItWas(SystemConfiguration recorded) {
        DescribedSystem described = reader.read(written(recorded), Map.of());

        assertThat(described.id()).contains(ID);
        assertThat(described.configuration()).isEqualTo(withoutContent(recorded));
        assertThat(described.contents())
                .containsOnlyKeys(recorded.disks().stream().map(Disk::id).toList());
        recorded.disks().stream()
                .filter(disk -> disk.type() == Disk.Type.DISK)
                .forEach(disk -> assertThat(described.pools()).containsEntry(disk.id(), "fast"));
    }

    private static Descriptor written(SystemConfiguration recorded) {
        Map<String, DiskImage> images = new HashMap<>();
        for (Disk disk : recorded.disks()) {
            images.put(disk.id(), new DiskImage("disk-" + disk.id() + ".img", VolumeFormat.RAW, disk.capacityBytes()));
        }
        byte[] bytes = new DescriptorWriter(OvfVersion.V1).write(DescriptorOfSystem.of(ID, recorded, images));
        return new DescriptorReader().read("system.ovf", bytes).descriptor();
    }

    private static SystemConfiguration withoutContent(SystemConfiguration configuration) {
        SystemConfiguration result = configuration;
        for (Disk disk : configuration.disks()) {
            result = result.with(disk.withSource(Optional.empty())
                    .withFormat(disk.type() == Disk.Type.CD ? VolumeFormat.ISO : VolumeFormat.RAW));
        }
        return result;
    }

    // Tags say which deployed service a system is a member of; a copy of it is none.
    @Test
    void membershipInAServiceIsNotExported() {
        SystemConfiguration member = full().withSettings(full().settings().withTags(List.of("openvman.tier=db")));

        assertThat(reader.read(written(member), Map.of())
                        .configuration()
                        .settings()
                        .tags())
                .isEmpty();
    }

    @Test
    void networksAreMapped() {
        DescribedSystem described = reader.read(written(full()), Map.of("default", "bridge:br7", "bridge:br0", "lan"));

        assertThat(described.configuration().nics())
                .extracting(Nic::attachment, Nic::connection)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(Nic.Attachment.BRIDGE, "br7"),
                        org.assertj.core.groups.Tuple.tuple(Nic.Attachment.NETWORK, "lan"),
                        org.assertj.core.groups.Tuple.tuple(Nic.Attachment.USER, ""));
    }

    // As VirtualBox and vSphere write it: name as identifier, controllers as parents, their own models.
    @Test
    void whatOtherToolsWroteIsTakenAsFarAsItIsClear() {
        DescribedSystem described = reader.read(foreign("""
                        <Item><rasd:AllocationUnits>hertz * 10^6</rasd:AllocationUnits><rasd:ElementName>2 CPU</rasd:ElementName>\
                        <rasd:InstanceID>1</rasd:InstanceID><rasd:Limit>2000</rasd:Limit>\
                        <rasd:ResourceType>3</rasd:ResourceType><rasd:VirtualQuantity>2</rasd:VirtualQuantity></Item>
                        <Item><rasd:AllocationUnits>MegaBytes</rasd:AllocationUnits><rasd:ElementName>Memory</rasd:ElementName>\
                        <rasd:InstanceID>2</rasd:InstanceID><rasd:ResourceType>4</rasd:ResourceType>\
                        <rasd:VirtualQuantity>768</rasd:VirtualQuantity></Item>
                        <Item><rasd:ElementName>SCSI</rasd:ElementName><rasd:InstanceID>3</rasd:InstanceID>\
                        <rasd:ResourceSubType>VirtualSCSI</rasd:ResourceSubType><rasd:ResourceType>6</rasd:ResourceType></Item>
                        <Item><rasd:AddressOnParent>0</rasd:AddressOnParent><rasd:ElementName>Disk</rasd:ElementName>\
                        <rasd:HostResource>ovf:/disk/d1</rasd:HostResource><rasd:InstanceID>4</rasd:InstanceID>\
                        <rasd:Parent>3</rasd:Parent><rasd:ResourceType>17</rasd:ResourceType></Item>
                        <Item><rasd:Connection>VM Network</rasd:Connection><rasd:ElementName>nic</rasd:ElementName>\
                        <rasd:InstanceID>5</rasd:InstanceID><rasd:ResourceSubType>E1000</rasd:ResourceSubType>\
                        <rasd:ResourceType>10</rasd:ResourceType></Item>
                        <Item ovf:required="false"><rasd:ElementName>sound</rasd:ElementName><rasd:InstanceID>6</rasd:InstanceID>\
                        <rasd:ResourceType>35</rasd:ResourceType></Item>
                        """), Map.of("VM Network", "default"));

        SystemConfiguration configuration = described.configuration();
        assertThat(described.id()).isEmpty();
        assertThat(configuration.settings().name()).isEqualTo("appliance");
        assertThat(configuration.processor()).isEqualTo(Processor.of(2, 2));
        assertThat(configuration.memory()).isEqualTo(new Memory(768L << 20, 768L << 20));
        assertThat(configuration.disks()).singleElement().satisfies(disk -> {
            assertThat(disk.bus()).isEqualTo(Disk.Bus.SCSI);
            assertThat(disk.capacityBytes()).isEqualTo(4L << 30);
            assertThat(described.contents())
                    .containsExactly(Map.entry(disk.id(), new DescribedSystem.Content("file1", VolumeFormat.VMDK)));
        });
        assertThat(configuration.nics())
                .singleElement()
                .extracting(Nic::connection, Nic::model)
                .containsExactly("default", "e1000");
        assertThat(configuration.peripherals()).isEmpty();
    }

    @Test
    void whatMakesNoSystemIsRefusedByName() {
        assertThatThrownBy(() -> reader.read(foreign(""), Map.of()))
                .isInstanceOf(CimException.class)
                .hasMessageContaining("memory");
        assertThatThrownBy(() -> reader.read(foreign("""
                                <Item><rasd:ElementName>Memory</rasd:ElementName><rasd:InstanceID>2</rasd:InstanceID>\
                                <rasd:ResourceType>4</rasd:ResourceType><rasd:VirtualQuantity>64</rasd:VirtualQuantity></Item>
                                <Item><rasd:ElementName>d</rasd:ElementName><rasd:HostResource>ovf:/disk/none</rasd:HostResource>\
                                <rasd:InstanceID>3</rasd:InstanceID><rasd:ResourceType>17</rasd:ResourceType></Item>
                                """), Map.of()))
                .isInstanceOf(CimException.class)
                .hasMessageContaining("no disk \"none\"");
    }

    private static Descriptor foreign(String items) {
        String text = """
                <?xml version="1.0" encoding="UTF-8"?>
                <Envelope xmlns="http://schemas.dmtf.org/ovf/envelope/1" xmlns:ovf="http://schemas.dmtf.org/ovf/envelope/1"
                    xmlns:rasd="http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/CIM_ResourceAllocationSettingData"
                    xmlns:vssd="http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/CIM_VirtualSystemSettingData">
                  <References><File ovf:id="file1" ovf:href="a.vmdk"/></References>
                  <DiskSection><Info>d</Info><Disk ovf:diskId="d1" ovf:capacity="4" ovf:capacityAllocationUnits="byte * 2^30"
                    ovf:fileRef="file1" ovf:format="http://www.vmware.com/interfaces/specifications/vmdk.html#streamOptimized"/>
                  </DiskSection>
                  <VirtualSystem ovf:id="appliance"><Info>a machine</Info><VirtualHardwareSection><Info>h</Info>
                    <System><vssd:ElementName>Virtual Hardware Family</vssd:ElementName><vssd:InstanceID>0</vssd:InstanceID>
                      <vssd:VirtualSystemIdentifier>appliance</vssd:VirtualSystemIdentifier>
                      <vssd:VirtualSystemType>vmx-13</vssd:VirtualSystemType></System>
                    %s
                  </VirtualHardwareSection></VirtualSystem>
                </Envelope>
                """.formatted(items);
        return new DescriptorReader()
                .read("appliance.ovf", text.getBytes(StandardCharsets.UTF_8))
                .descriptor();
    }
}
