package org.openvman.ovf.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openvman.ovf.cli.OvfRun.ovf;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openvman.ovf.testing.Oracle;

class EditCommandTest {
    /** Odd prefixes, a comment in a section, a vendor's section, single quotes, CR LF: all of it must stay. */
    private static final String ODD = String.join(
            "\r\n",
            "<?xml version='1.0'?>",
            "<!-- made by hand -->",
            "<e:Envelope xmlns:e='http://schemas.dmtf.org/ovf/envelope/1' xmlns:r='http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/CIM_ResourceAllocationSettingData'>",
            "\t<e:References><e:File e:id='file1' e:href='disk.img' e:size='4'/></e:References>",
            "\t<e:DiskSection><e:Info/>",
            "\t\t<e:Disk e:diskId='d1' e:fileRef='file1' e:capacity='10' e:capacityAllocationUnits='byte * 2^30'/>",
            "\t</e:DiskSection>",
            "\t<e:NetworkSection><e:Info/><e:Network e:name='LAN'/></e:NetworkSection>",
            "\t<e:VirtualSystem e:id='vm'>",
            "\t\t<e:Info>A <![CDATA[<system>]]></e:Info>",
            "\t\t<v:Custom xmlns:v='urn:vendor' e:required='false'><!-- keep --><e:Info/></v:Custom>",
            "\t\t<e:VirtualHardwareSection><e:Info/>",
            "\t\t\t<e:Item><r:ElementName>2 virtual CPUs</r:ElementName><r:InstanceID>1</r:InstanceID><r:ResourceType>3</r:ResourceType><r:VirtualQuantity>2</r:VirtualQuantity></e:Item>",
            "\t\t\t<e:Item><r:AllocationUnits>MegaBytes</r:AllocationUnits><r:InstanceID>2</r:InstanceID><r:ResourceType>4</r:ResourceType><r:VirtualQuantity>512</r:VirtualQuantity></e:Item>",
            "\t\t</e:VirtualHardwareSection>",
            "\t</e:VirtualSystem>",
            "</e:Envelope>",
            "");

    @TempDir
    Path folder;

    private Path vm;

    @BeforeEach
    void writePackage() throws IOException {
        vm = folder.resolve("vm.ovf");
        Files.writeString(vm, ODD);
        Files.write(folder.resolve("disk.img"), new byte[] {1, 2, 3, 4});
    }

    @Test
    void onlyWhatIsEditedChangesInItsOwnStyle() throws IOException {
        OvfRun ran = ovf("edit", vm, "--cpus", "4", "--memory=1GiB", "--add-nic", "LAN", "--resize-disk", "d1=20GiB")
                .ends(ExitCode.OK);
        String expected = ODD.replace("2 virtual CPUs", "4 virtual CPUs")
                .replace("<r:VirtualQuantity>2<", "<r:VirtualQuantity>4<")
                .replace("<r:VirtualQuantity>512<", "<r:VirtualQuantity>1024<")
                .replace("e:capacity='10'", "e:capacity='20'")
                .replace(
                        "\r\n\t\t</e:VirtualHardwareSection>",
                        String.join(
                                        "\r\n\t\t\t\t",
                                        "\r\n\t\t\t<e:Item>",
                                        "<r:AddressOnParent>0</r:AddressOnParent>",
                                        "<r:AutomaticAllocation>true</r:AutomaticAllocation>",
                                        "<r:Connection>LAN</r:Connection>",
                                        "<r:ElementName>Network adapter 1</r:ElementName>",
                                        "<r:InstanceID>3</r:InstanceID>",
                                        "<r:ResourceSubType>virtio</r:ResourceSubType>",
                                        "<r:ResourceType>10</r:ResourceType>")
                                + "\r\n\t\t\t</e:Item>\r\n\t\t</e:VirtualHardwareSection>");
        assertThat(Files.readString(vm)).isEqualTo(expected);
        assertThat(ran.out()).contains("note: the image of disk 'd1' stays as it is");
    }

