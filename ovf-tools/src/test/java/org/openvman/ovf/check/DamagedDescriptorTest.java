package org.openvman.ovf.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openvman.ovf.io.DescriptorReader;
import org.openvman.ovf.io.Progress;
import org.openvman.ovf.model.OvfException;
import org.openvman.ovf.testing.Corpus;

/** Whatever the bytes are, the check ends with findings that name the file. */
class DamagedDescriptorTest {
    private static final int ROUNDS = 8;

    @TempDir
    Path folder;

    private final PackageCheck check = new PackageCheck(CheckOptions.DESCRIPTOR_ONLY, Progress.NONE);

    @Test
    void damagedDescriptorsOfTheCorpusEndInFindings() throws IOException {
        Random random = new Random(20261122);
        for (Corpus.Sample sample : Corpus.samples()) {
            byte[] bytes = sample.bytes();
            for (int round = 0; round < ROUNDS; round++) {
                judge(cut(bytes, random));
                judge(flipped(bytes, random));
                judge(shuffled(bytes, random));
            }
        }
    }

    private void judge(byte[] bytes) throws IOException {
        Path descriptor = Files.write(folder.resolve("damaged.ovf"), bytes);
        assertThat(check.check(descriptor)).allSatisfy(finding -> {
            assertThat(finding.at().file()).startsWith(descriptor.toString());
            assertThat(finding.message()).isNotBlank();
        });
    }

    private static byte[] cut(byte[] bytes, Random random) {
        return Arrays.copyOf(bytes, random.nextInt(bytes.length));
    }

    private static byte[] flipped(byte[] bytes, Random random) {
        byte[] damaged = bytes.clone();
        for (int i = 0; i < 3; i++) {
            damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return damaged;
    }

    /** Some lines, usually whole elements, at other places. */
    private static byte[] shuffled(byte[] bytes, Random random) {
        List<String> lines = new ArrayList<>(
                new String(bytes, StandardCharsets.ISO_8859_1).lines().toList());
        int start = random.nextInt(lines.size());
        Collections.shuffle(lines.subList(start, Math.min(lines.size(), start + 12)), random);
        return String.join("\n", lines).getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void aHundredThousandElementsAreRefusedAtTheirPlace() {
        String many = IntStream.range(0, 100_000)
                .mapToObj(i -> "<File ovf:id='f" + i + "' ovf:href='f" + i + "'/>\n")
                .collect(Collectors.joining());
        String xml = "<Envelope xmlns='http://schemas.dmtf.org/ovf/envelope/1'"
                + " xmlns:ovf='http://schemas.dmtf.org/ovf/envelope/1'><References>\n" + many
                + "</References><VirtualSystem ovf:id='a'><Info/></VirtualSystem></Envelope>";
        assertThatThrownBy(() -> new DescriptorReader().read("many.ovf", xml.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(OvfException.class)
                .hasMessageMatching("(?s)many.ovf:\\d{5}:.*65536.*");
    }

    @Test
    void parentsThatLeadBackAreNamedAtTheirPlace() throws IOException {
        Path cyclic = Files.writeString(folder.resolve("cyclic.ovf"), """
                <Envelope xmlns="http://schemas.dmtf.org/ovf/envelope/1" xmlns:ovf="http://schemas.dmtf.org/ovf/envelope/1"
                    xmlns:rasd="http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/CIM_ResourceAllocationSettingData">
                  <References/>
                  <DiskSection><Info/>
                    <Disk ovf:diskId="a" ovf:capacity="1" ovf:parentRef="b"/>
                    <Disk ovf:diskId="b" ovf:capacity="1" ovf:parentRef="c"/>
                    <Disk ovf:diskId="c" ovf:capacity="1" ovf:parentRef="b"/>
                  </DiskSection>
                  <VirtualSystem ovf:id="vm"><Info/><VirtualHardwareSection><Info/>
                    <Item><rasd:InstanceID>1</rasd:InstanceID><rasd:Parent>1</rasd:Parent><rasd:ResourceType>6</rasd:ResourceType></Item>
                    <Item><rasd:InstanceID>2</rasd:InstanceID><rasd:Parent>9</rasd:Parent><rasd:ResourceType>17</rasd:ResourceType></Item>
                  </VirtualHardwareSection></VirtualSystem>
                </Envelope>
                """);
        assertThat(check.check(cyclic))
                .extracting(
                        finding -> finding.at().line() + " " + finding.rule().id())
                .containsExactly("6 cycle", "7 cycle", "10 cycle", "11 unknown-parent");
    }

    @Test
    void nearlyRightPrefixesAndNamespacesAreRepairedAndNamed() throws IOException {
        Path odd = Files.writeString(folder.resolve("odd.ovf"), """
                <ovf:Envelope xmlns:ovf="https://schemas.dmtf.org/ovf/envelope/1/"
                    xmlns:sasd="http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/CIM_StorageAllocationSettingData.xsd">
                  <ovf:References/>
                  <ovf:VirtualSystem ovf:id="vm"><ovf:Info/><ovf:VirtualHardwareSection><ovf:Info/>
                    <ovf:Item><rasd:InstanceID>1</rasd:InstanceID><rasd:ResourceType>3</rasd:ResourceType></ovf:Item>
                    <ovf:StorageItem><sasd:InstanceID>2</sasd:InstanceID><sasd:ResourceType>31</sasd:ResourceType></ovf:StorageItem>
                  </ovf:VirtualHardwareSection></ovf:VirtualSystem>
                  <ovfstr:Strings/>
                </ovf:Envelope>
                """);
        assertThat(check.check(odd))
                .extracting(
                        finding -> finding.at().line() + " " + finding.rule().id())
                .containsExactly(
                        "1 namespace-spelling", "5 prefix-undeclared", "6 namespace-spelling", "8 prefix-undeclared");
    }
}
