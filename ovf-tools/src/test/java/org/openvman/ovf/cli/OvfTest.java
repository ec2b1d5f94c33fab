package org.openvman.ovf.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
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
    private String out = "";
    private String err = "";

    @BeforeEach
    void makeService() throws IOException {
        shop = folder.resolve("shop");
        ova = folder.resolve("shop.ova");
        assertThat(ovf("new", shop)).isEqualTo(ExitCode.OK);
        Files.write(shop.resolve("guest.qcow2"), QCOW2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"three-tier", "single"})
    void aNewServicePacksAndIsAcceptable(String template) throws IOException {
        Path service = folder.resolve(template + "-service");
        assertThat(ovf("new", service, "--template", template)).isEqualTo(ExitCode.OK);
        assertThat(out).contains("service.yaml");
        Files.write(service.resolve("guest.qcow2"), QCOW2);
        assertThat(ovf("check", service.resolve("service.yaml"))).isEqualTo(ExitCode.OK);
        assertThat(ovf("pack", service.resolve("service.yaml"), "-o", ova)).isEqualTo(ExitCode.OK);
        assertThat(ovf("check", ova)).as(out).isEqualTo(ExitCode.OK);
        assertThat(out).contains("acceptable (0 errors, 0 warnings)");
    }

    @Test
    void newOverwritesNothing() {
        assertThat(ovf("new", shop)).isEqualTo(ExitCode.ERROR);
        assertThat(err)
                .isEqualTo("ovf: " + shop.resolve("service.yaml")
                        + ": already exists; remove it or choose another name\n");
    }

    @Test
    void showAsTableJsonAndManifest() throws IOException {
        pack();
        assertThat(ovf("show", ova)).isEqualTo(ExitCode.OK);
        assertThat(out)
                .containsPattern("db +Database +1 \\(to 4\\) +192 MiB \\(to 512 MiB\\) +disk.db +internal +1 +1");

        assertThat(ovf("show", ova, "--json")).isEqualTo(ExitCode.OK);
        JsonNode json = new ObjectMapper().readTree(out);
        assertThat(json.at("/systems/1/instances").asText()).isEqualTo("2 (1 to 10)");
        assertThat(json.at("/files/0/size").asLong()).isEqualTo(QCOW2.length);

        assertThat(ovf("show", ova, "--as", "manifest")).isEqualTo(ExitCode.OK);
        Files.writeString(shop.resolve("again.yaml"), out);
        Path second = folder.resolve("second.ova");
        assertThat(ovf("pack", shop.resolve("again.yaml"), "-o", second)).isEqualTo(ExitCode.OK);
        assertThat(second).as("the same service makes the same bytes").hasSameBinaryContentAs(ova);
    }

    @Test
    void anArchiveBecomesAFolderAndAnArchiveAgainUnchanged() {
        pack();
        Path unpacked = folder.resolve("unpacked");
        assertThat(ovf("pack", ova, "-o", unpacked)).isEqualTo(ExitCode.OK);
        assertThat(unpacked.resolve("scripts/db.sh")).exists();
        Path again = folder.resolve("again.ova");
        assertThat(ovf("pack", unpacked, "-o", again)).isEqualTo(ExitCode.OK);
        assertThat(again).hasSameBinaryContentAs(ova);
    }

    @Test
    void anEnvironmentIsPrintedWithExampleAddresses() throws IOException {
        assertThat(ovf("env", shop.resolve("service.yaml"), "--tier", "app", "--json"))
                .isEqualTo(ExitCode.OK);
        assertThat(new ObjectMapper().readTree(out).get("org.example.db.host").asText())
                .isEqualTo("10.0.0.10");
        assertThat(ovf("env", shop.resolve("service.yaml"), "--tier", "none")).isEqualTo(ExitCode.ERROR);
        assertThat(err).contains("no tier 'none'; there is: db, app, web");
    }

    @Test
    void anEnvironmentTravelsByIsoByVmxAndToCloudInit() throws IOException {
        Path service = shop.resolve("service.yaml");
        Path iso = folder.resolve("env.iso");
        assertThat(ovf("env", service, "--tier", "db", "--transport", "iso", "-o", iso))
                .as(err)
                .isEqualTo(ExitCode.OK);
        assertThat(IsoReader.readAll(iso)).containsOnlyKeys("ovf-env.xml", "ovffiles/data.sql", "ovffiles/setup.sh");
        Path seed = folder.resolve("seed.iso");
        assertThat(ovf("env", service, "--tier", "db", "--transport", "nocloud", "-o", seed))
                .isEqualTo(ExitCode.OK);
        assertThat(IsoReader.readAll(seed)).containsKeys("meta-data", "user-data", "network-config", "ovf-env.xml");
        assertThat(ovf("env", service, "--tier", "db", "--transport", "guestinfo"))
                .isEqualTo(ExitCode.OK);
        assertThat(Guestinfo.environment(out)).isEqualTo(IsoReader.read(iso, "ovf-env.xml"));
        assertThat(ovf("env", service, "--tier", "db", "--transport", "iso")).isEqualTo(ExitCode.USAGE);
        assertThat(err).isEqualTo("ovf: say with -o where the image goes\n");
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
        assertThat(ovf("env", service, "--json")).as(err).isEqualTo(ExitCode.OK);
        assertThat(new ObjectMapper().readTree(out).get("users").asText())
                .as("the first option is the default one")
                .isEqualTo("few");
        assertThat(ovf("env", service, "--deployment-option", "large", "--property", "motd=a&b"))
                .isEqualTo(ExitCode.OK);
        assertThat(out).contains("oe:value=\"many\"", "oe:value=\"a&amp;b\"");
        assertThat(ovf("env", service, "--property", "nope=1")).isEqualTo(ExitCode.ERROR);
        assertThat(ovf("env", service, "--deployment-option", "huge")).isEqualTo(ExitCode.ERROR);
        assertThat(err).contains("it has: small, large");
    }

    // Issue 2, bad input: a manifest with a missing file; nothing may be left half written.
    @Test
    void aManifestWithAMissingFileIsNotPacked() throws IOException {
        Files.delete(shop.resolve("guest.qcow2"));
        assertThat(ovf("pack", shop.resolve("service.yaml"), "-o", ova)).isEqualTo(ExitCode.ERROR);
        assertThat(err).contains("there is no file 'guest.qcow2'");
        assertThat(ova).doesNotExist();
        assertThat(ovf("check", shop.resolve("service.yaml"))).isEqualTo(ExitCode.ERROR);
        assertThat(out).contains("[file-missing]");
    }

    // Issue 2, bad input: an OVA with a wrong digest.
    @Test
    void anArchiveWhoseDigestLiesIsRefused() throws IOException {
        pack();
        byte[] bytes = Files.readAllBytes(ova);
        int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("QFI\u00FB") + 5;
        bytes[at] ^= 1;
        Files.write(ova, bytes);
        assertThat(ovf("check", ova, "--json")).isEqualTo(ExitCode.ERROR);
        JsonNode finding = new ObjectMapper().readTree(out).at("/0/findings/0");
        assertThat(finding.get("rule").asText()).isEqualTo("digest-mismatch");
        assertThat(finding.get("line").asInt()).isEqualTo(2);
        assertThat(finding.get("message").asText()).startsWith("'guest.qcow2' has the SHA256 digest ");

        Path copy = folder.resolve("copy.ova");
        assertThat(ovf("pack", ova, "-o", copy)).isEqualTo(ExitCode.UNREADABLE);
        assertThat(copy).doesNotExist();
    }

    @Test
    void everyProblemOfAManifestIsALineWithItsPlace() throws IOException {
        Files.writeString(shop.resolve("bad.yaml"), "apiVersion: openvman/v1\nservice: { nam: x }\ntiers: [ { } ]\n");
        assertThat(ovf("pack", shop.resolve("bad.yaml"))).isEqualTo(ExitCode.ERROR);
        assertThat(err.lines())
                .containsExactly(
                        "ovf: " + shop.resolve("bad.yaml")
                                + ":2:10: service: 'name' is missing; is 'nam' meant to be it?",
                        "ovf: " + shop.resolve("bad.yaml") + ":3:10: tiers[0]: 'name' is missing");
    }

    @Test
    void whatIsNoOvfEndsWith2() throws IOException {
        Path text = Files.writeString(folder.resolve("x.ovf"), "hello");
        assertThat(ovf("check", text)).isEqualTo(ExitCode.UNREADABLE);
        assertThat(out).startsWith(text + ":1:1: unreadable: not well-formed XML");
        assertThat(ovf("show", text)).isEqualTo(ExitCode.UNREADABLE);
        assertThat(ovf("show", folder.resolve("none.ova"))).isEqualTo(ExitCode.UNREADABLE);
        assertThat(err).isEqualTo("ovf: " + folder.resolve("none.ova") + ": no such file\n");
        Path notTar = Files.writeString(folder.resolve("x.ova"), "hello");
        assertThat(ovf("check", notTar)).isEqualTo(ExitCode.UNREADABLE);
    }

    @Test
    void wrongUsageEndsWith64AndAHint() {
        assertThat(ovf("pakc")).isEqualTo(ExitCode.USAGE);
        assertThat(err).contains("'pakc'").contains("did you mean 'pack'?").doesNotContain("\tat ");
        assertThat(ovf("check")).isEqualTo(ExitCode.USAGE);
        assertThat(ovf("new", folder.resolve("y"), "--template", "ring")).isEqualTo(ExitCode.USAGE);
        assertThat(err).contains("'ring' is none of three-tier, single");
    }

    @Test
    void everyCommandHasHelpWithExamplesAndIsCompleted() {
        for (String command : new String[] {"new", "pack", "check", "show", "env", "completion"}) {
            assertThat(ovf(command, "--help")).isEqualTo(ExitCode.OK);
            assertThat(out).contains("Usage: ovf " + command, "Examples:", "ovf " + command);
        }
        assertThat(ovf("completion")).isEqualTo(ExitCode.OK);
        assertThat(out).contains("--descriptor-only");
    }

    @Test
    void buildWritesTheDescriptorOfTheVersionAskedFor() throws IOException {
        assertThat(ovf("build", shop.resolve("service.yaml"), "--ovf-version", "1.1", "--json"))
                .isEqualTo(ExitCode.OK);
        assertThat(new ObjectMapper().readTree(out).get("version").asText()).isEqualTo("1.1");
        Path built = shop.resolve("shop.ovf");
        assertThat(built).content().contains("http://schemas.dmtf.org/ovf/envelope/1\"", "<ovf2:ScaleOutSection");
        assertThat(ovf("check", built)).as(out).isEqualTo(ExitCode.OK);
        String manifest = shown(shop.resolve("service.yaml"));
        assertThat(shown(built)).isEqualTo(manifest);
        assertThat(ovf("build", shop.resolve("service.yaml"), "-o", "-")).isEqualTo(ExitCode.OK);
        assertThat(out).contains("http://schemas.dmtf.org/ovf/envelope/2");
        assertThat(ovf("build", shop.resolve("service.yaml"), "--ovf-version", "3"))
                .isEqualTo(ExitCode.USAGE);
        assertThat(ovf("build", shop.resolve("service.yaml"), "--deployment-option", "x"))
                .isEqualTo(ExitCode.ERROR);
        assertThat(err).isEqualTo("ovf: service 'shop' has no deployment option 'x'; it has none\n");
    }

    private String shown(Path file) {
        assertThat(ovf("show", file, "--as", "manifest")).as(err).isEqualTo(ExitCode.OK);
        return out;
    }

    @Test
    void quietPrintsNothingWhenAllIsWell() {
        assertThat(ovf("pack", shop.resolve("service.yaml"), "-o", ova, "--quiet"))
                .isEqualTo(ExitCode.OK);
        assertThat(out).isEmpty();
        assertThat(err).isEmpty();
    }

    private void pack() {
        assertThat(ovf("pack", shop.resolve("service.yaml"), "-o", ova)).as(err).isEqualTo(ExitCode.OK);
    }

    // Issue 4: the exit codes of check, and one call for many inputs.
    @Test
    void checkJudgesByProfileAndBySchema() throws IOException {
        assertThat(ovf("pack", shop.resolve("service.yaml"), "-o", ova)).isEqualTo(ExitCode.OK);
        assertThat(ovf("check", ova, "--profile", "openvman")).as(out).isEqualTo(ExitCode.OK);
        assertThat(ovf("check", ova, "--profile", "vsphere")).isEqualTo(ExitCode.ERROR);
        assertThat(out).contains("[target-version]");
        assertThat(ovf("check", ova, "--strict")).as(out).isEqualTo(ExitCode.ERROR);
        assertThat(out).contains("[schema]");
        assertThat(ovf("check", ova, "--profile", "nobody")).isEqualTo(ExitCode.USAGE);
        assertThat(ovf("check", ova, folder.resolve("none.ovf"))).isEqualTo(ExitCode.UNREADABLE);
        assertThat(out).contains("acceptable").contains("cannot be read");
    }

    private int ovf(Object... arguments) {
        StringWriter printed = new StringWriter();
        StringWriter errors = new StringWriter();
        int exitCode = Ovf.run(
                new PrintWriter(printed),
                new PrintWriter(errors),
                Stream.of(arguments).map(String::valueOf).toArray(String[]::new));
        out = printed.toString();
        err = errors.toString();
        return exitCode;
    }
}
