package org.openvman.ovf.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The schema for editors knows the keys that the reader knows, and which of them are needed. */
class ManifestSchemaTest {
    private static final Pattern KNOWN = Pattern.compile("unknown key 'zzzzzzzzzzzzzzzzzzzz' \\(known: ([^)]*)\\)");
    private static final Pattern MISSING = Pattern.compile("'(\\w+)' is missing");

    private static final String REST = "apiVersion: openvman/v1\nservice: { name: s }\n"
            + "images: [ { id: i, file: f, format: raw, capacity: 1 MiB } ]\n";
    private static final String TIER = "name: t, image: i, hardware: { cpus: 1, memory: 1 MiB }";

    private final JsonNode schema;

    ManifestSchemaTest() throws IOException {
        schema = new ObjectMapper().readTree(ManifestSchemaTest.class.getResource("manifest.schema.json"));
    }

    /** A thing of each kind with all it needs, and one key that nobody knows. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            serviceInfo    | service: { name: s, ? }
            network        | networks: [ { name: n, ? } ]
            image          | images: [ { id: i, file: f, format: raw, capacity: 1 MiB, ? } ]
            option         | options: [ { id: o, ? } ]
            tier           | tiers: [ { %TIER, ? } ]
            hardware       | tiers: [ { name: t, image: i, hardware: { cpus: 1, memory: 1 MiB, ? } } ]
            start          | tiers: [ { %TIER, start: { order: 1, ? } } ]
            ready          | tiers: [ { %TIER, ready: { http: { port: 1 }, ? } } ]
            http           | tiers: [ { %TIER, ready: { http: { port: 1, ? } } } ]
            instances      | tiers: [ { %TIER, instances: { min: 1, ? } } ]
            file           | tiers: [ { %TIER, database: [ { file: f, ? } ] } ]
            property       | tiers: [ { %TIER, properties: [ { key: k, ? } ] } ]
            tierOption     | tiers: [ { %TIER, options: { o: { instances: { min: 1 }, ? } } } ]
            kpi            | kpis: [ { name: k, tier: t, frequency: 1s, ? } ]
            elasticityRule | elasticity: [ { tier: t, kpi: k, window: 1s, quota: 1, ? } ]
            placementRule  | placement: [ { kind: affinity, tiers: [t], ? } ]
            objective      | sla: [ { kpi: k, max: 1, window: 1s, ? } ]
            """)
    void theKeysOfAThing(String definition, String yaml) {
        String text = yaml.replace("%TIER", TIER).replace("?", "zzzzzzzzzzzzzzzzzzzz: 1");
        assertThat(known(text))
                .containsExactlyInAnyOrderElementsOf(names(schema.at("/$defs/" + definition + "/properties")));
    }

    @Test
    void theKeysOfTheManifest() {
        assertThat(known("tiers: [ { " + TIER + " } ]\nzzzzzzzzzzzzzzzzzzzz: 1"))
                .containsExactlyInAnyOrderElementsOf(names(schema.get("properties")));
    }

    /** Without the first needed key the reader misses exactly that one. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            serviceInfo    | service: {  }
            network        | networks: [ { description: x } ]
            image          | images: [ { file: f, format: raw, capacity: 1 MiB } ]
            tier           | tiers: [ { image: i, hardware: { cpus: 1, memory: 1 MiB } } ]
            property       | tiers: [ { %TIER, properties: [ { value: k } ] } ]
            kpi            | kpis: [ { tier: t, frequency: 1s } ]
            objective      | sla: [ { max: 1, window: 1s } ]
            """)
    void theFirstNeededKey(String definition, String yaml) {
        Matcher missing = MISSING.matcher(problems(yaml.replace("%TIER", TIER)));
        assertThat(missing.find()).isTrue();
        assertThat(schema.at("/$defs/" + definition + "/required/0").asText()).isEqualTo(missing.group(1));
    }

    private static List<String> known(String yaml) {
        String problems = problems(yaml);
        Matcher known = KNOWN.matcher(problems);
        assertThat(known.find()).as(problems).isTrue();
        return Arrays.asList(known.group(1).split(", "));
    }

    /** The thing takes the place of the one that the rest of the manifest has under the same key. */
    private static String problems(String yaml) {
        String key = yaml.substring(0, yaml.indexOf(':') + 1);
        String rest =
                REST.lines().filter(line -> !line.startsWith(key)).reduce("", (before, line) -> before + line + "\n");
        ManifestException refused =
                catchThrowableOfType(() -> ManifestReader.read("m.yaml", rest + yaml + "\n"), ManifestException.class);
        return refused.getMessage();
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
