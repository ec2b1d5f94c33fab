package org.openvman.ovf.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.quicktheories.QuickTheory.qt;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.xml.namespace.QName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.openvman.ovf.io.DescriptorReader;
import org.openvman.ovf.io.DescriptorWriter;
import org.openvman.ovf.io.XmlInput;
import org.openvman.ovf.io.XmlOutput;
import org.openvman.ovf.model.ByteSize;
import org.openvman.ovf.model.OvfVersion;
import org.openvman.ovf.model.XmlElement;
import org.openvman.ovf.model.XmlNode;
import org.openvman.ovf.testing.Oracle;
import org.xmlunit.builder.DiffBuilder;
import org.xmlunit.diff.Diff;

class ServiceOvfTest {

    @Test
    void theExampleBecomesTheGoldenDescriptor() throws IOException {
        byte[] written = new DescriptorWriter().write(ServiceOvf.toDescriptor(Manifests.threeTier()));

        Diff differences = DiffBuilder.compare(golden())
                .withTest(written)
                .ignoreWhitespace()
                .checkForIdentical()
                .build();
        assertThat(differences.hasDifferences())
                .as("%s in%n%s", differences, new String(written, StandardCharsets.UTF_8))
                .isFalse();
    }

    @ParameterizedTest
    @EnumSource(names = {"V1", "V2"})
    void nothingIsLostOnTheWayToOvfAndBack(OvfVersion version) {
        DescriptorWriter writer = new DescriptorWriter(version);
        DescriptorReader reader = new DescriptorReader();
        qt().withExamples(200)
                .withShrinkCycles(20)
                .forAll(Manifests.any())
                .checkAssert(manifest -> assertThat(ServiceOvf.toManifest(
                                reader.read("any.ovf", writer.write(ServiceOvf.toDescriptor(manifest)))
                                        .descriptor()))
                        .isEqualTo(manifest));
    }

    /** What an importer sees that skips what it may skip is valid to the letter (DSP8023 1.1.0, 2.0.1). */
    @ParameterizedTest
    @CsvSource({"V1,ovf1.1/dsp8023_1.1.0.xsd", "V2,ovf2.0/dsp8023_2.0.1.xsd"})
    void theSchemaOfTheStandardAgrees(OvfVersion version, String schema, @TempDir Path folder) throws Exception {
        Path schemas = Path.of(System.getProperty("ovf.xsd", "/work/shared/reference/xsd"));
        assumeTrue(Files.exists(schemas.resolve(schema)), "no schemas at " + schemas);
        List<String> command = new ArrayList<>(List.of(
                "env",
                "XML_CATALOG_FILES=" + schemas.resolve("catalog.xml"),
                "xmllint",
                "--nonet",
                "--noout",
                "--schema",
                schemas.resolve(schema).toString()));
        List<ServiceManifest> manifests = new ArrayList<>(List.of(Manifests.threeTier()));
        qt().withExamples(20).forAll(Manifests.any()).checkAssert(manifests::add);
        for (int i = 0; i < manifests.size(); i++) {
            byte[] written = new DescriptorWriter(version).write(ServiceOvf.toDescriptor(manifests.get(i)));
            XmlElement root = new XmlInput().read("written", written);
            Path file = Files.write(
                    folder.resolve(i + ".ovf"), new XmlOutput().write(withoutForeign(root, version), Map.of()));
            command.add(file.toString());
        }
        assumeTrue(Oracle.succeeds("xmllint", "--version"), "xmllint is not installed");
        Oracle.run(command.toArray(String[]::new));
    }

    private static XmlElement withoutForeign(XmlElement element, OvfVersion version) {
        QName required = new QName(version.namespace(), "required");
        List<XmlNode> kept = element.content().stream()
                .filter(node -> !(node instanceof XmlElement child
                        && !child.name().getNamespaceURI().equals(version.namespace())
                        && child.attribute(required).filter("false"::equals).isPresent()))
                .map(node -> node instanceof XmlElement child ? withoutForeign(child, version) : node)
                .toList();
        return new XmlElement(element.name(), element.attributes(), kept, element.at());
    }

    @Test
    void anOptionChangesWhatItSaysAndNothingElse() {
        ServiceManifest manifest = ManifestReader.read("m.yaml", """
                apiVersion: openvman/v1
                service: { name: s }
                images: [ { id: i, file: i.raw, format: raw, capacity: 1 MiB } ]
                options: [ { id: small }, { id: large, default: true } ]
                tiers:
                  - name: t
                    image: i
                    hardware: { cpus: 2, memory: 64 MiB, minCpus: 1, maxMemory: 1 GiB }
                    properties: [ { key: a.b, value: x }, { key: c, value: y } ]
                    options:
                      large: { hardware: { cpus: 8, memory: 1 GiB }, instances: { max: 4 }, properties: { a.b: z } }
                """);
        Tier large = manifest.underDefault().tier("t").orElseThrow();
        assertThat(large.hardware()).isEqualTo(Hardware.fixed(8, ByteSize.parse("1 GiB")));
        assertThat(large.instances()).isEqualTo(new Instances(1, 1, 4));
        assertThat(large.properties()).containsExactly(Property.of("a.b", "z"), Property.of("c", "y"));
        Tier small = manifest.under("small").tier("t").orElseThrow();
        assertThat(small.hardware()).isEqualTo(manifest.tier("t").orElseThrow().hardware());
        assertThat(small.options()).isEmpty();
        assertThatThrownBy(() -> manifest.under("huge"))
                .hasMessage("service 's' has no deployment option 'huge'; it has: small, large");
    }

    @Test
    void anUnchangedDocumentIsWrittenBackToTheByte() throws IOException {
        byte[] bytes = golden();
        assertThat(new DescriptorReader().read("golden", bytes).bytes()).isEqualTo(bytes);
    }

    private static byte[] golden() throws IOException {
        try (InputStream ovf =
                Objects.requireNonNull(ServiceOvfTest.class.getResourceAsStream("three-tier.ovf"), "three-tier.ovf")) {
            return ovf.readAllBytes();
        }
    }
}
