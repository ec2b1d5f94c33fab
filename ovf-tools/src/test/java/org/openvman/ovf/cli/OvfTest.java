package org.openvman.ovf.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openvman.ovf.cli.OvfRun.ovf;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openvman.ovf.context.Guestinfo;
import org.openvman.ovf.context.IsoReader;
import org.openvman.ovf.testing.Images;

class OvfTest {
    private static final byte[] QCOW2 = Images.qcow2(64 << 20);

    @TempDir
    Path folder;

    private Path shop;
    private Path ova;

    @BeforeEach
    void makeService() throws IOException {
        shop = folder.resolve("shop");
        ova = folder.resolve("shop.ova");
        ovf("new", shop).ends(ExitCode.OK);
        Files.write(shop.resolve("guest.qcow2"), QCOW2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"three-tier", "single"})
    void aNewServicePacksAndIsAcceptable(String template) throws IOException {
        Path service = folder.resolve(template + "-service");
        assertThat(ovf("new", service, "--template", template).ends(ExitCode.OK).out())
                .contains("service.yaml");
        Files.write(service.resolve("guest.qcow2"), QCOW2);
        ovf("check", service.resolve("service.yaml")).ends(ExitCode.OK);
        ovf("pack", service.resolve("service.yaml"), "-o", ova).ends(ExitCode.OK);
        assertThat(ovf("check", ova).ends(ExitCode.OK).out()).contains("acceptable (0 errors, 0 warnings)");
    }

    @Test
    void newOverwritesNothing() {
        assertThat(ovf("new", shop).ends(ExitCode.ERROR).err())
                .isEqualTo("ovf: " + shop.resolve("service.yaml")
                        + ": already exists; remove it or choose another name\n");
    }

    @Test
    void showAsTableJsonAndManifest() throws IOException {
        pack();
        assertThat(ovf("show", ova).ends(ExitCode.OK).out())
                .containsPattern("db +Database +1 \\(to 4\\) +192 MiB \\(to 512 MiB\\) +disk.db +internal +1 +1");

        JsonNode json = ovf("show", ova, "--json").ends(ExitCode.OK).json();
        assertThat(json.at("/systems/1/instances").asText()).isEqualTo("2 (1 to 10)");
        assertThat(json.at("/systems/0/memoryBytes").asLong()).isEqualTo(192L << 20);
        assertThat(json.at("/disks/0/capacityBytes").asLong()).isEqualTo(64L << 20);
        assertThat(json.at("/files/0/size").asLong()).isEqualTo(QCOW2.length);

        OvfRun ran = ovf("show", ova, "--as", "manifest").ends(ExitCode.OK);
        Files.writeString(shop.resolve("again.yaml"), ran.out());
        Path second = folder.resolve("second.ova");
        ovf("pack", shop.resolve("again.yaml"), "-o", second).ends(ExitCode.OK);
        assertThat(second).as("the same service makes the same bytes").hasSameBinaryContentAs(ova);
    }

    @Test
    void anArchiveBecomesAFolderAndAnArchiveAgainUnchanged() {
        pack();
        Path unpacked = folder.resolve("unpacked");
        ovf("pack", ova, "-o", unpacked).ends(ExitCode.OK);
        assertThat(unpacked.resolve("scripts/db.sh")).exists();
        Path again = folder.resolve("again.ova");
        ovf("pack", unpacked, "-o", again).ends(ExitCode.OK);
        assertThat(again).hasSameBinaryContentAs(ova);
    }

    @Test
    void anEnvironmentIsPrintedWithExampleAddresses() throws IOException {
        assertThat(ovf("env", shop.resolve("service.yaml"), "--tier", "app", "--json")
                        .ends(ExitCode.OK)
                        .json()
                        .get("org.example.db.host")
                        .asText())
                .isEqualTo("10.0.0.10");
        assertThat(ovf("env", shop.resolve("service.yaml"), "--tier", "none")
                        .ends(ExitCode.ERROR)
                        .err())
                .contains("no tier 'none'; there is: db, app, web");
    }

