package org.openvman.ovf.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.openvman.ovf.diff.Difference;
import org.openvman.ovf.diff.PackageDiff;
import org.openvman.ovf.io.DescriptorReader;
import org.openvman.ovf.io.OvfDocument;
import org.openvman.ovf.model.Descriptor;
import org.openvman.ovf.model.OvfException;
import org.openvman.ovf.model.OvfVersion;

class VersionConversionTest {
    private static final Path CORPUS = Path.of(System.getProperty("ovf.corpus", "/work/shared/reference/ovf-corpus"));

    private final DescriptorReader reader = new DescriptorReader();

    @Test
    void downIsExactlyTheSameButForWhatIsSaidToBeLost() throws IOException {
        OvfDocument document = threeTier();
        VersionConversion.Converted down = VersionConversion.convert(document, "1.1");
        assertThat(down.losses())
                .containsExactly(
                        "line 20: PlacementGroupSection of 'placement-1' has no place in OVF 1.x",
                        "line 125: EnvironmentFilesSection of 'db' has no place in OVF 1.x",
                        "line 199: ScaleOutSection of 'app' has no place in OVF 1.x",
                        "line 203: PlacementSection of 'app' has no place in OVF 1.x");
        Descriptor read = reader.read("down", down.bytes()).descriptor();
        assertThat(read.version()).isEqualTo(OvfVersion.V1);
        assertThat(PackageDiff.of(document.descriptor(), read))
                .extracting(Difference::path)
                .containsExactlyInAnyOrder(
                        "version",
                        "placement group placement-1",
                        "collection sap-demo/system db/environment file setup.sh",
                        "collection sap-demo/system db/environment file content.sql",
                        "collection sap-demo/system app/instances",
                        "collection sap-demo/system app/placement");
    }

    @Test
    void theTwoNewKindsOfItemsBecomePlainOnes() {
        OvfDocument document = reader.read(
                "items",
                ("<ovf:Envelope xmlns:ovf='http://schemas.dmtf.org/ovf/envelope/2'"
                                + " xmlns:e='http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/CIM_EthernetPortAllocationSettingData'>"
                                + "<ovf:References/><ovf:VirtualSystem ovf:id='vm'><ovf:Info/><ovf:VirtualHardwareSection><ovf:Info/>"
                                + "<ovf:EthernetPortItem ovf:required='false'><e:ResourceType>10</e:ResourceType><e:InstanceID>1</e:InstanceID>"
                                + "<e:DesiredVLANEndpointMode>2</e:DesiredVLANEndpointMode></ovf:EthernetPortItem>"
                                + "<ovf:Item xmlns:r='http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/CIM_ResourceAllocationSettingData'>"
                                + "<r:AllocationUnits>MegaBytes</r:AllocationUnits><r:ResourceType>4</r:ResourceType></ovf:Item>"
                                + "</ovf:VirtualHardwareSection></ovf:VirtualSystem></ovf:Envelope>")
                        .getBytes(StandardCharsets.UTF_8));
        VersionConversion.Converted down = VersionConversion.convert(document, "1.1");
        assertThat(down.losses()).containsExactly("line 1: DesiredVLANEndpointMode of 'vm' has no place in OVF 1.x");
        assertThat(new String(down.bytes(), StandardCharsets.UTF_8))
                .contains("<ovf:Item ovf:required=\"false\">")
                .containsSubsequence("InstanceID>1<", "ResourceType>10<", "AllocationUnits>byte * 2^20<");
        assertThatThrownBy(() -> VersionConversion.convert(document, "3"))
                .hasMessage("'3' is none of 0.9, 1.0, 1.1, 2.0, 2.1");
    }

    /** Everything public goes up to 2.0 and keeps its meaning, vendors' sections too; version 0.9 becomes readable. */
    @Test
    void upLosesNothing() throws IOException {
        assumeTrue(Files.isDirectory(CORPUS), "no corpus here");
        int converted = 0;
        for (OvfDocument document : corpus()) {
            VersionConversion.Converted up = VersionConversion.convert(document, "2.0");
            Descriptor read = reader.read("up", up.bytes()).descriptor();
            assertThat(read.version()).isEqualTo(OvfVersion.V2);
            if (document.descriptor().version() == OvfVersion.V1) {
                assertThat(PackageDiff.of(document.descriptor(), read))
                        .as(document.file())
                        .extracting(Difference::path)
                        // Its items are compared as text, and their units are written as DSP0004 has them.
                        .filteredOn(path -> !path.contains("ResourceAllocationSection"))
                        .isSubsetOf("version");
            }
            assertThat(VersionConversion.convert(reader.read("up", up.bytes()), "1.1")
                            .bytes())
                    .isNotEmpty();
            converted++;
        }
        assertThat(converted).isGreaterThan(200);
    }

