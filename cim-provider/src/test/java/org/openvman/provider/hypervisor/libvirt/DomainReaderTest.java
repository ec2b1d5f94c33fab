package org.openvman.provider.hypervisor.libvirt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.openvman.provider.hypervisor.AutomaticActions;
import org.openvman.provider.hypervisor.Disk;
import org.openvman.provider.hypervisor.MacAddress;
import org.openvman.provider.hypervisor.Memory;
import org.openvman.provider.hypervisor.Nic;
import org.openvman.provider.hypervisor.Processor;
import org.openvman.provider.hypervisor.SystemConfiguration;
import org.openvman.provider.hypervisor.SystemSettings;
import org.openvman.provider.hypervisor.VolumeFormat;
import org.openvman.provider.hypervisor.VolumeId;

class DomainReaderTest {
    private static final VolumeLookup VOLUMES = new VolumeLookup() {
        @Override
        public Located atPath(String path) {
            return path.startsWith("/images/")
                    ? new Located(new VolumeId("default", path.substring("/images/".length())), 4096)
                    : new Located(VolumeId.ofPath(path), 0);
        }

        @Override
        public Located named(VolumeId id) {
            return new Located(id, 8192);
        }
    };

    private static SystemConfiguration read(String inside) {
        return new DomainReader(VOLUMES, PoolLookup.PRIMORDIAL_ONLY)
                .read(
                        XmlElement.parse(
                                "<domain type='kvm'><name>n</name><memory>2048</memory>" + inside + "</domain>"),
                        false);
    }

    private static List<Disk> disks(String elements) {
        return read("<devices>" + elements + "</devices>").disks();
    }

    private static List<Nic> nics(String elements) {
        return read("<devices>" + elements + "</devices>").nics();
    }

    @Test
    void sizesAreInTheirUnitAndKibibytesWithoutOne() {
        assertThat(read("").memory()).isEqualTo(new Memory(2048 * 1024, 2048 * 1024));
        assertThat(read("<currentMemory unit='MiB'>1</currentMemory>").memory())
                .isEqualTo(new Memory(1024 * 1024, 2048 * 1024));
        assertThat(read("<currentMemory unit='bytes'>4096</currentMemory>").memory())
                .isEqualTo(new Memory(4096, 2048 * 1024));
    }

    @Test
    void processorsHaveACountAMaximumAndShares() {
        assertThat(read("").processor()).isEqualTo(Processor.of(1, 1));
        assertThat(read("<vcpu>4</vcpu>").processor()).isEqualTo(Processor.of(4, 4));
        assertThat(read("<vcpu current='2'>4</vcpu><cputune><shares>2048</shares>"
                                + "<period>50000</period><quota>25000</quota></cputune>")
                        .processor())
                .isEqualTo(Processor.of(2, 4).withWeight(2048).withLimitPercent(50));
    }

    @Test
    void aNegativeQuotaIsNoLimit() {
        assertThat(read("<cputune><quota>-1</quota></cputune>").processor().limitPercent())
                .isEmpty();
    }

    @Test
    void aDiskIsFoundInItsPoolByPathOrByName() {
        assertThat(disks("<disk type='file' device='disk'><driver type='qcow2'/><source file='/images/a'/>"
                        + "<target dev='vda' bus='virtio'/></disk>"))
                .containsExactly(new Disk(
                        "vda",
                        Disk.Type.DISK,
                        Disk.Bus.VIRTIO,
                        Optional.of(new VolumeId("default", "a")),
                        VolumeFormat.QCOW2,
                        4096,
                        false));
        assertThat(disks("<disk type='volume' device='disk'><source pool='p' volume='v'/>"
                        + "<target dev='sda' bus='scsi'/></disk>"))
                .containsExactly(new Disk(
                        "sda",
                        Disk.Type.DISK,
                        Disk.Bus.SCSI,
                        Optional.of(new VolumeId("p", "v")),
                        VolumeFormat.RAW,
                        8192,
                        false));
    }

