package org.openvman.ovf.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openvman.ovf.io.DescriptorReader;
import org.openvman.ovf.io.DescriptorWriter;
import org.openvman.ovf.model.ByteSize;
import org.quicktheories.QuickTheory;
import org.quicktheories.generators.SourceDSL;

/** The samples that were published for the conversions of 2008, written again from their facts, and three of today. */
class MachineConversionTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "sample.vmx, VMX, vmx-04, 2, 1024",
        "kvm.sh, QEMU, kvm, 2, 1024",
        "xen-pv.cfg, XEN, xen-3, 2, 1024",
        "xen-hvm.cfg, XEN, xen-3-hvm, 2, 1024",
        "domain.xml, LIBVIRT, kvm, 2, 1024",
        "lxc.conf, LXC, lxc, 1, 1024"
    })
    void aSampleIsRecognizedAndBecomesItsGoldenDescriptor(
            String sample, MachineSource source, String family, int cpus, int mebibytes) throws IOException {
        Path file = resource(sample);
        assertThat(MachineSource.of(file)).contains(source);
        Machine machine = source.read(file);
        assertThat(machine.name()).isEqualTo("appserver");
        assertThat(machine.family()).isEqualTo(family);
        assertThat(machine.cpus()).isEqualTo(cpus);
        assertThat(machine.memory()).isEqualTo(ByteSize.mebibytes(mebibytes));
        assertThat(descriptor(machine)).isEqualTo(Files.readString(resource(sample.replaceFirst("\\..*", ".ovf"))));
    }

    @Test
    void theVmxHasOneE1000OnNatAndVnc() throws IOException {
        Machine machine = MachineSource.VMX.read(resource("sample.vmx"));
        assertThat(machine.adapters()).containsExactly(new Machine.Adapter("E1000", "nat", "00:50:56:00:00:2a"));
        assertThat(machine.drives())
                .containsExactly(new Machine.Drive("ide", "appserver.vmdk", false), new Machine.Drive("ide", "", true));
        assertThat(machine.display()).contains("vnc:5942");
    }

    @Test
    void theKvmLineHasAnIdeDiskAndAVirtioCardOnATap() throws IOException {
        Machine machine = MachineSource.QEMU.read(resource("kvm.sh"));
        assertThat(machine.drives()).containsExactly(new Machine.Drive("ide", "appserver.img", false));
        assertThat(machine.adapters()).containsExactly(new Machine.Adapter("virtio", "tap0", "00:16:3e:00:00:2a"));
        assertThat(machine.extras()).containsEntry("machine", "pc");
        assertThat(machine.notes()).isEmpty();
    }

    @Test
    void todaysFormOfAQemuLineIsUnderstoodAndTheRestIsSaid() {
        Machine machine = QemuCommand.read(
                "vm",
                "qemu-system-x86_64 -machine q35,accel=kvm -m size=2G -smp cpus=4,cores=2 -netdev bridge,id=n0,br=br0"
                        + " -device virtio-net-pci,netdev=n0,mac=52:54:00:00:00:01 -drive 'file=a b.qcow2,if=virtio'"
                        + " -nic user -virtfs local,path=/x disk.img");
        assertThat(machine.memory()).isEqualTo(ByteSize.parse("2GiB"));
        assertThat(machine.cpus()).isEqualTo(4);
        assertThat(machine.adapters())
                .containsExactly(
                        new Machine.Adapter("virtio", "br0", "52:54:00:00:00:01"), new Machine.Adapter("", "NAT", ""));
        assertThat(machine.drives())
                .containsExactly(
                        new Machine.Drive("virtio", "a b.qcow2", false), new Machine.Drive("ide", "disk.img", false));
        assertThat(machine.notes()).containsExactly("-virtfs local,path=/x has no place in OVF");
    }

    @Test
    void theXenFilesHaveAFileDiskAVifWithItsAddressAndTheirKernel() throws IOException {
        Machine para = MachineSource.XEN.read(resource("xen-pv.cfg"));
        assertThat(para.drives()).containsExactly(new Machine.Drive("xen", "/srv/xen/appserver.img", false));
        assertThat(para.adapters()).containsExactly(new Machine.Adapter("", "xenbr0", "00:16:3E:00:00:2A"));
        assertThat(para.extras())
                .containsEntry("kernel", "/boot/vmlinuz-2.6.18-xen")
                .containsEntry("ramdisk", "/boot/initrd.img-2.6.18-xen");
        Machine hvm = MachineSource.XEN.read(resource("xen-hvm.cfg"));
        assertThat(hvm.drives())
                .extracting(Machine.Drive::bus, Machine.Drive::cdrom)
                .containsExactly(tuple("ide", false), tuple("ide", true));
        assertThat(hvm.display()).contains("vnc");
        Machine today = XenFile.read(
                "x",
                "type='hvm'\ndisk=[\n'format=qcow2, vdev=sda, access=rw, target=/a.qcow2',\n'/b.iso,raw,hdc,cdrom']\n");
        assertThat(today.drives())
                .extracting(Machine.Drive::bus, Machine.Drive::file)
                .containsExactly(tuple("scsi", "/a.qcow2"), tuple("ide", "/b.iso"));
    }

    @Test
    void aVserverTreeHasTwoInterfacesAndItsContext() throws IOException {
        Map<String, String> tree = Map.of(
                "context", "4711\n",
                "name", "appserver\n",
                "uts/nodename", "appserver.example.org\n",
                "interfaces/0/ip", "10.0.0.5\n",
                "interfaces/0/dev", "eth0\n",
                "interfaces/0/prefix", "24\n",
                "interfaces/1/ip", "192.168.0.5\n",
                "interfaces/1/dev", "eth1\n",
                "interfaces/1/mask", "255.255.255.0\n",
                "rlimits/rss", "262144\n");
        for (Map.Entry<String, String> file : tree.entrySet()) {
            Path path = folder.resolve("appserver").resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
        Path root = folder.resolve("appserver");
        assertThat(MachineSource.of(root)).contains(MachineSource.VSERVER);
        Machine machine = MachineSource.VSERVER.read(root);
        assertThat(machine.adapters()).extracting(Machine.Adapter::network).containsExactly("eth0", "eth1");
        assertThat(machine.memory()).isEqualTo(ByteSize.mebibytes(1024));
        assertThat(machine.extras())
                .containsEntry("context", "4711")
                .containsEntry("interface.0", "10.0.0.5/24")
                .containsEntry("interface.1", "192.168.0.5/255.255.255.0");
        assertThat(descriptor(machine)).isEqualTo(Files.readString(resource("vserver.ovf")));
    }

    /** Text files of strangers: whatever is in them, a machine or a refusal comes out. */
    @Test
    void anyTextIsReadWithoutHarm() {
        QuickTheory.qt()
                .withExamples(300)
                .forAll(SourceDSL.strings().basicLatinAlphabet().ofLengthBetween(0, 200))
                .checkAssert(text -> {
                    VmxFile.read("x", text);
                    XenFile.read("x", "disk=['" + text + "']\nvif=['" + text + "']\n" + text);
                    QemuCommand.read(
                            "x",
                            "qemu " + text + " -drive " + text + " -net " + text + " -m " + text.replaceAll("\\s", ""));
                    LxcConfig.read("x", "lxc.net.0.type=" + text + "\n" + text);
                });
    }

    /** As OVF 1.1, which machines become unless the user says otherwise. */
    private static String descriptor(Machine machine) {
        byte[] made = new DescriptorWriter()
                .write(DescriptorOfMachine.of(machine, Path.of("/nowhere")).descriptor());
        return new String(
                VersionConversion.convert(new DescriptorReader().read("made", made), "1.1")
                        .bytes(),
                StandardCharsets.UTF_8);
    }

    private Path resource(String name) throws IOException {
        Path copy = folder.resolve(name);
        try (InputStream in = Optional.ofNullable(MachineConversionTest.class.getResourceAsStream(name))
                .orElseThrow(() -> new IOException("no resource " + name))) {
            Files.write(copy, in.readAllBytes());
        }
        return copy;
    }
}