    @Test
    void anEnvironmentTravelsByIsoByVmxAndToCloudInit() throws IOException {
        Path service = shop.resolve("service.yaml");
        Path iso = folder.resolve("env.iso");
        ovf("env", service, "--tier", "db", "--transport", "iso", "-o", iso).ends(ExitCode.OK);
        assertThat(IsoReader.readAll(iso)).containsOnlyKeys("ovf-env.xml", "ovffiles/data.sql", "ovffiles/setup.sh");
        Path seed = folder.resolve("seed.iso");
        ovf("env", service, "--tier", "db", "--transport", "nocloud", "-o", seed)
                .ends(ExitCode.OK);
        assertThat(IsoReader.readAll(seed)).containsKeys("meta-data", "user-data", "network-config", "ovf-env.xml");
        OvfRun ran =
                ovf("env", service, "--tier", "db", "--transport", "guestinfo").ends(ExitCode.OK);
        assertThat(Guestinfo.environment(ran.out())).isEqualTo(IsoReader.read(iso, "ovf-env.xml"));
        assertThat(ovf("env", service, "--tier", "db", "--transport", "iso")
                        .ends(ExitCode.USAGE)
                        .err())
                .isEqualTo("ovf: say with -o where the image goes\n");
    }

    @Test
    void anEnvironmentFollowsTheOptionAndTheGivenValues() throws IOException {
        Path service = Files.writeString(shop.resolve("one.yaml"), """
                apiVersion: openvman/v1
                service: { name: s }
                images: [ { id: i, file: guest.qcow2, format: qcow2, capacity: 1 MiB } ]
                options: [ { id: small }, { id: large } ]
                tiers:
                  - name: t
                    image: i
                    hardware: { cpus: 1, memory: 64 MiB }
                    properties: [ { key: users, value: none }, { key: motd, value: "<hello>" } ]
                    options: { small: { properties: { users: few } }, large: { properties: { users: many } } }
                """);
        assertThat(ovf("env", service, "--json")
                        .ends(ExitCode.OK)
                        .json()
                        .get("users")
                        .asText())
                .as("the first option is the default one")
                .isEqualTo("few");
        assertThat(ovf("env", service, "--deployment-option", "large", "--property", "motd=a&b")
                        .ends(ExitCode.OK)
                        .out())
                .contains("oe:value=\"many\"", "oe:value=\"a&amp;b\"");
        ovf("env", service, "--property", "nope=1").ends(ExitCode.ERROR);
        assertThat(ovf("env", service, "--deployment-option", "huge")
                        .ends(ExitCode.ERROR)
                        .err())
                .contains("it has: small, large");
    }

    // Issue 2, bad input: a manifest with a missing file; nothing may be left half written.
    @Test
    void aManifestWithAMissingFileIsNotPacked() throws IOException {
        Files.delete(shop.resolve("guest.qcow2"));
        assertThat(ovf("pack", shop.resolve("service.yaml"), "-o", ova)
                        .ends(ExitCode.ERROR)
                        .err())
                .contains("there is no file 'guest.qcow2'");
        assertThat(ova).doesNotExist();
        assertThat(ovf("check", shop.resolve("service.yaml"))
                        .ends(ExitCode.ERROR)
                        .out())
                .contains("[file-missing]");
    }

    // Issue 2, bad input: an OVA with a wrong digest.
    @Test
    void anArchiveWhoseDigestLiesIsRefused() throws IOException {
        pack();
        byte[] bytes = Files.readAllBytes(ova);
        int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("QFI\u00FB") + 5;
        bytes[at] ^= 1;
        Files.write(ova, bytes);
        JsonNode finding =
                ovf("check", ova, "--json").ends(ExitCode.ERROR).json().at("/0/findings/0");
        assertThat(finding.get("rule").asText()).isEqualTo("digest-mismatch");
        assertThat(finding.get("line").asInt()).isEqualTo(2);
        assertThat(finding.get("message").asText()).startsWith("'guest.qcow2' has the SHA256 digest ");

        Path copy = folder.resolve("copy.ova");
        ovf("pack", ova, "-o", copy).ends(ExitCode.UNREADABLE);
        assertThat(copy).doesNotExist();
    }

    @Test
    void everyProblemOfAManifestIsALineWithItsPlace() throws IOException {
        Files.writeString(shop.resolve("bad.yaml"), "apiVersion: openvman/v1\nservice: { nam: x }\ntiers: [ { } ]\n");
        assertThat(ovf("pack", shop.resolve("bad.yaml"))
                        .ends(ExitCode.ERROR)
                        .err()
                        .lines())
                .containsExactly(
                        "ovf: " + shop.resolve("bad.yaml")
                                + ":2:10: service: 'name' is missing; is 'nam' meant to be it?",
                        "ovf: " + shop.resolve("bad.yaml") + ":3:10: tiers[0]: 'name' is missing");
    }

