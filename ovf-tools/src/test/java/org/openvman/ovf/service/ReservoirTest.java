package org.openvman.ovf.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.openvman.ovf.io.DescriptorReader;
import org.openvman.ovf.io.DescriptorWriter;
import org.openvman.ovf.io.OvfDocument;
import org.openvman.ovf.model.ByteSize;

/** A manifest with the features of the SAP manifest of RESERVOIR, and with the liberties that one takes. */
class ReservoirTest {

    @Test
    void theSectionsBecomePartsOfTheManifest() throws IOException {
        ServiceManifest manifest = read(text()).manifest();

        assertThat(manifest.tier("DI").orElseThrow().instances()).isEqualTo(new Instances(1, 1, 10));
        assertThat(manifest.tier("CI").orElseThrow().hardware())
                .isEqualTo(Hardware.fixed(4, ByteSize.parse("7168 MiB")));
        assertThat(manifest.kpis())
                .containsExactly(
                        new Kpi("AvgUsersPerDI", "DI", "", Duration.ofMinutes(1)),
                        new Kpi("CIIdleCPU", "CI", "", Duration.ofMinutes(1)));
        assertThat(manifest.elasticity())
                .containsExactly(new ElasticityRule("DI", "AvgUsersPerDI", Duration.ofMinutes(5), 400, 20));
        assertThat(manifest.placement())
                .containsExactly(new PlacementRule(PlacementRule.Kind.ANTIAFFINITY, List.of("CI", "DI")));
        assertThat(manifest.sla())
                .containsExactly(
                        new Objective(
                                "CIIdleCPU",
                                OptionalDouble.of(10),
                                OptionalDouble.of(100),
                                "",
                                90,
                                Duration.ofHours(24)),
                        new Objective(
                                "Availability.CI",
                                OptionalDouble.of(1),
                                OptionalDouble.empty(),
                                "",
                                99.9,
                                Duration.ofDays(30)));
    }

    /** Declared for the collection: who reports it is said by its declaration, or by who is asked for it, or by nobody. */
    @Test
    void aKpiBelongsToTheSystemThatItsElementsName() throws IOException {
        String named = text().replaceFirst("(KPIname=\"CIIdleCPU\")", "$1 rsrvr:KPIVmname=\"DI\"");
        assertThat(read(named).manifest().kpis()).extracting(Kpi::tier).containsExactly("DI", "DI");
        String unknown = text().replaceFirst("(KPIname=\"CIIdleCPU\")", "$1 rsrvr:KPIVmname=\"gone\"");
        assertThat(read(unknown).manifest().kpis()).extracting(Kpi::tier).containsExactly("DI", "CI");

        assertThat(read(unknown).notes())
                .extracting(ManifestProblem::message)
                .contains("KPI 'CIIdleCPU' is said to be of 'gone', which is no system; there is: CI, DI");

        String nobody = text().replace("<rsrvr:KPIName>CIIdleCPU<", "<rsrvr:KPIName>Another<");
        ServiceManifest manifest = read(nobody).manifest();
        assertThat(manifest.kpis()).extracting(Kpi::tier).containsExactly("DI", "");
        assertThat(ManifestReader.read("again.yaml", ManifestWriter.write(manifest)))
                .isEqualTo(manifest);
        assertThat(ServiceOvf.toManifest(ServiceOvf.toDescriptor(manifest))).isEqualTo(manifest);
    }

    /** A rule that stands in the collection is for the reporter of its KPI; without one it is guessed, and that is said. */
    @Test
    void aRuleOfTheCollectionFindsItsSystem() throws IOException {
        String text = text();
        int begin = text.indexOf("<rsrvr:ElasticArraySection>");
        int end = text.indexOf("</rsrvr:ElasticArraySection>") + "</rsrvr:ElasticArraySection>".length();
        String section = text.substring(begin, end);
        String wide =
                (text.substring(0, begin) + text.substring(end)).replaceFirst("(?=<rsrvr:AffinitySection>)", section);

        ServiceReading guessed = read(wide);
        assertThat(guessed.manifest().elasticity())
                .extracting(ElasticityRule::tier)
                .containsExactly("DI");
        assertThat(guessed.manifest().kpis()).extracting(Kpi::tier).containsExactly("", "CI");
        assertThat(guessed.notes())
                .extracting(ManifestProblem::message)
                .contains("the Rule is of the collection, and nobody says which system reports its KPI; it is taken for"
                        + " 'DI', which may have most instances");
        assertThatThrownBy(() -> ServiceOvf.read(document(wide), Strictness.STRICT))
                .hasMessageContaining("the Rule is of the collection");

        // With no more instances than one of each, the first system is as good as any.
        String fixed = wide.replace("rsrvr:max=\"10\"", "rsrvr:max=\"1\"");
        assertThat(read(fixed).manifest().elasticity())
                .extracting(ElasticityRule::tier)
                .containsExactly("CI");

        String declared = wide.replace("KPIname=\"AvgUsersPerDI\"", "KPIname=\"AvgUsersPerDI\" KPIVmname=\"CI\"");
        ServiceReading known = read(declared);
        assertThat(known.manifest().elasticity())
                .extracting(ElasticityRule::tier)
                .containsExactly("CI");
        assertThat(known.notes())
                .extracting(ManifestProblem::message)
                .noneMatch(note -> note.contains("collection, and"));
    }

