package org.openvman.ovf.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.openvman.ovf.io.DescriptorReader;
import org.openvman.ovf.io.DescriptorWriter;
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

    @Test
    void nothingIsLostOnTheWayToOvfAndBack() {
        DescriptorWriter writer = new DescriptorWriter();
        DescriptorReader reader = new DescriptorReader();
        qt().withExamples(300)
                .withShrinkCycles(20)
                .forAll(Manifests.any())
                .checkAssert(manifest -> assertThat(ServiceOvf.toManifest(
                                reader.read("any.ovf", writer.write(ServiceOvf.toDescriptor(manifest)))
                                        .descriptor()))
                        .isEqualTo(manifest));
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
