package org.openvman.ovf.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openvman.ovf.io.Progress;
import org.openvman.ovf.testing.Images;

/** The same package, as several importers see it. */
class TargetRulesTest {
    private static final String PACKAGE = """
            <Envelope xmlns="http://schemas.dmtf.org/ovf/envelope/1" xmlns:ovf="http://schemas.dmtf.org/ovf/envelope/1"
                xmlns:rasd="http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/CIM_ResourceAllocationSettingData"
                xmlns:vssd="http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/CIM_VirtualSystemSettingData">
              <References><File ovf:id="f1" ovf:href="disk.vmdk"/></References>
              <DiskSection><Info/>
                <Disk ovf:diskId="d1" ovf:capacity="1048576" ovf:fileRef="f1" ovf:format="vmdk.html#streamOptimized"/>
              </DiskSection>
              <VirtualSystem ovf:id="vm"><Info/><VirtualHardwareSection><Info/>
                <System><vssd:VirtualSystemType>vmx-07</vssd:VirtualSystemType></System>
                <Item><rasd:AllocationUnits>byte * 2^20</rasd:AllocationUnits><rasd:InstanceID>1</rasd:InstanceID><rasd:ResourceType>4</rasd:ResourceType><rasd:VirtualQuantity>64</rasd:VirtualQuantity></Item>
                <Item><rasd:InstanceID>2</rasd:InstanceID><rasd:ResourceType>3</rasd:ResourceType><rasd:VirtualQuantity>1</rasd:VirtualQuantity></Item>
                <Item><rasd:HostResource>ovf:/disk/d1</rasd:HostResource><rasd:InstanceID>3</rasd:InstanceID><rasd:ResourceType>17</rasd:ResourceType></Item>
              </VirtualHardwareSection></VirtualSystem>
            </Envelope>
            """;

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "VSPHERE|vm|vm|-",
                "VIRTUALBOX|vm|vm|-",
                "LIBVIRT|vm|vm|-",
                "OVIRT|vm|vm|-",
                "OPENVMAN|vm|vm|-",
                "VSPHERE|vmx-07|virtualbox-2.2|error target-family",
                "VIRTUALBOX|vmx-07|virtualbox-2.2|-",
                "VSPHERE|envelope/1|envelope/2|error target-version",
                "LIBVIRT|envelope/1|envelope/2|error target-version",
                "VIRTUALBOX|envelope/1|envelope/2|-",
                "VSPHERE|Type>3<|Type>32768<|error target-resource-type",
                "LIBVIRT|Type>3<|Type>32768<|-",
                "OPENVMAN|ovf:href|ovf:compression=\"gzip\" ovf:href|error target-file",
                "LIBVIRT|\"disk|\"http://example.org/disk|error target-file",
                "OVIRT|vmdk.html#streamOptimized|http://example.org/vhd|error target-disk-format",
            })
    void onePackageForManyImporters(Target target, String good, String bad, String expected) throws IOException {
        assertThat(PACKAGE).contains(good);
        Path descriptor = Files.writeString(folder.resolve("p.ovf"), PACKAGE.replace(good, bad));
        Files.write(folder.resolve("disk.vmdk"), Images.streamOptimized(1 << 20));
        CheckOptions options = new CheckOptions(true, false, false, Optional.of(target));
        assertThat(new PackageCheck(options, Progress.NONE)
                        .check(descriptor).stream()
                                .map(finding -> finding.severity() + " "
                                        + finding.rule().id())
                                .distinct()
                                .toList())
                .isEqualTo(expected == null ? List.of() : List.of(expected));
    }
}