    @Test
    void propertiesAreInheritedAndNamesOfOthersAreReferences() throws IOException {
        ServiceManifest manifest = read(text()).manifest();
        assertThat(manifest.tier("CI").orElseThrow().properties())
                .extracting(Property::key, Property::value)
                .containsExactly(
                        tuple("com.sap.ovf.ci.hostname.COMMON", "ci@id(2)"),
                        tuple("com.sap.ovf.ci.alias.COMMON", "@Property(com.sap.ovf.ci.hostname.COMMON)"),
                        tuple("system.nic1.ifcfg.ipaddr", "@IP(sap_net,primary)"),
                        tuple("system.nic1.ifcfg.netmask", "@Netmask(sap_net)"),
                        tuple("system.domain.serviceid", "@ServiceId"));
        assertThat(manifest.tier("DI").orElseThrow().properties())
                .extracting(Property::key)
                .contains("com.sap.ovf.di.profile.rdisp/wp_no_vb2");
    }

    @Test
    void whatIsRepairedOrStaysBehindIsNotedAndRefusedWhenStrict() throws IOException {
        String text = text();
        assertThat(read(text).notes())
                .extracting(ManifestProblem::toString)
                .containsExactly(
                        "sap.ovf:53:9: PerformanceObjectiveSection stands inside OperatingSystemSection; its place is in a"
                                + " VirtualSystem or a VirtualSystemCollection",
                        "sap.ovf:85:9: the Rule has no KPIType",
                        "sap.ovf:64:7: DeploymentSection stays behind: a manifest does not say where in the world systems"
                                + " may run");
        assertThatThrownBy(() -> ServiceOvf.read(document(text), Strictness.STRICT))
                .isInstanceOf(ManifestException.class)
                .hasMessageContaining("no KPIType");
        assertThat(ManifestReader.read("notes.yaml", ManifestWriter.write(read(text))))
                .as("notes are comments")
                .isEqualTo(read(text).manifest());
    }

    @Test
    void theManifestOfItSurvivesTheStandardSections() throws IOException {
        ServiceManifest manifest = read(text()).manifest();
        assertThat(ServiceOvf.read(
                                new DescriptorReader()
                                        .read(
                                                "again.ovf",
                                                new DescriptorWriter().write(ServiceOvf.toDescriptor(manifest))),
                                Strictness.STRICT)
                        .manifest())
                .isEqualTo(manifest);
    }

    @Test
    void whatCannotBeUnderstoodIsALocatedProblem() throws IOException {
        assertThatThrownBy(() -> read(text().replace("<rsrvr:Quota>400<", "<rsrvr:Quota>many<")))
                .isInstanceOf(ManifestException.class)
                .hasMessage("sap.ovf:85:9: Quota is not a number: 'many'");
        assertThatThrownBy(() -> read(text().replace("<rsrvr:Quota>400</rsrvr:Quota>", "")))
                .hasMessageContaining("sap.ovf:85:9: the Rule has no Quota");
        assertThatThrownBy(() -> read(text().replace("KPIname=\"CIIdleCPU\"", "")))
                .hasMessageContaining("sap.ovf:30:7: the KPI has no KPIname");
        assertThatThrownBy(() ->
                        read(text().replace("rsrvr:min=\"1\" rsrvr:max=\"10\"", "rsrvr:min=\"4\" rsrvr:max=\"3\"")))
                .hasMessageContaining("sap.ovf:81:5: instances must satisfy");
        assertThatThrownBy(() -> read(text().replace("unit=\"minute\"", "unit=\"moon\"")))
                .isInstanceOf(ManifestException.class)
                .hasMessageContaining("'moon' is no unit of time");
        assertThatThrownBy(() -> read(text().replace("rsrvr:max=\"10\"", "rsrvr:max=\"ten\"")))
                .isInstanceOf(ManifestException.class)
                .hasMessageContaining("max is not a whole number: 'ten'");
    }

    private static ServiceReading read(String text) {
        return ServiceOvf.read(document(text), Strictness.LENIENT);
    }

    private static OvfDocument document(String text) {
        return new DescriptorReader().read("sap.ovf", text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(ReservoirTest.class.getResourceAsStream("reservoir.ovf"), "reservoir.ovf")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