    @Test
    void aDryRunWritesNothingAndPrintsWhatPatchApplies() throws Exception {
        Path patched = Files.copy(vm, folder.resolve("patched.ovf"));
        Object[] edits = {
            "--annotation", "Two\nlines & <more>", "--product", "version=2.0", "--add-property", "port:uint16=80",
            "--remove-disk", "d1", "--add-option", "big=Big one", "--default-option", "big"
        };
        JsonNode json = edit(vm, edits, "--dry-run", "--json").ends(ExitCode.OK).json();
        assertThat(json.get("written").asBoolean()).isFalse();
        assertThat(json.get("removed").get(0).asText()).isEqualTo("disk.img");
        assertThat(vm).hasContent(ODD);

        Path patch =
                Files.writeString(folder.resolve("x.patch"), json.get("diff").asText());
        Oracle.run("patch", "--binary", "--quiet", patched.toString(), patch.toString());
        edit(vm, edits).ends(ExitCode.OK);
        assertThat(patched).hasSameBinaryContentAs(vm);
        JsonNode shown = ovf("show", vm, "--json").ends(ExitCode.OK).json();
        assertThat(shown.get("annotation").asText()).isEqualTo("Two\nlines & <more>");
        assertThat(shown.at("/properties/0/key").asText()).isEqualTo("port");
        assertThat(shown.get("disks")).isEmpty();
        assertThat(shown.at("/deploymentOptions/0").asText()).isEqualTo("big");
    }

    @Test
    void anArchiveKeepsItsOtherEntriesAndLosesItsSignature() throws Exception {
        String hex = Oracle.run("sha256sum", vm.toString()).substring(0, 64);
        Files.writeString(
                folder.resolve("vm.mf"), "SHA256(vm.ovf)= " + hex + "\nSHA1 (other) = " + "0".repeat(40) + "\n");
        Files.writeString(folder.resolve("vm.cert"), "SHA256(vm.mf)= 00\n");
        Path ova = folder.resolve("vm.ova");
        Oracle.run(
                "tar",
                "--format=ustar",
                "-C",
                folder.toString(),
                "-cf",
                ova.toString(),
                "vm.ovf",
                "vm.mf",
                "vm.cert",
                "disk.img");
        byte[] before = Files.readAllBytes(ova);
        Path extra = Files.writeString(folder.resolve("extra.txt"), "more");

        assertThat(ovf("edit", ova, "--cpus", "3", "--add-file", extra)
                        .ends(ExitCode.OK)
                        .out())
                .contains("the signature in vm.cert no longer holds and is removed");
        assertThat(Oracle.run("tar", "tf", ova.toString()).lines())
                .containsExactly("vm.ovf", "vm.mf", "disk.img", "extra.txt");
        Path unpacked = Files.createDirectory(folder.resolve("unpacked"));
        Oracle.run("tar", "xf", ova.toString(), "-C", unpacked.toString());
        String now =
                Oracle.run("sha256sum", unpacked.resolve("vm.ovf").toString()).substring(0, 64);
        assertThat(Files.readString(unpacked.resolve("vm.mf")))
                .startsWith("SHA256(vm.ovf)= " + now + "\nSHA1 (other) = " + "0".repeat(40) + "\nSHA256(extra.txt)= ");
        // The header of the disk, its owner and time, and its data: the same bytes.
        byte[] entry = Arrays.copyOfRange(before, at(before, "disk.img"), at(before, "disk.img") + 1024);
        byte[] after = Files.readAllBytes(ova);
        assertThat(Arrays.copyOfRange(after, at(after, "disk.img\0"), at(after, "disk.img\0") + 1024))
                .isEqualTo(entry);
        assertThat(ovf("show", ova, "--json")
                        .ends(ExitCode.OK)
                        .json()
                        .at("/systems/0/cpus")
                        .asText())
                .isEqualTo("3");
    }

    @Test
    void aScriptSaysItsLineWhenAnEditIsNotPossibleAndNothingIsWritten() throws IOException {
        Path script = Files.writeString(
                folder.resolve("edits.txt"), "# more\ncpus vm=8\n\nremove-network LAN\nremove-network WAN\n");
        assertThat(ovf("edit", vm, "--script", script).ends(ExitCode.ERROR).err())
                .isEqualTo("ovf: " + script + ":5: no network 'WAN'; there is:  (--add-network makes one)\n");
        assertThat(vm).hasContent(ODD);

        assertThat(ovf("edit", vm, "--cpus", "none=1").ends(ExitCode.ERROR).err())
                .contains("no system 'none'; there is: vm");
        ovf("edit", vm, "--cpus", "many").ends(ExitCode.USAGE);
        ovf("edit", vm).ends(ExitCode.USAGE);
        assertThat(ovf("edit", vm, "--eula", "@none.txt").ends(ExitCode.ERROR).err())
                .isEqualTo("ovf: none.txt: cannot be read\n");
        assertThat(ovf("edit", vm, "--remove-file", "file1")
                        .ends(ExitCode.ERROR)
                        .err())
                .contains("file 'file1' is used by Disk in line 6; remove that first");
    }

