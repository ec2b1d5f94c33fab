package org.openvman.provider.hypervisor.libvirt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openvman.provider.hypervisor.Disk;
import org.openvman.provider.hypervisor.MacAddress;
import org.openvman.provider.hypervisor.Memory;
import org.openvman.provider.hypervisor.Nic;
import org.openvman.provider.hypervisor.Processor;
import org.openvman.provider.hypervisor.ProcessorSet;
import org.openvman.provider.hypervisor.SystemConfiguration;
import org.openvman.provider.hypervisor.VolumeFormat;
import org.openvman.provider.hypervisor.VolumeId;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

/**
 * Domains as libvirt's VirtualBox and ESX drivers write them, composed from what is known of these drivers: they never ran
 * under OpenVMAN. What the model knows is read right, and what it does not know survives every change.
 */
class RecordedDomainsTest {
    private static final VolumeLookup NO_POOLS = VolumeLookup.PATHS_ONLY;

    private static String xml(String file) throws IOException {
        try (InputStream in = Objects.requireNonNull(RecordedDomainsTest.class.getResourceAsStream(file), file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static SystemConfiguration read(String xml) {
        return new DomainReader(NO_POOLS, PoolLookup.PRIMORDIAL_ONLY).read(XmlElement.parse(xml), false);
    }

    private static Disk disk(String id, Disk.Type type, Disk.Bus bus, String path, VolumeFormat format) {
        Optional<VolumeId> source = path.isEmpty() ? Optional.empty() : Optional.of(VolumeId.ofPath(path));
        return new Disk(id, type, bus, source, format, 0, type == Disk.Type.CD && bus == Disk.Bus.IDE);
    }

    @Test
    void aVirtualBoxMachine() throws IOException {
        SystemConfiguration machine = read(xml("vbox-domain.xml"));

        assertThat(machine.settings().name()).isEqualTo("build-agent");
        assertThat(machine.settings().type()).isEqualTo("libvirt:vbox");
        assertThat(machine.processor()).isEqualTo(Processor.of(2, 2));
        assertThat(machine.memory()).isEqualTo(new Memory(2L << 30, 2L << 30));
        // VDI is a format that we cannot write; it is left alone.
        assertThat(machine.disks())
                .containsExactly(
                        disk(
                                "sda",
                                Disk.Type.DISK,
                                Disk.Bus.SATA,
                                "/home/vbox/build-agent/build-agent.vdi",
                                VolumeFormat.RAW),
                        disk("hdc", Disk.Type.CD, Disk.Bus.IDE, "/home/vbox/iso/tools.iso", VolumeFormat.ISO),
                        disk("fda", Disk.Type.FLOPPY, Disk.Bus.FDC, "", VolumeFormat.RAW));
        assertThat(machine.nics())
                .containsExactly(
                        new Nic(new MacAddress("08:00:27:5a:10:01"), Nic.Attachment.USER, "", "82540eM"),
                        new Nic(new MacAddress("08:00:27:5a:10:02"), Nic.Attachment.BRIDGE, "eth0", "virtio"));
    }

    @Test
    void anEsxMachine() throws IOException {
        SystemConfiguration machine = read(xml("esx-domain.xml"));

        assertThat(machine.settings().name()).isEqualTo("file-server");
        assertThat(machine.settings().type()).isEqualTo("libvirt:vmware");
        assertThat(machine.settings().notes()).containsExactly("Files of the sales office", "second line");
        assertThat(machine.processor())
                .isEqualTo(Processor.of(4, 4).withWeight(2000).withPinning(ProcessorSet.parse("0,1,5-7")));
        assertThat(machine.memory()).isEqualTo(new Memory(3L << 30, 4L << 30));
        assertThat(machine.disks())
                .containsExactly(
                        disk(
                                "sda",
                                Disk.Type.DISK,
                                Disk.Bus.SCSI,
                                "[datastore1] file-server/file-server.vmdk",
                                VolumeFormat.VMDK),
                        disk("hda", Disk.Type.CD, Disk.Bus.IDE, "cdrom0", VolumeFormat.ISO)
                                .withReadOnly(false));
        assertThat(machine.nics())
                .containsExactly(
                        new Nic(new MacAddress("00:0c:29:9d:f3:e1"), Nic.Attachment.BRIDGE, "VM Network", "vmxnet3"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"vbox-domain.xml", "esx-domain.xml"})
    void whatAChangeIsNotAboutSurvivesIt(String file) throws Exception {
        Nic nic = read(xml(file)).nics().get(0);
        Disk drive = (Disk) read(xml(file)).disks().get(1);

        keeps(file, Set.of("memory", "currentMemory"), document -> document.memory(new Memory(1 << 30, 1 << 30)));
        keeps(file, Set.of("vcpu", "cputune"), document -> document.processor(Processor.of(1, 8)));
        keeps(
                file,
                Set.of("title", "description", "metadata"),
                document -> document.settings(
                        read(document.text()).settings().withTitle("another").withTags(List.of("tier=db"))));
        keeps(file, Set.of("interface"), document -> document.remove(nic.id()));
        keeps(
                file,
                Set.of("disk"),
                document -> document.change(drive, drive.withSource(Optional.empty()), Optional.empty()));
    }

    /** Every element, also each single device, that is not of those names is there afterwards as it was. */
    private static void keeps(String file, Set<String> changed, UnaryOperator<DomainDocument> change) throws Exception {
        String text = change.apply(DomainDocument.parse(xml(file))).text();
        List<Element> before = parts(xml(file));
        List<Element> after = parts(text);

        assertThat(text).isNotEqualTo(DomainDocument.parse(xml(file)).text());
        assertThat(before)
                .filteredOn(element -> !changed.contains(element.getTagName()))
                .hasSizeGreaterThan(10)
                .allMatch(element -> after.stream().anyMatch(element::isEqualNode));
    }

    private static List<Element> parts(String xml) throws Exception {
        Element domain =
                Xml.builder().parse(new InputSource(new StringReader(xml))).getDocumentElement();
        List<Element> parts = new ArrayList<>(Dom.children(domain));
        parts.removeIf(part -> part.getTagName().equals("devices"));
        Dom.child(domain, "devices").map(Dom::children).ifPresent(parts::addAll);
        return parts;
    }
}