    @Test
    void whatIsNoOvfEndsWith2() throws IOException {
        Path text = Files.writeString(folder.resolve("x.ovf"), "hello");
        assertThat(ovf("check", text).ends(ExitCode.UNREADABLE).out())
                .startsWith(text + ":1:1: unreadable: not well-formed XML");
        ovf("show", text).ends(ExitCode.UNREADABLE);
        assertThat(ovf("show", folder.resolve("none.ova"))
                        .ends(ExitCode.UNREADABLE)
                        .err())
                .isEqualTo("ovf: " + folder.resolve("none.ova") + ": no such file\n");
        Path notTar = Files.writeString(folder.resolve("x.ova"), "hello");
        ovf("check", notTar).ends(ExitCode.UNREADABLE);
    }

    @Test
    void wrongUsageEndsWith64AndAHint() {
        assertThat(ovf("pakc").ends(ExitCode.USAGE).err())
                .contains("'pakc'")
                .contains("did you mean 'pack'?")
                .doesNotContain("\tat ");
        ovf("check").ends(ExitCode.USAGE);
        assertThat(ovf("edit", ova, "--cpu", 3).ends(ExitCode.USAGE).err()).contains("did you mean '--cpus'?");
        assertThat(ovf("check", ova, "--profile", "xen").ends(ExitCode.USAGE).err())
                .contains("expected one of [vsphere, virtualbox, libvirt, ovirt, openvman] but was 'xen'");
        assertThat(ovf("check", ova, "--profile", "ovirt", "--strict")
                        .ends(ExitCode.USAGE)
                        .err())
                .contains("leave one of them out");
        assertThat(ovf("new", folder.resolve("y"), "--template", "ring")
                        .ends(ExitCode.USAGE)
                        .err())
                .contains("'ring' is none of three-tier, single");
    }

    @Test
    void everyCommandHasHelpWithExamplesAndIsCompleted() {
        for (String command : new String[] {"new", "pack", "check", "show", "env", "completion"}) {
            assertThat(ovf(command, "--help").ends(ExitCode.OK).out())
                    .contains("Usage: ovf " + command, "Examples:", "ovf " + command);
        }
        assertThat(ovf("completion").ends(ExitCode.OK).out()).contains("--descriptor-only");
    }

    @Test
    void buildWritesTheDescriptorOfTheVersionAskedFor() throws IOException {
        assertThat(ovf("build", shop.resolve("service.yaml"), "--ovf-version", "1.1", "--json")
                        .ends(ExitCode.OK)
                        .json()
                        .get("version")
                        .asText())
                .isEqualTo("1.1");
        Path built = shop.resolve("shop.ovf");
        assertThat(built).content().contains("http://schemas.dmtf.org/ovf/envelope/1\"", "<ovf2:ScaleOutSection");
        ovf("check", built).ends(ExitCode.OK);
        String manifest = shown(shop.resolve("service.yaml"));
        assertThat(shown(built)).isEqualTo(manifest);
        assertThat(ovf("build", shop.resolve("service.yaml"), "-o", "-")
                        .ends(ExitCode.OK)
                        .out())
                .contains("http://schemas.dmtf.org/ovf/envelope/2");
        ovf("build", shop.resolve("service.yaml"), "--ovf-version", "3").ends(ExitCode.USAGE);
        assertThat(ovf("build", shop.resolve("service.yaml"), "--deployment-option", "x")
                        .ends(ExitCode.ERROR)
                        .err())
                .isEqualTo("ovf: service 'shop' has no deployment option 'x'; it has none\n");
    }

    private String shown(Path file) {
        OvfRun ran = ovf("show", file, "--as", "manifest").ends(ExitCode.OK);
        return ran.out();
    }

    @Test
    void quietPrintsNothingWhenAllIsWell() {
        OvfRun ran =
                ovf("pack", shop.resolve("service.yaml"), "-o", ova, "--quiet").ends(ExitCode.OK);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).isEmpty();
    }

    private void pack() {
        ovf("pack", shop.resolve("service.yaml"), "-o", ova).ends(ExitCode.OK);
    }

    // Issue 4: the exit codes of check, and one call for many inputs.
    @Test
    void checkJudgesByProfileAndBySchema() throws IOException {
        ovf("pack", shop.resolve("service.yaml"), "-o", ova).ends(ExitCode.OK);
        ovf("check", ova, "--profile", "openvman").ends(ExitCode.OK);
        assertThat(ovf("check", ova, "--profile", "vsphere")
                        .ends(ExitCode.ERROR)
                        .out())
                .contains("[target-version]");
        assertThat(ovf("check", ova, "--strict").ends(ExitCode.ERROR).out()).contains("[schema]");
        ovf("check", ova, "--profile", "nobody").ends(ExitCode.USAGE);
        assertThat(ovf("check", ova, folder.resolve("none.ovf"))
                        .ends(ExitCode.UNREADABLE)
                        .out())
                .contains("acceptable")
                .contains("cannot be read");
    }
}
