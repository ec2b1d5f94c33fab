package org.openvman.ovf.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openvman.ovf.io.Progress;
import org.openvman.ovf.testing.Images;

class PackageCheckTest {
    /** Nothing is wrong with it; each test breaks one thing. */
    private static final String GOOD = """
            <Envelope xmlns="http://schemas.dmtf.org/ovf/envelope/2" xmlns:ovf="http://schemas.dmtf.org/ovf/envelope/2"
                xmlns:rasd="http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/CIM_ResourceAllocationSettingData">
              <References><File ovf:id="f1" ovf:href="disk.qcow2" ovf:size="104"/></References>
              <DiskSection><Info>d</Info>
                <Disk ovf:diskId="d1" ovf:capacity="64" ovf:capacityAllocationUnits="byte * 2^20" ovf:fileRef="f1" ovf:format="x-qcow"/>
              </DiskSection>
              <NetworkSection><Info>n</Info><Network ovf:name="net"/></NetworkSection>
              <VirtualSystem ovf:id="vm"><Info>s</Info>
                <ProductSection ovf:class="c"><Info>p</Info>
                  <Property ovf:key="k1" ovf:type="string"/>
                  <Property ovf:key="k2" ovf:type="uint8"/>
                </ProductSection>
                <VirtualHardwareSection><Info>h</Info>
                  <Item><rasd:InstanceID>1</rasd:InstanceID><rasd:ResourceType>3</rasd:ResourceType><rasd:VirtualQuantity>2</rasd:VirtualQuantity></Item>
                  <Item><rasd:AllocationUnits>byte * 2^20</rasd:AllocationUnits><rasd:InstanceID>2</rasd:InstanceID><rasd:ResourceType>4</rasd:ResourceType></Item>
                  <Item><rasd:HostResource>ovf:/disk/d1</rasd:HostResource><rasd:InstanceID>3</rasd:InstanceID><rasd:ResourceType>17</rasd:ResourceType></Item>
                  <Item><rasd:Connection>net</rasd:Connection><rasd:InstanceID>4</rasd:InstanceID><rasd:ResourceType>10</rasd:ResourceType></Item>
                </VirtualHardwareSection>
                <x:Vendor xmlns:x="urn:x" ovf:required="false"><Info>v</Info></x:Vendor>
              </VirtualSystem>
            </Envelope>
            """;

    @TempDir
    Path folder;

    private Path descriptor;

    private List<String> findings(String xml) throws IOException {
        descriptor = Files.writeString(folder.resolve("p.ovf"), xml);
        Files.write(folder.resolve("disk.qcow2"), Images.qcow2(64 << 20));
        return new PackageCheck(CheckOptions.DEFAULT, Progress.NONE)
                .check(descriptor).stream()
                        .map(finding ->
                                finding.at().line() + " " + finding.rule().id())
                        .toList();
    }

    @Test
    void aGoodPackageHasNoFindings() throws IOException {
        assertThat(findings(GOOD)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "envelope/2\" xmlns:ovf|envelope/2/\" xmlns:ovf|1 namespace-spelling",
                "ovf:fileRef=\"f1\"|ovf:fileRef=\"f2\"|5 unknown-file",
                "ovf:/disk/d1|ovf:/disk/d9|16 unknown-disk",
                "ovf:/disk/d1|/disk/d1|",
                "ovf:/disk/d1|ovf://file/f9|16 unknown-file",
                "<rasd:Connection>net|<rasd:Connection>other|17 unknown-network",
                "capacity=\"64\"|capacity=\"64 MB\"|5 capacity",
                "capacity=\"64\"|capacity=\"${disk.size}\"|",
                "Units=\"byte * 2^20\"|Units=\"MegaBytes\"|5 units-spelling",
                "Units=\"byte * 2^20\"|Units=\"furlongs\"|5 units-unknown",
                "<rasd:AllocationUnits>byte * 2^20|<rasd:AllocationUnits>256 MB of memory|15 units-unknown",
                "<Info>n</Info>||7 info-missing",
                "key=\"k2\"|key=\"k1\"|11 property-duplicate",
                "key=\"k2\"|key=\"a.k2\"|11 property-key",
                "type=\"uint8\"|type=\"int\"|11 property-type-spelling",
                "type=\"uint8\"|type=\"pigs\"|11 property-type",
                "<rasd:InstanceID>2|<rasd:InstanceID>1|15 instance-id-duplicate",
                "<rasd:ResourceType>10</rasd:ResourceType>||17 item-incomplete",
                "VirtualQuantity>2|VirtualQuantity>two|14 quantity",
                "required=\"false\"|x=\"y\"|19 required-unknown",
                "ovf:size=\"104\"|ovf:size=\"9\"|3 size-mismatch",
                "ovf:size=\"104\"|ovf:size=\"-8\"|3 size;3 size-mismatch",
                "x-qcow|x-vmdk|5 image-format",
                "href=\"disk.qcow2\"|href=\"none.qcow2\"|3 file-missing",
                "href=\"disk.qcow2\"|href=\"../disk.qcow2\"|3 href-outside;3 file-missing",
                "href=\"disk.qcow2\"|href=\"http://example.org/disk.qcow2\"|",
            })
    void oneThingBroken(String good, String bad, String expected) throws IOException {
        assertThat(GOOD).contains(good);
        String broken = GOOD.replace(good, bad == null ? "" : bad);
        assertThat(String.join(";", findings(broken))).isEqualTo(expected == null ? "" : expected);
    }

    @Test
    void aManifestIsJudgedLineByLine() throws IOException {
        Files.writeString(
                folder.resolve("p.mf"),
                "SHA1 (disk.qcow2) = " + "0".repeat(40) + "\nnonsense\nSHA1(gone)= " + "0".repeat(40) + "\n",
                StandardCharsets.UTF_8);
        assertThat(findings(GOOD))
                .containsExactly(
                        "0 manifest-incomplete",
                        "1 manifest-spacing",
                        "1 digest-mismatch",
                        "2 manifest-line",
                        "3 digest-file-missing");
    }

    @Test
    void withoutItsFilesADescriptorCanBeJudgedAlone() throws IOException {
        findings(GOOD);
        Files.delete(folder.resolve("disk.qcow2"));
        assertThat(new PackageCheck(CheckOptions.DESCRIPTOR_ONLY, Progress.NONE).check(descriptor))
                .isEmpty();
        assertThat(new PackageCheck(CheckOptions.DEFAULT, Progress.NONE).check(descriptor))
                .extracting(finding -> finding.rule())
                .containsExactly(Rule.FILE_MISSING);
    }
}
