package org.openvman.ovf.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import javax.xml.catalog.CatalogFeatures;
import javax.xml.catalog.CatalogManager;
import javax.xml.catalog.CatalogResolver;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.Validator;
import org.junit.jupiter.api.Test;
import org.openvman.ovf.io.DescriptorReader;
import org.openvman.ovf.model.OvfException;
import org.openvman.ovf.testing.Corpus;
import org.xml.sax.SAXException;

/** Our schemas say of every document what the published ones say, where those are on the machine. */
class EnvelopeSchemaTest {
    private static final int ROUNDS = 3;

    private final Map<SchemaEdition, Schema> published = new EnumMap<>(SchemaEdition.class);

    @Test
    void ourSchemasJudgeAsThePublishedOnesDo() throws IOException, SAXException {
        Random random = new Random(8023);
        List<String> different = new ArrayList<>();
        int valid = 0;
        int judged = 0;
        for (Corpus.Sample sample : Corpus.samples()) {
            byte[] bytes = sample.bytes();
            for (SchemaEdition edition : editions(bytes)) {
                EnvelopeSchema schema = new EnvelopeSchema(edition);
                for (int round = 0; round <= ROUNDS; round++) {
                    byte[] document = round == 0 ? bytes : damaged(bytes, random);
                    boolean theirs = isValidForThem(edition, document);
                    List<EnvelopeSchema.Violation> ours = schema.violations("x", document);
                    judged++;
                    valid += theirs ? 1 : 0;
                    if (theirs != ours.isEmpty()) {
                        different.add(sample.name() + " " + edition + " round " + round + ": " + theirs + " " + ours);
                    }
                }
            }
        }
        System.out.println(judged + " documents judged by our schemas and the published ones, " + valid + " valid");
        assertThat(different).isEmpty();
        assertThat(valid).isGreaterThan(60);
    }

    // A hidden value that is neither true nor false: 1.0 has no such attribute, and allows any that it does not have.
    @Test
    void aDocumentThatSaysItIsOfOneZeroIsJudgedAsThat() throws IOException, SAXException {
        String text =
                "<Envelope xmlns='http://schemas.dmtf.org/ovf/envelope/1' xmlns:ovf='http://schemas.dmtf.org/ovf/envelope/1'"
                        + " VERSION><References/><VirtualSystem ovf:id='vm'><Info/><ProductSection><Info/>"
                        + "<Property ovf:key='pin' ovf:type='string' ovf:password='perhaps'/></ProductSection></VirtualSystem></Envelope>";
        byte[] first = text.replace("VERSION", "ovf:version='1.0'").getBytes(StandardCharsets.UTF_8);
        byte[] later = text.replace("VERSION", "").getBytes(StandardCharsets.UTF_8);
        assertThat(editions(first).get(0)).isEqualTo(SchemaEdition.V1_0);
        assertThat(editions(later).get(0)).isEqualTo(SchemaEdition.V1_1);
        assertThat(new EnvelopeSchema(SchemaEdition.V1_0).violations("x", first))
                .isEmpty();
        assertThat(new EnvelopeSchema(SchemaEdition.V1_1).violations("x", later))
                .isNotEmpty();
        assertThat(isValidForThem(SchemaEdition.V1_0, first)).isTrue();
        assertThat(isValidForThem(SchemaEdition.V1_1, later)).isFalse();
    }

    /** The one it is judged by, first; a document of 1.x is judged by both. */
    private static List<SchemaEdition> editions(byte[] bytes) {
        try {
            Optional<SchemaEdition> own = SchemaEdition.of(new DescriptorReader().read("x", bytes));
            return own.filter(edition -> edition != SchemaEdition.V2_0)
                    .map(edition -> edition == SchemaEdition.V1_0
                            ? List.of(SchemaEdition.V1_0, SchemaEdition.V1_1)
                            : List.of(SchemaEdition.V1_1, SchemaEdition.V1_0))
                    .orElseGet(() -> own.stream().toList());
        } catch (OvfException notOvf) {
            return List.of();
        }
    }

    /** Lines left out, doubled or exchanged: often still well-formed, and no longer as the schema wants them. */
    private static byte[] damaged(byte[] bytes, Random random) {
        List<String> lines = new ArrayList<>(Arrays.asList(new String(bytes, StandardCharsets.UTF_8).split("\n", -1)));
        int at = random.nextInt(lines.size());
        switch (random.nextInt(5)) {
            case 0 -> lines.remove(at);
            case 1 -> lines.add(at, lines.get(at));
            case 2 -> Collections.swap(lines, at, Math.min(lines.size() - 1, at + 1));
            case 3 ->
                lines.set(at, lines.get(at).replaceFirst(" ovf:(key|required)=", " ovf:password=\"perhaps\" ovf:$1="));
            default -> lines.set(at, lines.get(at).replaceFirst("[a-zA-Z]+=\"[^\"]*\"", "ovf:strange=\"x\""));
        }
        return String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
    }

    private boolean isValidForThem(SchemaEdition edition, byte[] document) throws IOException, SAXException {
        Schema schema = published.get(edition);
        if (schema == null) {
            schema = published(edition);
            published.put(edition, schema);
        }
        Validator validator = schema.newValidator();
        try {
            validator.validate(new StreamSource(new ByteArrayInputStream(document)));
            return true;
        } catch (SAXException invalid) {
            return false;
        }
    }

    private static Schema published(SchemaEdition edition) throws SAXException {
        Path schemas = Corpus.publishedSchemas();
        SchemaFactory factory = SchemaFactory.newDefaultInstance();
        CatalogResolver catalog = CatalogManager.catalogResolver(
                CatalogFeatures.builder()
                        .with(CatalogFeatures.Feature.RESOLVE, "continue")
                        .build(),
                schemas.resolve("catalog.xml").toUri());
        factory.setResourceResolver((type, namespace, publicId, systemId, base) ->
                catalog.resolveResource(type, namespace, publicId, canonical(systemId), base));
        String file = switch (edition) {
            case V1_0 -> "ovf1.0/dsp8023_1.0.0.xsd";
            case V1_1 -> "ovf1.1/dsp8023_1.1.0.xsd";
            case V2_0 -> "ovf2.0/dsp8023_2.0.1.xsd";
        };
        return factory.newSchema(schemas.resolve(file).toFile());
    }

    /** The copy of 1.0.0 names its imports without their place; its CIM classes are those of 1.1, older ones are not public. */
    private static String canonical(String systemId) {
        if (systemId.startsWith("CIM_")) {
            return "http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2.22.0/" + systemId;
        }
        return switch (systemId) {
            case "xml.xsd" -> "http://www.w3.org/2001/xml.xsd";
            case "common.xsd" -> "http://schemas.dmtf.org/wbem/wscim/1/common.xsd";
            default -> systemId;
        };
    }
}
