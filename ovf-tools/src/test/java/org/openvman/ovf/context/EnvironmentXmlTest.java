package org.openvman.ovf.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.quicktheories.QuickTheory.qt;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.openvman.ovf.model.ByteSize;
import org.openvman.ovf.model.OvfException;
import org.openvman.ovf.service.Hardware;
import org.openvman.ovf.service.Instances;
import org.openvman.ovf.service.Property;
import org.openvman.ovf.service.Start;
import org.openvman.ovf.service.Tier;
import org.openvman.ovf.testing.Texts;
import org.xmlunit.builder.DiffBuilder;

class EnvironmentXmlTest {
    private static final OvfEnvironment.Platform PLATFORM =
            new OvfEnvironment.Platform("OpenVMAN", "0.1", "OpenVMAN project", "en");

    private final EnvironmentXml xml = new EnvironmentXml();

    @Test
    void aMemberGetsItsPropertiesAndItsSiblingsButNotTheirPasswords() {
        Tier tier = tier(List.of(
                Property.of("openvman.net.ip", "@IP(internal)"),
                new Property("db.password", "s<e&c\"ret", "string", true, true, "", "", "")));
        Member self = new Member("app-2", tier, MacroExpansionTest.APP_2);
        Member sibling = new Member("app-3", tier, MacroExpansionTest.APP_2);

        byte[] document = xml.write(self.environment(PLATFORM, List.of(sibling)));

        String expected = """
                <Environment xmlns="http://schemas.dmtf.org/ovf/environment/1"
                             xmlns:oe="http://schemas.dmtf.org/ovf/environment/1" oe:id="app-2">
                  <PlatformSection>
                    <Kind>OpenVMAN</Kind><Version>0.1</Version><Vendor>OpenVMAN project</Vendor><Locale>en</Locale>
                  </PlatformSection>
                  <PropertySection>
                    <Property oe:key="openvman.net.ip" oe:value="10.1.2.4"/>
                    <Property oe:key="db.password" oe:value="s&lt;e&amp;c&quot;ret"/>
                  </PropertySection>
                  <Entity oe:id="app-3">
                    <PropertySection><Property oe:key="openvman.net.ip" oe:value="10.1.2.4"/></PropertySection>
                  </Entity>
                </Environment>
                """;
        assertThat(DiffBuilder.compare(expected)
                        .withTest(document)
                        .ignoreWhitespace()
                        .checkForSimilar()
                        .build()
                        .getDifferences())
                .isEmpty();
    }

    @Test
    void anyValueSurvivesTheRoundTrip() {
        qt().withExamples(300).forAll(Texts.xml(), Texts.xml()).checkAssert((first, second) -> {
            Map<String, String> properties = new LinkedHashMap<>();
            properties.put("z", first);
            properties.put("a", second);
            OvfEnvironment environment = new OvfEnvironment(
                    "m", PLATFORM, properties, List.of(new OvfEnvironment.Entity("s", Map.of("k", second))));
            assertThat(xml.read("any", xml.write(environment))).isEqualTo(environment);
        });
    }

    @Test
    void anEnvironmentOfAnotherPlatformWithItsOwnSectionsIsRead() {
        String foreign = """
                <?xml version="1.0" encoding="UTF-8"?>
                <Environment xmlns="http://schemas.dmtf.org/ovf/environment/1"
                    xmlns:oe="http://schemas.dmtf.org/ovf/environment/1" xmlns:ve="http://www.vmware.com/schema/ovfenv"
                    oe:id="vm" ve:vCenterId="vm-1">
                  <PlatformSection><Kind>VMware ESXi</Kind><Version>7</Version></PlatformSection>
                  <PropertySection><Property oe:key="hostname" oe:value="h"/></PropertySection>
                  <ve:EthernetAdapterSection><ve:Adapter ve:mac="00:50:56:00:00:01"/></ve:EthernetAdapterSection>
                </Environment>
                """;
        OvfEnvironment environment = xml.read("foreign", foreign.getBytes(StandardCharsets.UTF_8));
        assertThat(environment.platform().kind()).isEqualTo("VMware ESXi");
        assertThat(environment.properties()).containsExactly(Map.entry("hostname", "h"));
    }

    @Test
    void entitiesAndDocumentTypesAreRefused() {
        String bomb = "<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><x>&b;</x>";
        assertThatThrownBy(() -> xml.read("bomb.xml", bomb.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(OvfException.class)
                .hasMessageStartingWith("bomb.xml:1:1: a document type declaration is not accepted");
    }

    private static Tier tier(List<Property> properties) {
        return new Tier(
                "app",
                "",
                "base",
                Hardware.fixed(1, ByteSize.mebibytes(128)),
                List.of(),
                new Start(0, Duration.ZERO),
                Optional.empty(),
                Instances.one(),
                List.of(),
                List.of(),
                List.of(),
                properties,
                Map.of());
    }
}
