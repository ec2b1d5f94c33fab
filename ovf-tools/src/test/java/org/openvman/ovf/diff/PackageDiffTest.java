package org.openvman.ovf.diff;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openvman.ovf.io.DescriptorReader;

class PackageDiffTest {
    @Test
    void anotherSpellingOfTheSameIsNoDifference() throws IOException {
        String text = threeTier();
        String respelled = text.replace("ovf:", "o:")
                .replace("o:/disk", "ovf:/disk")
                .replace("xmlns:ovf", "xmlns:o")
                .replace("<rasd:VirtualQuantity>512<", "<rasd:VirtualQuantity>536870912<")
                .replaceFirst(
                        "(?s)(.*)byte \\* 2\\^20(</rasd:AllocationUnits>\\s*<rasd:ElementName>Most memory)", "$1byte$2")
                .replace("capacity=\"64\" o:capacityAllocationUnits=\"byte * 2^20\"", "capacity=\"67108864\"")
                .replace("<rasd:InstanceID>3<", "<rasd:InstanceID>30<")
                .replace("<rasd:Parent>3<", "<rasd:Parent>30<")
                .replaceAll("\\n\\s*", "\n");
        assertThat(respelled).contains("<rasd:VirtualQuantity>536870912<", "o:capacity=\"67108864\"");
        assertThat(diff(text, respelled)).isEmpty();
    }

    @Test
    void everyKindOfChangeIsOneLine() throws IOException {
        String text = threeTier();
        String changed = text.replace("<rasd:VirtualQuantity>192<", "<rasd:VirtualQuantity>256<")
                .replace("ovf:value=\"HDB\"", "ovf:value=\"ABC\"")
                .replace("<ovf:Network ovf:name=\"public\"/>", "")
                .replace("<rasd:Connection>public<", "<rasd:Connection>internal<")
                .replace("ovf:order=\"2\"", "ovf:order=\"1\"")
                .replace("ovf:maximum=\"10\"", "ovf:maximum=\"4\"")
                .replace("<ovf:Vendor>Example Ltd.</ovf:Vendor>", "")
                .replace("quota=\"400.0\"", "quota=\"500.0\"")
                .replace("href=\"guest.qcow2\"", "href=\"other.qcow2\"");
        assertThat(diff(text, changed))
                .contains(
                        "~ collection sap-demo/system db/memory: 192 MiB -> 256 MiB",
                        "~ collection sap-demo/system db/property com.sap.db.sid: \"HDB\" (string, MinLen(3) MaxLen(3),"
                                + " configurable) -> \"ABC\" (string, MinLen(3) MaxLen(3), configurable)",
                        "- network public: ",
                        "~ collection sap-demo/system app/Ethernet adapter 2: virtio, on public, AddressOnParent=1,"
                                + " AutomaticAllocation=true -> virtio, on internal, AddressOnParent=1, AutomaticAllocation=true",
                        "~ collection sap-demo/system app/instances: 2 (1 to 10) -> 2 (1 to 4)",
                        "- collection sap-demo/product/vendor: Example Ltd.",
                        "- file guest.qcow2: size not stated",
                        "+ file other.qcow2: size not stated")
                .anyMatch(line -> line.startsWith("~ collection sap-demo/start app: order 2"))
                .anyMatch(line -> line.startsWith("~ collection sap-demo/section ServiceLevelSection: "));
    }

    private static List<String> diff(String before, String after) {
        DescriptorReader reader = new DescriptorReader();
        return PackageDiff.of(
                        reader.read("a", before.getBytes(StandardCharsets.UTF_8))
                                .descriptor(),
                        reader.read("b", after.getBytes(StandardCharsets.UTF_8)).descriptor())
                .stream()
                .map(Difference::toString)
                .toList();
    }

    private static String threeTier() throws IOException {
        try (InputStream in = PackageDiffTest.class.getResourceAsStream("/org/openvman/ovf/service/three-tier.ovf")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
