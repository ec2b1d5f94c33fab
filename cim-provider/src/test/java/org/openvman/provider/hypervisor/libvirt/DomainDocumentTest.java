package org.openvman.provider.hypervisor.libvirt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.openvman.provider.hypervisor.Disk;
import org.openvman.provider.hypervisor.HypervisorException;
import org.openvman.provider.hypervisor.HypervisorException.Reason;
import org.openvman.provider.hypervisor.MacAddress;
import org.openvman.provider.hypervisor.Memory;
import org.openvman.provider.hypervisor.Nic;
import org.openvman.provider.hypervisor.Processor;
import org.openvman.provider.hypervisor.SystemConfiguration;
import org.openvman.provider.hypervisor.VolumeFormat;
import org.openvman.provider.hypervisor.VolumeId;

/** Changes touch what they are about; everything else in a domain comes back as it went in. */
class DomainDocumentTest {
    /** A domain that others made, with much that the model does not know. */
    private static final String FOREIGN = """
            <domain type="qemu" xmlns:qemu="http://libvirt.org/schemas/domain/qemu/1.0">
              <name>foreign</name>
              <uuid>11111111-2222-3333-4444-555555555555</uuid>
              <title>Old title</title>
              <metadata>
                <app:info xmlns:app="http://example.org/app" version="3"><app:owner>ann</app:owner></app:info>
                <ovm:system xmlns:ovm="http://schemas.openvman.org/libvirt/1"><ovm:tag>tier=db</ovm:tag></ovm:system>
              </metadata>
              <memory unit="KiB">1048576</memory>
              <currentMemory unit="KiB">524288</currentMemory>
              <memoryBacking><hugepages/></memoryBacking>
              <vcpu placement="static" cpuset="0-1" current="1">4</vcpu>
              <vcpus><vcpu id="0" enabled="yes" hotpluggable="no"/></vcpus>
              <cputune><vcpupin vcpu="0" cpuset="0"/><shares>512</shares></cputune>
              <os><type arch="x86_64" machine="pc-i440fx-7.2">hvm</type><smbios mode="host"/></os>
              <cpu mode="custom"><model>Nehalem</model><topology sockets="1" cores="4" threads="1"/></cpu>
              <on_crash>preserve</on_crash>
              <devices>
                <disk type="file" device="disk">
                  <driver name="qemu" type="qcow2" cache="none"/>
                  <source file="/images/a.qcow2"><seclabel model="dac" relabel="no"/></source>
                  <target dev="vda" bus="virtio"/>
                  <iotune><total_iops_sec>500</total_iops_sec></iotune>
                  <address type="pci" domain="0x0000" bus="0x00" slot="0x04" function="0x0"/>
                </disk>
                <disk type="file" device="cdrom">
                  <driver name="qemu" type="raw"/>
                  <source file="/images/old.iso"/>
                  <backingStore/>
                  <target dev="hdc" bus="ide" tray="open"/>
                  <readonly/>
                </disk>
                <interface type="network">
                  <mac address="52:54:00:aa:bb:cc"/>
                  <source network="default"/>
                  <model type="e1000"/>
                  <bandwidth><inbound average="1000"/></bandwidth>
                </interface>
                <graphics type="vnc" port="-1" passwd="secret"/>
              </devices>
              <qemu:commandline><qemu:arg value="-foo"/></qemu:commandline>
            </domain>
            """;

    private static SystemConfiguration read(DomainDocument document) {
        return new DomainReader(VolumeLookup.PATHS_ONLY, PoolLookup.PRIMORDIAL_ONLY)
                .read(XmlElement.parse(document.text()), false);
    }

    private static Disk disk(String id) {
        return (Disk) read(DomainDocument.parse(FOREIGN)).device(id).orElseThrow();
    }

    @Test
    void whatTheModelDoesNotKnowSurvivesEveryChange() {
        SystemConfiguration before = read(DomainDocument.parse(FOREIGN));
        Nic nic = before.nics().get(0);

        String changed = DomainDocument.parse(FOREIGN)
                .processor(before.processor().withMaximum(8).withCount(2))
                .memory(new Memory(1L << 29, 1L << 30, true))
                .settings(before.settings().withTitle("New").withTags(List.of("tier=web")))
                .change(nic, nic.withConnection(Nic.Attachment.BRIDGE, "br0"))
                .remove("hdc")
                .text();

        assertThat(changed)
                .contains("<app:owner>ann</app:owner>")
                .contains("<hugepages/>")
                .contains("cpuset=\"0-1\"")
                .contains("<vcpupin cpuset=\"0\" vcpu=\"0\"/>")
                .contains("<smbios mode=\"host\"/>")
                .contains("<model>Nehalem</model>")
                .contains("<total_iops_sec>500</total_iops_sec>")
                .contains("cache=\"none\"")
                .contains("<seclabel model=\"dac\" relabel=\"no\"/>")
                .contains("<inbound average=\"1000\"/>")
                .contains("passwd=\"secret\"")
                .contains("<qemu:arg value=\"-foo\"/>");
    }

