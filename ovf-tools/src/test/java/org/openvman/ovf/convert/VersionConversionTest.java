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
                                + "</ovf:VirtualHardwareSection></ovf:VirtualSystem></ovf:Envelope>")
                        .getBytes(StandardCharsets.UTF_8));
        VersionConversion.Converted down = VersionConversion.convert(document, "1.1");
        assertThat(down.losses()).containsExactly("line 1: DesiredVLANEndpointMode of 'vm' has no place in OVF 1.x");
        assertThat(new String(down.bytes(), StandardCharsets.UTF_8))
                .contains("<ovf:Item ovf:required=\"false\">")
                .containsSubsequence("<rasd:InstanceID>1<", "<rasd:ResourceType>10<");
        assertThatThrownBy(() -> VersionConversion.convert(document, "3")).hasMessage("'3' is none of 1.0, 1.1, 2.0");
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
                        .isSubsetOf("version");
            }
            assertThat(VersionConversion.convert(reader.read("up", up.bytes()), "1.1")
                            .bytes())
                    .isNotEmpty();
            converted++;
        }
        assertThat(converted).isGreaterThan(200);
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
