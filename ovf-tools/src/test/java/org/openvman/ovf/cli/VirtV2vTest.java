package org.openvman.ovf.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.openvman.ovf.cli.OvfRun.ovf;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openvman.ovf.model.ByteSize;
import org.openvman.ovf.testing.Oracle;

/** virt-v2v, an importer of others, reads the packages that we write, and refuses those that we say it refuses. */
class VirtV2vTest {
    /** What virt-v2v understands of a machine, and what {@code ovf show} says of it. */
    private record Understood(String name, ByteSize memory, int cpus, List<String> networks, int disks) {}

    @TempDir
    Path folder;

    private Path ova;

    @BeforeEach
    void makePackage() throws Exception {
        boolean installed = Oracle.succeeds("virt-v2v", "--version");
        if (!installed) {
            System.out.println("virt-v2v is not installed: it does not read our packages here");
        }
        assumeTrue(installed, "virt-v2v is not installed");
        Path domain = folder.resolve("domain.xml");
        try (var in = VirtV2vTest.class.getResourceAsStream("/org/openvman/ovf/convert/domain.xml")) {
            Files.copy(in, domain);
        }
        image("appserver.qcow2", "qcow2", "64M");
        ova = folder.resolve("app.ova");
        ovf("convert", domain, "-o", ova, "--disk-format", "vmdk", "--family", "vmx-13")
                .ends(ExitCode.OK);
    }

    private Path image(String name, String format, String size) throws Exception {
        Path image = folder.resolve(name);
        Oracle.run("qemu-img", "create", "-q", "-f", format, image.toString(), size);
        return image;
    }

    @Test
    void everyFormOfAPackageIsUnderstoodAsWeDo() throws Exception {
        assertThat(understoodByOthers(ova))
                .isEqualTo(understoodByUs(ova))
                .isEqualTo(new Understood("appserver", ByteSize.mebibytes(1024), 2, List.of("default"), 1));

        Path edited = folder.resolve("edited.ova");
        ovf(
                        "edit",
                        ova,
                        "--cpus",
                        3,
                        "--memory",
                        "1536MiB",
                        "--add-network",
                        "backup",
                        "--add-nic",
                        "backup",
                        "--add-disk-image",
                        image("data.vmdk", "vmdk", "8M"),
                        "-o",
                        edited)
                .ends(ExitCode.OK);
        assertThat(understoodByOthers(edited))
                .isEqualTo(understoodByUs(edited))
                .isEqualTo(new Understood("appserver", ByteSize.mebibytes(1536), 3, List.of("default", "backup"), 2));

        Path compressed = folder.resolve("compressed.ova");
        ovf("pack", edited, "-o", compressed, "--compress", "--digest", "sha1").ends(ExitCode.OK);
        Path unpacked = folder.resolve("unpacked");
        ovf("unpack", edited, "-o", unpacked).ends(ExitCode.OK);
        Path older = folder.resolve("older.ova");
        ovf("convert", edited, "--to", "1.0", "-o", older).ends(ExitCode.OK);
        for (Path form : List.of(compressed, unpacked, older)) {
            ovf("check", form, "--profile", "libvirt").ends(ExitCode.OK);
            assertThat(understoodByOthers(form)).as(form.toString()).isEqualTo(understoodByUs(edited));
        }
    }

    /** It does not fail on what it cannot read: it makes a machine without disks, which nobody wants. */
    @Test
    void whatTheProfileRefusesIsNotUnderstood() throws Exception {
        for (String version : List.of("0.9", "2.0")) {
            Path other = folder.resolve("other" + version + ".ova");
            ovf("convert", ova, "--to", version, "-o", other).ends(ExitCode.OK);
            assertThat(ovf("check", other, "--profile", "libvirt")
                            .ends(ExitCode.ERROR)
                            .out())
                    .contains("[target-version]");
            assertThat(understoodByOthers(other).disks()).isZero();
        }
        Path service = folder.resolve("service");
        ovf("new", service, "--template", "single").ends(ExitCode.OK);
        Files.move(folder.resolve("appserver.qcow2"), service.resolve("guest.qcow2"));
        Path collection = folder.resolve("collection.ova");
        ovf("build", service.resolve("service.yaml"), "--ovf-version", "1.1", "-o", service.resolve("s.ovf"))
                .ends(ExitCode.OK);
        ovf("pack", service.resolve("s.ovf"), "-o", collection).ends(ExitCode.OK);
        assertThat(ovf("check", collection, "--profile", "libvirt")
                        .ends(ExitCode.ERROR)
                        .out())
                .contains("[target-collection]");
        assertThat(understoodByOthers(collection).disks()).isZero();
    }

    @Test
    void aDigestThatLiesIsRefusedByBoth() throws Exception {
        byte[] bytes = Files.readAllBytes(ova);
        int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("KDMV");
        bytes[at + 100] ^= 1;
        Path corrupted = Files.write(folder.resolve("corrupted.ova"), bytes);
        ovf("verify", corrupted, "--digests-only").ends(ExitCode.CORRUPTED);
        assertThat(Oracle.run(
                        "sh",
                        "-c",
                        "LIBGUESTFS_BACKEND=direct virt-v2v -i ova " + corrupted + " --print-source && exit 1; exit 0"))
                .contains("corrupt OVA: checksum of disk appserver.vmdk does not match manifest");
    }

    /** A VMDK tells its own name and size inside. */
    @Test
    void theImageKnowsItsName() throws Exception {
        Path unpacked = folder.resolve("unpacked");
        ovf("unpack", ova, "-o", unpacked).ends(ExitCode.OK);
        assertThat(Oracle.run("vmdkinfo", unpacked.resolve("appserver.vmdk").toString()))
                .containsPattern("Disk type:\\s+Stream optimized")
                .contains("(67108864 bytes)")
                .containsPattern("Filename:\\s+appserver\\.vmdk\n");
    }

    private static Understood understoodByOthers(Path file) throws Exception {
        String printed = Oracle.run(
                "env", "LIBGUESTFS_BACKEND=direct", "virt-v2v", "-i", "ova", file.toString(), "--print-source");
        return new Understood(
                found("source name: (.*)", printed).get(0),
                new ByteSize(Long.parseLong(
                        found("memory: (\\d+) \\(bytes\\)", printed).get(0))),
                Integer.parseInt(found("nr vCPUs: (\\d+)", printed).get(0)),
                found("Bridge \"(.*?)\"", printed),
                found("(?m)^\\t(\\d+) \\[scsi\\]", printed).size());
    }

    private static List<String> found(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    private static Understood understoodByUs(Path file) throws IOException {
        JsonNode system = ovf("show", file, "--json").ends(ExitCode.OK).json().at("/systems/0");
        return new Understood(
                system.get("name").asText(),
                ByteSize.parse(system.get("memory").asText()),
                system.get("cpus").asInt(),
                texts(system.get("networks")),
                system.get("disks").size());
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
