package org.openvman.ovf.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openvman.ovf.cli.OvfRun.ovf;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openvman.ovf.testing.Oracle;

class ConvertCommandTest {
    @TempDir
    Path folder;

    private Path domain;

    @BeforeEach
    void writeDomain() throws IOException {
        domain = folder.resolve("domain.xml");
        try (var in = ConvertCommandTest.class.getResourceAsStream("/org/openvman/ovf/convert/domain.xml")) {
            Files.copy(in, domain);
        }
    }

    @Test
    void aDomainBecomesAnApplianceWhoseDiskIsWhatItWas() throws Exception {
        Path qcow2 = folder.resolve("appserver.qcow2");
        Path plain = folder.resolve("plain.img");
        Files.writeString(plain, "boot".repeat(300_000));
        Oracle.run("qemu-img", "convert", "-O", "qcow2", plain.toString(), qcow2.toString());
        Path ova = folder.resolve("out/app.ova");

        assertThat(ovf("convert", domain, "-o", ova, "--disk-format", "vmdk", "--family", "vmx-13")
                        .ends(ExitCode.OK)
                        .err())
                .contains("Ethernet adapter virtio becomes E1000", "a <hostdev> has no place in OVF");
        ovf("check", ova).ends(ExitCode.OK);
        JsonNode shown = ovf("show", ova, "--json").ends(ExitCode.OK).json();
        assertThat(shown.at("/systems/0/family").asText()).isEqualTo("vmx-13");
        assertThat(shown.at("/disks/0/format").asText()).endsWith("vmdk.html#streamOptimized");
        Path unpacked = Files.createDirectory(folder.resolve("unpacked"));
        Oracle.run("tar", "xf", ova.toString(), "-C", unpacked.toString());
        assertThat(Oracle.run(
                        "qemu-img",
                        "compare",
                        "-f",
                        "raw",
                        "-F",
                        "vmdk",
                        plain.toString(),
                        unpacked.resolve("appserver.vmdk").toString()))
                .contains("identical");
        try (Stream<Path> left = Files.list(ova.getParent())) {
            assertThat(left).containsExactly(ova);
        }

        // And back: a package as a folder, its disk as plain bytes, in OVF 2.0.
        Path back = folder.resolve("back");
        ovf("convert", ova, "-o", back, "--disk-format", "raw", "--to", "2.0").ends(ExitCode.OK);
        assertThat(Oracle.run(
                        "qemu-img",
                        "compare",
                        "-f",
                        "raw",
                        "-F",
                        "raw",
                        plain.toString(),
                        back.resolve("appserver.img").toString()))
                .contains("identical");
        ovf("check", back).ends(ExitCode.OK);
        assertThat(ovf("diff", ova, back).ends(ExitCode.ERROR).out())
                .contains("~ version: 1.x -> 2.x")
                .contains("- file appserver.vmdk", "+ file appserver.img");
        ovf("diff", ova, ova).ends(ExitCode.OK);
    }

    // A VMDK in text form names the files that hold its disk: any file of the machine that converts.
    @Test
    void aTextThatDescribesADiskIsNoDisk() throws Exception {
        Path vmx = Files.writeString(
                folder.resolve("vm.vmx"),
                "config.version = \"8\"\nvirtualHW.version = \"13\"\nmemsize = \"64\"\nscsi0.present = \"TRUE\"\n"
                        + "scsi0:0.present = \"TRUE\"\nscsi0:0.fileName = \"vm.vmdk\"\n");
        Path disk = folder.resolve("vm.vmdk");
        Oracle.run("qemu-img", "create", "-q", "-f", "vmdk", "-o", "subformat=monolithicFlat", disk.toString(), "2M");
        Path ova = folder.resolve("vm.ova");
        for (String[] more : new String[][] {{}, {"--disk-format", "qcow2"}}) {
            Object[] arguments = Stream.concat(Stream.of("convert", vmx, "-o", ova), Stream.of(more))
                    .toArray();
            assertThat(ovf(arguments).ends(ExitCode.ERROR).err())
                    .isEqualTo(
                            "ovf: " + disk + ": refers to another file; make it whole first with qemu-img convert\n");
            assertThat(ova).doesNotExist();
        }
        assertThat(ovf("convert", vmx).ends(ExitCode.OK).out()).contains("ovf:capacity=\"2\"");
        Path whole = folder.resolve("whole.vmdk");
        Oracle.run("qemu-img", "convert", "-f", "vmdk", "-O", "vmdk", disk.toString(), whole.toString());
        Files.move(whole, disk, StandardCopyOption.REPLACE_EXISTING);
        ovf("convert", vmx, "-o", ova).ends(ExitCode.OK);
        assertThat(ovf("show", ova, "--json")
                        .ends(ExitCode.OK)
                        .json()
                        .at("/disks/0/capacity")
                        .asText())
                .isEqualTo("2 MiB");
        ovf("check", ova).ends(ExitCode.OK);
    }

    // A backing file could be any file of the machine that converts.
    @Test
    void anImageThatRefersToAnotherFileIsRefused() throws Exception {
        Path secret = Files.writeString(folder.resolve("secret"), "s".repeat(1024));
        Oracle.run(
                "qemu-img",
                "create",
                "-q",
                "-f",
                "qcow2",
                "-b",
                secret.toString(),
                "-F",
                "raw",
                folder.resolve("appserver.qcow2").toString());
        Path ova = folder.resolve("app.ova");
        assertThat(ovf("convert", domain, "-o", ova, "--disk-format", "raw")
                        .ends(ExitCode.ERROR)
                        .err())
                .contains("refers to another file; make it whole first");
        assertThat(ova).doesNotExist();
    }

    @Test
    void withoutItsImagesOnlyTheDescriptorIsWritten() throws IOException {
        assertThat(ovf("convert", domain, "-o", folder.resolve("x.ova"))
                        .ends(ExitCode.ERROR)
                        .err())
                .contains("there is no image 'appserver.qcow2' to pack; -o NAME.ovf writes the descriptor alone");
        Path descriptor = folder.resolve("x.ovf");
        assertThat(ovf("convert", domain, "-o", descriptor, "--json")
                        .ends(ExitCode.OK)
                        .json()
                        .get("notes"))
                .hasSize(3);
        ovf("check", "--descriptor-only", descriptor).ends(ExitCode.OK);
        ovf("convert", domain, "--to", "9").ends(ExitCode.USAGE);
        ovf("convert", folder.resolve("none.vmx")).ends(ExitCode.UNREADABLE);
    }

    @Test
    void helpAndCompletionKnowTheNewCommands() {
        for (String command : List.of("edit", "diff", "convert")) {
            assertThat(ovf(command, "--help").ends(ExitCode.OK).out())
                    .contains("Usage: ovf " + command, "Examples:", "ovf " + command);
        }
        assertThat(ovf("completion").ends(ExitCode.OK).out()).contains("--resize-disk", "--disk-format", "--picture");
    }
}
