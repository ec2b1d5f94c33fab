package org.openvman.ovf.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.xml.catalog.CatalogFeatures;
import javax.xml.catalog.CatalogManager;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.Validator;
import org.junit.jupiter.api.Test;
import org.openvman.ovf.io.DescriptorReader;
import org.openvman.ovf.model.OvfException;
import org.openvman.ovf.model.OvfVersion;
import org.openvman.ovf.testing.Corpus;
import org.xml.sax.SAXException;

/** Our schemas say of every document what the published ones say, where those are on the machine. */
class EnvelopeSchemaTest {
    private static final int ROUNDS = 3;

    private final Map<OvfVersion, Schema> published = new HashMap<>();

    @Test
    void ourSchemasJudgeAsThePublishedOnesDo() throws IOException, SAXException {
        Random random = new Random(8023);
        List<String> different = new ArrayList<>();
        int valid = 0;
        int judged = 0;
        for (Corpus.Sample sample : Corpus.samples()) {
            byte[] bytes = sample.bytes();
            OvfVersion version = version(bytes);
            if (version == OvfVersion.V0_9) {
                continue;
            }
            for (int round = 0; round <= ROUNDS; round++) {
                byte[] document = round == 0 ? bytes : damaged(bytes, random);
                boolean theirs = isValidForThem(version, document);
                boolean ours =
                        new EnvelopeSchema(version).violations("x", document).isEmpty();
                judged++;
                valid += theirs ? 1 : 0;
                if (theirs != ours) {
                    different.add(sample.name() + " round " + round + ": " + theirs + " "
                            + new EnvelopeSchema(version).violations("x", document));
                }
            }
        }
        System.out.println(judged + " documents judged by our schemas and the published ones, " + valid + " valid");
        assertThat(different).isEmpty();
        assertThat(valid).isGreaterThan(60);
    }

    private static OvfVersion version(byte[] bytes) {
        try {
            return new DescriptorReader().read("x", bytes).descriptor().version();
        } catch (OvfException notOvf) {
            return OvfVersion.V0_9;
        }
    }

    /** Lines left out, doubled or exchanged: often still well-formed, and no longer as the schema wants them. */
    private static byte[] damaged(byte[] bytes, Random random) {
        List<String> lines = new ArrayList<>(Arrays.asList(new String(bytes, StandardCharsets.UTF_8).split("\n", -1)));
        int at = random.nextInt(lines.size());
        switch (random.nextInt(4)) {
            case 0 -> lines.remove(at);
            case 1 -> lines.add(at, lines.get(at));
            case 2 -> Collections.swap(lines, at, Math.min(lines.size() - 1, at + 1));
            default -> lines.set(at, lines.get(at).replaceFirst("[a-zA-Z]+=\"[^\"]*\"", "ovf:strange=\"x\""));
        }
        return String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
    }

    private boolean isValidForThem(OvfVersion version, byte[] document) throws IOException, SAXException {
        Schema schema = published.get(version);
        if (schema == null) {
            schema = published(version);
            published.put(version, schema);
        }
        Validator validator = schema.newValidator();
        try {
            validator.validate(new StreamSource(new ByteArrayInputStream(document)));
            return true;
        } catch (SAXException invalid) {
            return false;
        }
    }

    private static Schema published(OvfVersion version) throws SAXException {
        Path schemas = Corpus.publishedSchemas();
        SchemaFactory factory = SchemaFactory.newDefaultInstance();
        factory.setResourceResolver(CatalogManager.catalogResolver(
                CatalogFeatures.builder()
                        .with(CatalogFeatures.Feature.RESOLVE, "continue")
                        .build(),
                schemas.resolve("catalog.xml").toUri()));
        Path file = schemas.resolve(version == OvfVersion.V1 ? "ovf1.1/dsp8023_1.1.0.xsd" : "ovf2.0/dsp8023_2.0.1.xsd");
        return factory.newSchema(file.toFile());
    }
}
