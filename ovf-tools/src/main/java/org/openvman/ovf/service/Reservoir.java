package org.openvman.ovf.service;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.openvman.ovf.model.XmlElement;

/**
 * The sections with which the RESERVOIR project and SAP extended OVF 1.0 (Galan et al., "Service specification in cloud
 * environments based on extensions to open standards", COMSWARE 2009): numbers of instances, indicators, elasticity,
 * affinity and objectives, as they map to a manifest.
 *
 * <p>Public documents break their own schema: a section stands inside another one, a rule lacks its KPIType. So a section
 * counts wherever it stands, and what is missing has a default; each such repair is noted.
 */
final class Reservoir {
    /** Sections that a manifest has no words for, with what they are about. */
    private static final Map<String, String> NOT_CARRIED = Map.of(
            "DeploymentSection", "where in the world systems may run",
            "AspectsSection", "state, fault protection and backup",
            "DiskMappingSection", "how disks are mapped",
            "FirewallSection", "rules of firewalls",
            "LoadBalancerSection", "load balancers",
            "GovernanceRuleSection", "governance rules");

    private final ReservoirSections sections;
    private final ReservoirKpis kpis;

    Reservoir(XmlElement root) {
        sections = new ReservoirSections(root);
        kpis = new ReservoirKpis(sections);
    }

    /** Notes so far; all are there when everything has been asked for. */
    List<ManifestProblem> notes() {
        return sections.notes();
    }

    /** Notes what stays behind. */
    void noteWhatIsNotCarried() {
        sections.all().forEach(found -> {
            String name = found.section().name();
            String about = NOT_CARRIED.get(name);
            if (about != null) {
                sections.note(found.section(), name + " stays behind: a manifest does not say " + about);
            }
        });
    }

    Optional<Instances> instances(String system) {
        return Optional.ofNullable(sections.systems().get(system))
                .filter(found ->
                        found.attribute("min").or(() -> found.attribute("max")).isPresent())
                .map(found -> {
                    int min = found.wholeNumber("min", 1);
                    int initial = found.wholeNumber("initial", Math.max(1, min));
                    return found.made(() -> new Instances(min, initial, found.wholeNumber("max", initial)));
                });
    }

    List<Kpi> kpis() {
        return kpis.all();
    }

    List<ElasticityRule> rules() {
        List<ElasticityRule> rules = new ArrayList<>();
        sections.each("ElasticArraySection", "Rule", (rule, system) -> {
            if (rule.child("KPIType").isEmpty()) {
                sections.note(rule, "the Rule has no KPIType");
            }
            if (rule.child("Tolerance").isEmpty()) {
                sections.note(rule, "the Rule has no Tolerance; it is taken for 0");
            }
            rules.add(rule.made(() -> new ElasticityRule(
                    system.or(() -> kpis.reporter(rule.text("KPIName"))).orElseGet(() -> mostInstances(rule)),
                    rule.text("KPIName"),
                    rule.window(),
                    rule.number("Quota").orElseThrow(() -> rule.wrong("the Rule has no Quota")),
                    rule.number("Tolerance").orElse(0))));
        });
        return rules;
    }

    /** A rule for the whole collection that no system is named for is for the one that can have most instances. */
    private String mostInstances(ReservoirElement rule) {
        String system = sections.systems().keySet().stream()
                .max(Comparator.<String>comparingInt(
                                id -> instances(id).orElseGet(Instances::one).max())
                        .thenComparing(Comparator.comparingInt(this::position).reversed()))
                .orElseThrow(() -> rule.wrong("there is no system"));
        sections.note(
                rule,
                "the Rule is of the collection, and nobody says which system reports its KPI; it is taken for '"
                        + system + "', which may have most instances");
        return system;
    }

    private int position(String system) {
        return List.copyOf(sections.systems().keySet()).indexOf(system);
    }

    List<PlacementRule> placement() {
        List<PlacementRule> rules = new ArrayList<>();
        for (PlacementRule.Kind kind : PlacementRule.Kind.values()) {
            String name = kind == PlacementRule.Kind.AFFINITY ? "Affinity" : "AntiAffinity";
            sections.each("AffinitySection", name, (element, system) -> {
                String scope = element.attribute("scope").orElse("physical");
                if (!scope.equals("physical")) {
                    sections.note(element, name + " of scope '" + scope + "' stays behind: a manifest places on hosts");
                    return;
                }
                List<String> systems = element.children("VirtualSystemId")
                        .map(ReservoirElement::text)
                        .toList();
                rules.add(element.made(() -> new PlacementRule(kind, systems)));
            });
        }
        return rules;
    }

    List<Objective> objectives() {
        List<Objective> objectives = new ArrayList<>();
        sections.each("PerformanceObjectiveSection", "Constraint", (constraint, system) -> {
            Optional<ReservoirElement> range = constraint.child("Range");
            objectives.add(constraint.made(() -> new Objective(
                    constraint.text("KPIName"),
                    range.map(limits -> limits.number("Min")).orElse(OptionalDouble.empty()),
                    range.map(limits -> limits.number("Max")).orElse(OptionalDouble.empty()),
                    "",
                    constraint.number("Percentage").orElse(100),
                    constraint.window())));
        });
        for (ReservoirSections.Found found : sections.all()) {
            if (found.section().name().equals("AvailabilitySection")) {
                // A system that is there has 1, one that is away 0.
                objectives.add(new Objective(
                        "Availability" + found.system().map(id -> "." + id).orElse(""),
                        OptionalDouble.of(1),
                        OptionalDouble.empty(),
                        "",
                        found.section().number("Percentile").orElse(100),
                        found.section().window()));
            }
        }
        return objectives;
    }
}
