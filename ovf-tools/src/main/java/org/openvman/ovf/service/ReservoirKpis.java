package org.openvman.ovf.service;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The indicators of a document of RESERVOIR, and whose they are. */
final class ReservoirKpis {
    private final ReservoirSections sections;

    ReservoirKpis(ReservoirSections sections) {
        this.sections = sections;
    }

    /** Those that are declared and those that only a rule names. */
    List<Kpi> all() {
        Map<String, Duration> frequencies = new LinkedHashMap<>();
        Map<String, ReservoirElement> ruled = new LinkedHashMap<>();
        sections.each("ElasticArraySection", "Rule", (rule, system) -> {
            frequencies.putIfAbsent(rule.text("KPIName"), rule.frequency());
            ruled.putIfAbsent(rule.text("KPIName"), rule);
        });
        sections.each("KPISection", "KPI", (kpi, system) -> {
            frequencies.putIfAbsent(name(kpi), Duration.ofMinutes(1));
            ruled.remove(name(kpi));
        });
        ruled.forEach(
                (name, rule) -> sections.note(rule, "the Rule names KPI '" + name + "', which no KPISection declares"));
        return frequencies.entrySet().stream()
                .map(kpi -> new Kpi(kpi.getKey(), reporter(kpi.getKey()).orElse(""), "", kpi.getValue()))
                .toList();
    }

    /**
     * The system whose members report a KPI: the one that its declaration names or stands in, or else the one in which a
     * rule or an objective asks for it. What is declared for the collection, and asked for there, is the whole service's.
     */
    Optional<String> reporter(String kpi) {
        List<String> found = new ArrayList<>();
        sections.each("KPISection", "KPI", (declared, system) -> {
            if (name(declared).equals(kpi)) {
                named(declared).or(() -> system).ifPresent(found::add);
            }
        });
        ReservoirSections.Visitor asked = (element, system) ->
                system.filter(id -> element.text("KPIName").equals(kpi)).ifPresent(found::add);
        sections.each("ElasticArraySection", "Rule", asked);
        sections.each("PerformanceObjectiveSection", "Constraint", asked);
        return found.stream().findFirst();
    }

    /** The system that a declaration names, as 4CaaSt has it. */
    private Optional<String> named(ReservoirElement kpi) {
        Optional<String> name = kpi.attribute("KPIVmname").or(() -> kpi.attribute("KPIVMname"));
        name.filter(id -> !sections.systems().containsKey(id))
                .ifPresent(id -> sections.note(
                        kpi,
                        "KPI '" + name(kpi) + "' is said to be of '" + id + "', which is no system; there is: "
                                + String.join(", ", sections.systems().keySet())));
        return name.filter(sections.systems()::containsKey);
    }

    private static String name(ReservoirElement kpi) {
        return kpi.attribute("KPIname")
                .or(() -> kpi.attribute("KPIName"))
                .orElseThrow(() -> kpi.wrong("the KPI has no KPIname"));
    }
}
