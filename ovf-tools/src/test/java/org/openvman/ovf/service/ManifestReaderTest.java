package org.openvman.ovf.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.quicktheories.QuickTheory.qt;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openvman.ovf.model.ByteSize;
import org.openvman.ovf.testing.Texts;

class ManifestReaderTest {

    @Test
    void readsEveryPartOfTheExample() throws IOException {
        ServiceManifest manifest = Manifests.threeTier();

        assertThat(manifest.service().name()).isEqualTo("sap-demo");
        Tier db = manifest.tier("db").orElseThrow();
        assertThat(db.hardware()).isEqualTo(new Hardware(1, ByteSize.mebibytes(192), 4, ByteSize.mebibytes(512)));
        assertThat(db.start()).isEqualTo(new Start(1, Duration.ofMinutes(2)));
        assertThat(db.ready()).contains(new Readiness(3300, "/health"));
        assertThat(db.instances()).isEqualTo(Instances.one());
        assertThat(db.scripts()).containsExactly(new AttachedFile("scripts/db.sh", "setup.sh"));
        assertThat(db.properties()).contains(Property.of("openvman.net.ip", "@IP(internal)"));
        assertThat(manifest.tier("app").orElseThrow().instances()).isEqualTo(new Instances(1, 2, 10));
        assertThat(manifest.imageOf(db).file()).isEqualTo("guest.qcow2");
        assertThat(manifest.elasticity())
                .containsExactly(new ElasticityRule("app", "AvgUsersPerDI", Duration.ofMinutes(5), 400, 20));
        assertThat(manifest.sla()).hasSize(1);
    }

    @Test
    void whatTheWriterWritesReadsBackEqual() {
        qt().withExamples(300)
                .withShrinkCycles(20)
                .forAll(Manifests.any())
                .checkAssert(manifest -> assertThat(ManifestReader.read("any.yaml", ManifestWriter.write(manifest)))
                        .isEqualTo(manifest));
    }

    // YAML takes NEL, LS and PS for line breaks; QuickTheories found a text that came back with another one.
    @Test
    void lineBreaksOfUnicodeSurvive() throws IOException {
        ServiceManifest manifest = Manifests.threeTier();
        ServiceInfo service = manifest.service();
        ServiceInfo odd = new ServiceInfo(service.name(), "a\u0085%b", "\u2028", "c\u2029 d");
        ServiceManifest changed = new ServiceManifest(
                odd,
                manifest.networks(),
                manifest.images(),
                manifest.options(),
                manifest.tiers(),
                manifest.kpis(),
                manifest.elasticity(),
                manifest.placement(),
                manifest.sla());
        assertThat(ManifestReader.read("odd.yaml", ManifestWriter.write(changed)))
                .isEqualTo(changed);
    }

    @Test
    void everyProblemIsReportedAtItsLineWithTheNearestKnownName() {
        List<String> problems = problems("""
                apiVersion: openvman/v1
                service: { name: demo }
                images: [ { id: base, file: ../etc/passwd, format: qcow2, capacity: 64 MiB } ]
                tiers:
                  - name: db
                    image: base
                    hardwear: { cpus: 1, memory: 192 MiB }
                    hardware: { cpus: none, memory: 192 MiB }
                  - name: app
                    image: base
                    hardware: { cpus: 1, memory: 192 pigs, maxCpu: 3 }
                """);

        assertThat(problems).hasSize(3);
        assertThat(problems.get(0)).startsWith("m.yaml:3:11: images[0]: image file '../etc/passwd'");
        assertThat(problems.get(1)).isEqualTo("m.yaml:8:23: tiers[0].hardware.cpus: cpus: not a whole number: 'none'");
        assertThat(problems.get(2))
                .startsWith("m.yaml:11:34: tiers[1].hardware.memory: memory: not a size: '192 pigs'");
    }

    @Test
    void anUnknownKeyIsRefusedWithTheNearestKnownOne() {
        assertThat(problems("""
                        apiVersion: openvman/v1
                        service: { name: demo, verion: "1" }
                        images: [ { id: base, file: a.qcow2, format: qcow2, capacity: 64 MiB } ]
                        tiers:
                          - { name: db, image: base, hardware: { cpus: 1, memory: 1 GiB }, colour: red }
                        """))
                .containsExactly(
                        "m.yaml:2:32: service.verion: unknown key 'verion': did you mean 'version'?",
                        "m.yaml:5:76: tiers[0].colour: unknown key 'colour' (known: name, title, image, hardware,"
                                + " networks, start, ready, instances, scripts, files, database, properties, options)");
    }

    @Test
    void aReferenceToNothingNamesThePlaceAndWhatThereIs() {
        assertThat(problems("""
                        apiVersion: openvman/v1
                        service: { name: demo }
                        networks: [ { name: internal } ]
                        images: [ { id: base, file: a.qcow2, format: qcow2, capacity: 64 MiB } ]
                        tiers:
                          - { name: db, image: bass, hardware: { cpus: 1, memory: 1 GiB },
                              networks: [ internal, outside ] }
                        """))
                .containsExactly(
                        "m.yaml:6:24: tiers[0].image: no image 'bass' (there is: base)",
                        "m.yaml:7:29: tiers[0].networks[1]: no network 'outside' (there is: internal)");
    }

    @Test
    void brokenYamlNamesLineAndColumn() {
        assertThat(problems("apiVersion: openvman/v1\nservice: { name: [\n"))
                .singleElement()
                .asString()
                .startsWith("m.yaml:3:1: not valid YAML");
        assertThat(problems("")).containsExactly("m.yaml: the manifest is empty");
        assertThat(problems("- a\n- b\n")).containsExactly("m.yaml:1:1: expected 'key: value' lines here");
    }

    /** Aliases of aliases multiply; tags could name Java classes. */
    @Test
    void aliasBombsTagsAndEndlessNestingAreRefused() {
        StringBuilder bomb = new StringBuilder("apiVersion: openvman/v1\nservice: { name: x }\n");
        bomb.append("networks: &a [ { name: n } ]\nimages: &b [ *a, *a ]\n");
        bomb.append("tiers: [ { name: t, properties: ").append("[".repeat(1000));
        assertThat(problems(bomb.toString())).hasSize(1);
        assertThat(problems("apiVersion: !!javax.script.ScriptEngineManager [ ]\n"))
                .isNotEmpty();

        String properties = "[ " + "{ key: k, value: v }, ".repeat(3000) + " ]";
        String tier = "&t { name: t, image: i, hardware: { cpus: 1, memory: 1 GiB }, properties: " + properties + " }";
        assertThat(problems("apiVersion: openvman/v1\nservice: { name: x }\ntiers: [ " + tier + ", *t".repeat(150)
                        + " ]\n"))
                .singleElement()
                .asString()
                .contains("more than 200000 values");
    }

    @Test
    void anyBytesEndInAManifestOrAManifestException() {
        qt().withExamples(500).forAll(Texts.xml()).check(text -> {
            try {
                ManifestReader.read("any", text.getBytes(StandardCharsets.UTF_16LE));
                ManifestReader.read("any", text);
                return false;
            } catch (ManifestException refused) {
                return !refused.problems().isEmpty();
            }
        });
    }

    private static List<String> problems(String yaml) {
        ManifestException refused =
                catchThrowableOfType(ManifestException.class, () -> ManifestReader.read("m.yaml", yaml));
        return refused.problems().stream().map(ManifestProblem::toString).toList();
    }
}