    @Test
    void anEditOfAllSystemsChangesEachOfThem() throws IOException {
        Path shop = folder.resolve("shop.ovf");
        try (var in = EditCommandTest.class.getResourceAsStream("/org/openvman/ovf/service/three-tier.ovf")) {
            Files.copy(in, shop);
        }
        String before = Files.readString(shop);
        OvfRun ran = ovf("edit", shop, "--memory", "*=123456 MiB", "--family", "vmx-13")
                .ends(ExitCode.OK);
        String system = String.join(
                "\n        ",
                "",
                "<ovf:System>",
                "  <vssd:ElementName>Virtual Hardware Family</vssd:ElementName>",
                "  <vssd:InstanceID>0</vssd:InstanceID>",
                "  <vssd:VirtualSystemType>vmx-13</vssd:VirtualSystemType>",
                "</ovf:System>");
        String namespace = "http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/CIM_VirtualSystemSettingData";
        assertThat(Files.readString(shop))
                .isEqualTo(before.replaceAll("Quantity>(192|256)<", "Quantity>123456<")
                        .replace(
                                "SubType>virtio</rasd:ResourceSubType>\n          <rasd:ResourceType>6<",
                                "SubType>lsilogic</rasd:ResourceSubType>\n          <rasd:ResourceType>6<")
                        .replace(
                                "SubType>virtio</rasd:ResourceSubType>\n          <rasd:ResourceType>10<",
                                "SubType>E1000</rasd:ResourceSubType>\n          <rasd:ResourceType>10<")
                        .replace(
                                "<ovf:Info>Virtual hardware of one instance</ovf:Info>",
                                "<ovf:Info>Virtual hardware of one instance</ovf:Info>"
                                        + system.replace(
                                                "<ovf:System>", "<ovf:System xmlns:vssd=\"" + namespace + "\">")));
        assertThat(ran.out()).contains("note: db: Ethernet adapter virtio becomes E1000; the guest needs its driver");
    }

    @Test
    void theOrderOfStartAndTheResultElsewhere() throws IOException {
        Path shop = folder.resolve("shop.ovf");
        try (var in = EditCommandTest.class.getResourceAsStream("/org/openvman/ovf/service/three-tier.ovf")) {
            Files.copy(in, shop, StandardCopyOption.REPLACE_EXISTING);
        }
        String before = Files.readString(shop);
        Path result = folder.resolve("elsewhere/new.ovf");
        ovf("edit", shop, "--start", "app=1,30", "--start", "db=2", "--set-property", "db:sid=A\"B", "-o", result)
                .ends(ExitCode.OK);
        assertThat(shop).hasContent(before);
        assertThat(Files.readString(result, StandardCharsets.UTF_8))
                .isEqualTo(before.replace(
                                "ovf:id=\"app\" ovf:order=\"2\" ovf:startDelay=\"120\"",
                                "ovf:id=\"app\" ovf:order=\"1\" ovf:startDelay=\"30\"")
                        .replace("ovf:id=\"db\" ovf:order=\"1\"", "ovf:id=\"db\" ovf:order=\"2\"")
                        .replace("ovf:value=\"HDB\"", "ovf:value=\"A&quot;B\""));
    }

    private static int at(byte[] archive, String name) {
        int found = new String(archive, StandardCharsets.ISO_8859_1).indexOf(name + (name.endsWith("\0") ? "" : "\0"));
        return found;
    }

    private static OvfRun edit(Path file, Object[] edits, Object... more) {
        return ovf(Stream.of(Stream.of("edit", file), Stream.of(edits), Stream.of(more))
                .flatMap(each -> each)
                .toArray());
    }
}