    @Test
    void drivesWithoutMediaAndNetworkDisksAreDisks() {
        assertThat(disks("<disk type='file' device='cdrom'><target dev='hdc' bus='ide'/><readonly/></disk>"
                        + "<disk type='block' device='floppy'><source dev='/dev/fd0'/><target dev='fda' bus='fdc'/></disk>"
                        + "<disk type='network' device='lun'><driver type='vdi'/><source protocol='rbd' name='pool/img'/>"
                        + "<target dev='vdb' bus='new-bus'/></disk>"))
                .containsExactly(
                        new Disk("hdc", Disk.Type.CD, Disk.Bus.IDE, Optional.empty(), VolumeFormat.ISO, 0, true),
                        new Disk(
                                "fda",
                                Disk.Type.FLOPPY,
                                Disk.Bus.FDC,
                                Optional.of(VolumeId.ofPath("/dev/fd0")),
                                VolumeFormat.RAW,
                                0,
                                false),
                        new Disk(
                                "vdb",
                                Disk.Type.DISK,
                                Disk.Bus.OTHER,
                                Optional.of(VolumeId.ofPath("pool/img")),
                                VolumeFormat.RAW,
                                0,
                                false));
    }

    @Test
    void adaptersHaveTheirAttachment() {
        MacAddress mac = new MacAddress("52:54:00:00:00:01");
        String start = "<mac address='52:54:00:00:00:01'/>";

        assertThat(nics("<interface type='network'>" + start
                        + "<source network='lan'/><model type='virtio'/></interface>"
                        + "<interface type='bridge'>" + start + "<source bridge='br0'/></interface>"
                        + "<interface type='user'>" + start + "</interface>"
                        + "<interface type='direct'>" + start + "<source dev='eth0' mode='bridge'/></interface>"
                        + "<interface type='hostdev'/>"))
                .containsExactly(
                        new Nic(mac, Nic.Attachment.NETWORK, "lan", "virtio"),
                        new Nic(mac, Nic.Attachment.BRIDGE, "br0", ""),
                        new Nic(mac, Nic.Attachment.USER, "", ""),
                        new Nic(mac, Nic.Attachment.OTHER, "eth0", ""));
    }

    @Test
    void aContainersFileSystemIsItsDisk() {
        assertThat(disks("<filesystem type='mount'><source dir='/srv/root'/><target dir='/'/></filesystem>"))
                .containsExactly(new Disk(
                        "/",
                        Disk.Type.DISK,
                        Disk.Bus.OTHER,
                        Optional.of(VolumeId.ofPath("/srv/root")),
                        VolumeFormat.RAW,
                        0,
                        false));
        assertThat(disks("<filesystem type='mount'><source dir='/images/root'/><target dir='/'/></filesystem>"))
                .extracting(Disk::source)
                .containsExactly(Optional.of(new VolumeId("default", "root")));
    }

    @Test
    void settingsComeFromTheirElements() {
        SystemSettings settings = read("<title>T</title><description>a\nb</description><on_crash>restart</on_crash>")
                .settings();

        assertThat(settings.name()).isEqualTo("n");
        assertThat(settings.title()).isEqualTo("T");
        assertThat(settings.type()).isEqualTo("DMTF:KVM");
        assertThat(settings.notes()).containsExactly("a", "b");
        assertThat(settings.automatic().recovery()).isEqualTo(AutomaticActions.RecoveryAction.RESTART);
    }

    // One odd domain must not hide a host's other thousand (the peers' third most frequent complaint).
    @Test
    void oddValuesAreReadAsWellAsTheyCan() {
        SystemConfiguration odd =
                read("<vcpu current='x'>many</vcpu><currentMemory unit='KiB'>999999999</currentMemory>"
                        + "<devices><disk><source/></disk><interface type='network'/></devices>");

        assertThat(odd.processor()).isEqualTo(Processor.of(1, 1));
        assertThat(odd.memory().bytes()).isEqualTo(odd.memory().maximumBytes());
        assertThat(odd.disks()).hasSize(1);
        assertThat(odd.nics()).isEmpty();
    }
}
