package org.openvman.ovf.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openvman.ovf.cli.OvfRun.ovf;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openvman.ovf.context.IsoReader;

/** What {@code ovf env} prints for a package that others made and that is no service of ours. */
class ForeignEnvironmentTest {
    /** Names with spaces, no disks, passwords, a value for each option, a property of the collection. */
    private static final String FOREIGN = """
            <Envelope xmlns="http://schemas.dmtf.org/ovf/envelope/1" xmlns:ovf="http://schemas.dmtf.org/ovf/envelope/1">
              <References><File ovf:id="s" ovf:href="setup.sh"/></References>
              <NetworkSection><Info/><Network ovf:name="VM Network"/></NetworkSection>
              <DeploymentOptionSection><Info/>
                <Configuration ovf:id="small"><Label>S</Label><Description>S</Description></Configuration>
                <Configuration ovf:id="large" ovf:default="true"><Label>L</Label><Description>L</Description></Configuration>
              </DeploymentOptionSection>
              <VirtualSystemCollection ovf:id="The whole"><Info/>
                <ProductSection ovf:class="org.example"><Info/>
                  <Property ovf:key="zone" ovf:type="string" ovf:value="north"/></ProductSection>
                <VirtualSystem ovf:id="Front end"><Info/>
                  <ProductSection ovf:class="org.example" ovf:instance="1"><Info/>
                    <Property ovf:key="users" ovf:type="uint8" ovf:userConfigurable="true" ovf:value="1">
                      <Value ovf:value="100" ovf:configuration="large"/></Property>
                    <Property ovf:key="motd" ovf:type="string" ovf:value="&lt;a&gt;&#10;&quot;b&quot; &amp;amp;"/>
                    <Property ovf:key="pin" ovf:type="string" ovf:password="true" ovf:value="1234"/>
                  </ProductSection>
                  <VirtualHardwareSection ovf:transport="iso"><Info/></VirtualHardwareSection>
                  <ovf2:EnvironmentFilesSection xmlns:ovf2="http://schemas.dmtf.org/ovf/envelope/2" ovf:required="false"><Info/>
                    <ovf2:File ovf2:fileRef="s" ovf2:path="setup.sh"/></ovf2:EnvironmentFilesSection>
                </VirtualSystem>
                <VirtualSystem ovf:id="Back end"><Info/></VirtualSystem>
              </VirtualSystemCollection>
            </Envelope>
            """;

    @TempDir
    Path folder;

    private Path descriptor;

    @BeforeEach
    void writePackage() throws IOException {
        descriptor = Files.writeString(folder.resolve("x.ovf"), FOREIGN);
        Files.writeString(folder.resolve("setup.sh"), "echo\n");
    }

    @Test
    void aSystemGetsItsPropertiesAndThoseOfItsCollection() throws IOException {
        OvfRun ran = ovf("env", descriptor, "--system", "Front end").ends(ExitCode.OK);
        assertThat(ran.err()).startsWith("note: the properties are as the descriptor has them");
        assertThat(ran.out())
                .contains("oe:id=\"Front end\"", "oe:value=\"&lt;a&gt;&#10;&quot;b&quot; &amp;amp;\"", "Back end");
        JsonNode json = ovf("env", descriptor, "--system", "Front end", "--json")
                .ends(ExitCode.OK)
                .json();
        assertThat(List.of(
                        json.fieldNames().next(),
                        json.get("org.example.users.1").asText()))
                .containsExactly("org.example.zone", "100");
        assertThat(ovf("env", descriptor, "--system", "Front end", "--json", "--deployment-option", "small")
                        .ends(ExitCode.OK)
                        .json()
                        .get("org.example.users.1")
                        .asText())
                .isEqualTo("1");
        // A sibling is told everything but secrets.
        assertThat(ovf("env", descriptor, "--system", "Back end", "-q")
                        .ends(ExitCode.OK)
                        .out())
                .contains("oe:id=\"Front end\"", "org.example.motd.1")
                .doesNotContain("1234");
    }

    @Test
    void itTravelsWithTheFilesOfTheSystem() throws IOException {
        Path iso = folder.resolve("env.iso");
        ovf(
                        "env",
                        descriptor,
                        "--system",
                        "Front end",
                        "--property",
                        "org.example.zone=a\n<b>",
                        "--transport",
                        "iso",
                        "-o",
                        iso)
                .ends(ExitCode.OK);
        assertThat(IsoReader.readAll(iso)).containsOnlyKeys("ovf-env.xml", "ovffiles/setup.sh");
        assertThat(new String(IsoReader.read(iso, "ovf-env.xml"), StandardCharsets.UTF_8))
                .contains("oe:value=\"a&#10;&lt;b&gt;\"");
    }

    @Test
    void whatThereIsNotIsSaid() {
        assertThat(ovf("env", descriptor, "-q").ends(ExitCode.USAGE).err())
                .isEqualTo("ovf: " + descriptor + ": name a system with --system; there is: Front end, Back end\n");
        assertThat(ovf("env", descriptor, "-q", "--system", "x")
                        .ends(ExitCode.ERROR)
                        .err())
                .contains("no system 'x'; there is: Front end, Back end");
        assertThat(ovf("env", descriptor, "-q", "--system", "Back end", "--property", "k=v")
                        .ends(ExitCode.ERROR)
                        .err())
                .contains("system 'Back end' has no property 'k'");
        assertThat(ovf("env", descriptor, "-q", "--system", "Back end", "--deployment-option", "huge")
                        .ends(ExitCode.ERROR)
                        .err())
                .contains("no deployment option 'huge'; there is: small, large");
        assertThat(ovf("env", descriptor, "-q", "--system", "Back end", "--transport", "nocloud", "-o", "x.iso")
                        .ends(ExitCode.ERROR)
                        .err())
                .contains("a seed has addresses");
    }
}