    /** As VirtualBox and VMware wrote it: one element for all sections, captions, bus numbers, words for units. */
    @Test
    void theDraftIsWrittenAsItsToolsDid() throws IOException {
        OvfDocument document = threeTier();
        VersionConversion.Converted draft = VersionConversion.convert(document, "0.9");
        assertThat(draft.losses())
                .contains(
                        "line 125: EnvironmentFilesSection of 'db' has no place in OVF 1.x",
                        "line 35: no known OVF 0.9 has StartupSection; importers may not know it")
                .hasSize(5);
        String text = new String(draft.bytes(), StandardCharsets.UTF_8);
        assertThat(text)
                .contains(
                        "xmlns:ovf=\"http://www.vmware.com/schema/ovf/1/envelope\"",
                        "ovf:version=\"0.9\"",
                        "<ovf:Content ovf:id=\"db\" xsi:type=\"ovf:VirtualSystem_Type\">",
                        "<ovf:Section xsi:type=\"ovf:DiskSection_Type\">",
                        "ovf:capacity=\"67108864\"",
                        "<rasd:HostResource>/disk/")
                .containsSubsequence(
                        "<rasd:Caption>",
                        "<rasd:InstanceId>",
                        "<rasd:ResourceType>4<",
                        "<rasd:AllocationUnits>MegaBytes<")
                .doesNotContain("InstanceID", "rasd:ElementName", "byte *", "http://schemas.dmtf.org/ovf/envelope");
        OvfDocument read = reader.read("draft", draft.bytes());
        assertThat(VersionConversion.convert(read, "0.9").bytes()).isEqualTo(draft.bytes());
        assertThat(PackageDiff.of(
                        meaning(VersionConversion.convert(document, "1.1").bytes()),
                        meaning(VersionConversion.convert(read, "1.1").bytes())))
                .isEmpty();
    }

    /** Everything public goes down to the draft and up again, and means what it meant. */
    @Test
    void whatWasADraftForAWhileMeansTheSame() throws IOException {
        assumeTrue(Files.isDirectory(CORPUS), "no corpus here");
        int converted = 0;
        for (OvfDocument document : corpus()) {
            // The second has sections as the draft wrote them, in an envelope of 1.x.
            if (document.descriptor().version() != OvfVersion.V1
                    || document.file().contains("-neg-")
                    || document.file().contains("unsupportedSection")) {
                continue;
            }
            byte[] draft = VersionConversion.convert(document, "0.9").bytes();
            OvfDocument read = reader.read(document.file(), draft);
            assertThat(read.descriptor().version()).isEqualTo(OvfVersion.V0_9);
            assertThat(PackageDiff.of(
                            meaning(VersionConversion.convert(document, "1.1").bytes()),
                            meaning(VersionConversion.convert(read, "1.1").bytes())))
                    .as(document.file())
                    // Its items are compared as text, and an item of the draft has another order and other units.
                    .filteredOn(difference -> !difference.path().contains("ResourceAllocationSection"))
                    .isEmpty();
            converted++;
        }
        assertThat(converted).isGreaterThan(100);
    }

    @Test
    void whatOnlyOneOneKnowsIsSaidAndStays() throws IOException {
        OvfDocument document = reader.read(
                "secret",
                ("<ovf:Envelope xmlns:ovf='http://schemas.dmtf.org/ovf/envelope/1'><ovf:References/>"
                                + "<ovf:VirtualSystem ovf:id='vm'><ovf:Info/>\n<ovf:ProductSection><ovf:Info/>"
                                + "<ovf:Property ovf:key='pin' ovf:type='string' ovf:password='true'/>"
                                + "<ovf:Property ovf:key='name' ovf:type='string' ovf:password='false'/>"
                                + "</ovf:ProductSection></ovf:VirtualSystem></ovf:Envelope>")
                        .getBytes(StandardCharsets.UTF_8));
        VersionConversion.Converted old = VersionConversion.convert(document, "1.0");
        assertThat(old.losses())
                .containsExactly("line 2: Property has ovf:password, which OVF 1.0 does not know: its value is shown");
        assertThat(new String(old.bytes(), StandardCharsets.UTF_8))
                .contains("ovf:version=\"1.0\"", "ovf:password=\"true\"");
        assertThat(VersionConversion.convert(document, "1.1").losses()).isEmpty();
        assertThat(VersionConversion.convert(document, "2.1").bytes())
                .isEqualTo(VersionConversion.convert(document, "2.0").bytes());
    }

    private Descriptor meaning(byte[] bytes) {
        return reader.read("x", bytes).descriptor();
    }

    private List<OvfDocument> corpus() throws IOException {
        try (Stream<Path> files = Files.list(CORPUS)) {
            return files.filter(file -> file.toString().endsWith(".ovf"))
                    .sorted()
                    .flatMap(file -> {
                        try {
                            return Stream.of(reader.read(String.valueOf(file.getFileName()), Files.readAllBytes(file)));
                        } catch (OvfException | IOException notOvf) {
                            return Stream.empty();
                        }
                    })
                    .toList();
        }
    }

    private OvfDocument threeTier() throws IOException {
        try (InputStream in =
                VersionConversionTest.class.getResourceAsStream("/org/openvman/ovf/service/three-tier.ovf")) {
            return reader.read("three-tier.ovf", in.readAllBytes());
        }
    }
}