    @Test
    void processorsAndTheirTuningAreReplaced() {
        Processor wanted = Processor.of(2, 8).withLimitPercent(50);

        DomainDocument changed = DomainDocument.parse(FOREIGN).processor(wanted);

        assertThat(read(changed).processor()).isEqualTo(wanted);
        // A topology of four cores contradicts eight processors, and libvirt would refuse it.
        assertThat(changed.text()).doesNotContain("topology").doesNotContain("<vcpus>");
    }

    @Test
    void aTopologyThatStillFitsStays() {
        assertThat(DomainDocument.parse(FOREIGN).processor(Processor.of(2, 4)).text())
                .contains("<topology cores=\"4\" sockets=\"1\" threads=\"1\"/>");
    }

    @Test
    void ourTagsAreReplacedAmongTheMetadataOfOthers() {
        DomainDocument document = DomainDocument.parse(FOREIGN);
        SystemConfiguration before = read(document);
        assertThat(before.settings().tags()).containsExactly("tier=db");

        document.settings(before.settings().withTags(List.of("service=a&b", "tier=<x>")));

        assertThat(read(document).settings().tags()).containsExactly("service=a&b", "tier=<x>");
        assertThat(read(document.settings(before.settings().withTags(List.of())))
                        .settings()
                        .tags())
                .isEmpty();
    }

    @Test
    void anotherMediumTakesTheOldOnesPlace() {
        Disk before = disk("hdc");
        Disk after = before.withSource(Optional.of(VolumeId.ofPath("/images/new.iso")));

        DomainDocument changed =
                DomainDocument.parse(FOREIGN).change(before, after, Optional.of(DiskSource.file("/images/new.iso")));

        assertThat(read(changed).device("hdc")).contains(after);
        assertThat(changed.text()).doesNotContain("old.iso");
        assertThat(read(changed).device("vda")).contains(disk("vda"));
    }

    @Test
    void anEjectedMediumLeavesTheDrive() {
        Disk before = disk("hdc");
        Disk after = before.withSource(Optional.empty());

        DomainDocument changed = DomainDocument.parse(FOREIGN).change(before, after, Optional.empty());

        assertThat(read(changed).device("hdc")).contains(after);
    }

    @Test
    void disksAreAddedBehindTheOthers() {
        Disk added = new Disk(
                "vdb",
                Disk.Type.DISK,
                Disk.Bus.VIRTIO,
                Optional.of(VolumeId.ofPath("/dev/sdb")),
                VolumeFormat.RAW,
                0,
                true);

        DomainDocument changed = DomainDocument.parse(FOREIGN).add(added, Optional.of(DiskSource.device("/dev/sdb")));

        assertThat(read(changed).disks()).containsExactly(disk("vda"), disk("hdc"), added);
    }

    @Test
    void anUnknownDeviceIsNamed() {
        assertThatExceptionOfType(HypervisorException.class)
                .isThrownBy(() -> DomainDocument.parse(FOREIGN).remove("vdz"))
                .withMessageContaining("vdz")
                .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(Reason.NOT_FOUND));
    }

    @Test
    void entitiesAndDocumentTypesAreRefused() {
        String hostile = "<!DOCTYPE d [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><domain><name>&x;</name></domain>";

        assertThatExceptionOfType(HypervisorException.class).isThrownBy(() -> DomainDocument.parse(hostile));
        assertThatExceptionOfType(HypervisorException.class).isThrownBy(() -> XmlElement.parse(hostile));
    }

    @Test
    void addressesKeepTheirIdWhateverTheirCase() {
        Nic nic = new Nic(new MacAddress("52:54:00:AA:BB:CC"), Nic.Attachment.OTHER, "", "");

        assertThat(DomainDocument.parse(FOREIGN).deviceXml(nic.id())).contains("52:54:00:aa:bb:cc");
    }
}
