package org.openvman.ovf.service;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import javax.xml.namespace.QName;
import org.openvman.ovf.io.OvfNames;
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
    private static final String NAMESPACE = "http://schemas.telefonica.com/claudia/ovf";

    /** Sections that a manifest has no words for, with what they are about. */
    private static final Map<String, String> NOT_CARRIED = Map.of(
            "DeploymentSection", "where in the world systems may run",
            "AspectsSection", "state, fault protection and backup",
            "DiskMappingSection", "how disks are mapped",
            "FirewallSection", "rules of firewalls",
            "LoadBalancerSection", "load balancers",
            "GovernanceRuleSection", "governance rules");

    private final List<ManifestProblem> notes = new ArrayList<>();
    private final List<Found> sections = new ArrayList<>();
    private final Map<String, Instances> instances = new LinkedHashMap<>();
    private final List<String> systems = new ArrayList<>();

    /** A section and the system it stands in, if it stands in one. */
    private record Found(XmlElement section, Optional<String> system) {}

    Reservoir(XmlElement root) {
        collect(root, Optional.empty());
    }

    private void collect(XmlElement element, Optional<String> system) {
        for (XmlElement child : element.elements().toList()) {
            if (isOurs(child.name())) {
                if (!Set.of("VirtualSystem", "VirtualSystemCollection", "Envelope")
                        .contains(OvfNames.localName(element))) {
                    note(
                            child,
                            name(child) + " stands inside " + element.name().getLocalPart()
                                    + "; its place is in a VirtualSystem or a VirtualSystemCollection");
                }
                sections.add(new Found(child, system));
            } else if (OvfNames.localName(child).equals("VirtualSystem")) {
                String id = OvfNames.attribute(child, "id").orElse("");
                systems.add(id);
                readInstances(id, child);
                collect(child, Optional.of(id));
            } else {
                collect(child, system);
            }
        }
    }

    private void readInstances(String id, XmlElement system) {
        if (attribute(system, "min").or(() -> attribute(system, "max")).isPresent()) {
            int min = wholeNumber(system, "min", 1);
            int initial = wholeNumber(system, "initial", Math.max(1, min));
            instances.put(id, new Instances(min, initial, wholeNumber(system, "max", initial)));
        }
    }

    /** Notes so far; all are there when everything has been asked for. */
    List<ManifestProblem> notes() {
        return notes;
    }

    /** Notes what stays behind. */
    void noteWhatIsNotCarried() {
        sections.forEach(found -> {
            String about = NOT_CARRIED.get(name(found.section()));
            if (about != null) {
                note(found.section(), name(found.section()) + " stays behind: a manifest does not say " + about);
            }
        });
    }

    Optional<Instances> instances(String system) {
        return Optional.ofNullable(instances.get(system));
    }

    /** Those that are declared and those that only a rule names. */
    List<Kpi> kpis() {
        Map<String, Duration> frequencies = new LinkedHashMap<>();
        elements(
                "ElasticArraySection",
                "Rule",
                (rule, system) -> frequencies.putIfAbsent(text(rule, "KPIName"), frequency(rule)));
        Set<String> ruled = Set.copyOf(frequencies.keySet());
        elements("KPISection", "KPI", (kpi, system) -> frequencies.putIfAbsent(kpiName(kpi), Duration.ofMinutes(1)));
        List<String> declared = new ArrayList<>();
        elements("KPISection", "KPI", (kpi, system) -> declared.add(kpiName(kpi)));
        ruled.stream()
                .filter(name -> !declared.contains(name))
                .sorted()
                .forEach(name -> notes.add(
                        ManifestProblem.of("", "a rule names KPI '" + name + "', which no KPISection declares")));
        return frequencies.entrySet().stream()
                .map(kpi -> new Kpi(kpi.getKey(), reporter(kpi.getKey()).orElse(""), "", kpi.getValue()))
                .toList();
    }

    private static String kpiName(XmlElement kpi) {
        return attribute(kpi, "KPIname").or(() -> attribute(kpi, "KPIName")).orElse("");
    }

    /**
     * The system whose members report a KPI: the one that its declaration names or stands in, or else the one in which a
     * rule or an objective asks for it. What is declared for the collection, and asked for there, is the whole service's.
     */
    private Optional<String> reporter(String kpi) {
        List<String> found = new ArrayList<>();
        elements("KPISection", "KPI", (declared, system) -> {
            if (kpiName(declared).equals(kpi)) {
                attribute(declared, "KPIVmname")
                        .or(() -> attribute(declared, "KPIVMname"))
                        .filter(systems::contains)
                        .or(() -> system)
                        .ifPresent(found::add);
            }
        });
        Visitor asked = (element, system) ->
                system.filter(id -> text(element, "KPIName").equals(kpi)).ifPresent(found::add);
        elements("ElasticArraySection", "Rule", asked);
        elements("PerformanceObjectiveSection", "Constraint", asked);
        return found.stream().findFirst();
    }

    List<ElasticityRule> rules() {
        List<ElasticityRule> rules = new ArrayList<>();
        elements("ElasticArraySection", "Rule", (rule, system) -> {
            if (child(rule, "KPIType").isEmpty()) {
                note(rule, "the Rule has no KPIType");
            }
            if (child(rule, "Tolerance").isEmpty()) {
                note(rule, "the Rule has no Tolerance; it is taken for 0");
            }
            rules.add(new ElasticityRule(
                    system.or(() -> reporter(text(rule, "KPIName"))).orElseGet(() -> mostInstances(rule)),
                    text(rule, "KPIName"),
                    window(rule),
                    number(rule, "Quota").orElse(0),
                    number(rule, "Tolerance").orElse(0)));
        });
        return rules;
    }

    List<PlacementRule> placement() {
        List<PlacementRule> rules = new ArrayList<>();
        for (PlacementRule.Kind kind : PlacementRule.Kind.values()) {
            String name = kind == PlacementRule.Kind.AFFINITY ? "Affinity" : "AntiAffinity";
            elements("AffinitySection", name, (element, system) -> {
                String scope = attribute(element, "scope").orElse("physical");
                if (!scope.equals("physical")) {
                    note(element, name + " of scope '" + scope + "' stays behind: a manifest places on hosts");
                    return;
                }
                rules.add(new PlacementRule(
                        kind,
                        element.elements(name("VirtualSystemId"))
                                .map(id -> id.text().strip())
                                .toList()));
            });
        }
        return rules;
    }

    List<Objective> objectives() {
        List<Objective> objectives = new ArrayList<>();
        elements("PerformanceObjectiveSection", "Constraint", (constraint, system) -> {
            Optional<XmlElement> range = child(constraint, "Range");
            objectives.add(new Objective(
                    text(constraint, "KPIName"),
                    range.map(limits -> number(limits, "Min")).orElse(OptionalDouble.empty()),
                    range.map(limits -> number(limits, "Max")).orElse(OptionalDouble.empty()),
                    "",
                    number(constraint, "Percentage").orElse(100),
                    window(constraint)));
        });
        for (Found found : sections) {
            if (name(found.section()).equals("AvailabilitySection")) {
                // A system that is there has 1, one that is away 0.
                objectives.add(new Objective(
                        "Availability" + found.system().map(id -> "." + id).orElse(""),
                        OptionalDouble.of(1),
                        OptionalDouble.empty(),
                        "",
                        number(found.section(), "Percentile").orElse(100),
                        window(found.section())));
            }
        }
        return objectives;
    }

    /** Told of an element and the system it stands in. */
    private interface Visitor {
        void visit(XmlElement element, Optional<String> system);
    }

    private void elements(String section, String element, Visitor visitor) {
        for (Found found : sections) {
            if (name(found.section()).equals(section)) {
                found.section().elements(name(element)).forEach(each -> visitor.visit(each, found.system()));
            }
        }
    }

    /** A rule for the whole collection that no system is named for is for the one that can have most instances. */
    private String mostInstances(XmlElement rule) {
        return instances.entrySet().stream()
                .max(Map.Entry.comparingByValue(Comparator.comparingInt(Instances::max)))
                .map(Map.Entry::getKey)
                .or(() -> systems.stream().findFirst())
                .orElseThrow(() -> new IllegalArgumentException(rule.at() + ": there is no system"));
    }

    private static Duration window(XmlElement element) {
        XmlElement window = child(element, "Window")
                .orElseThrow(() -> new IllegalArgumentException(
                        element.at() + ": " + element.name().getLocalPart() + " has no Window"));
        return unit(window).multipliedBy(Math.round(number(element, "Window").orElse(1)));
    }

    /** Frequency counts in the unit of the window. */
    private static Duration frequency(XmlElement rule) {
        long count = Math.round(number(rule, "Frequency").orElse(1));
        return child(rule, "Window")
                .map(Reservoir::unit)
                .orElse(Duration.ofMinutes(1))
                .multipliedBy(Math.max(1, count));
    }

    private static Duration unit(XmlElement window) {
        String unit = attribute(window, "unit").orElse("second");
        return switch (unit.strip().replaceFirst("s$", "")) {
            case "second" -> Duration.ofSeconds(1);
            case "minute" -> Duration.ofMinutes(1);
            case "hour" -> Duration.ofHours(1);
            case "day" -> Duration.ofDays(1);
            case "week" -> Duration.ofDays(7);
            case "month" -> Duration.ofDays(30);
            default -> throw new IllegalArgumentException(window.at() + ": '" + unit + "' is no unit of time");
        };
    }

    private void note(XmlElement element, String message) {
        notes.add(ManifestProblem.of("", message).locatedAt(element.at()));
    }

    private static boolean isOurs(QName name) {
        return name.getNamespaceURI().equals(NAMESPACE);
    }

    private static String name(XmlElement element) {
        return element.name().getLocalPart();
    }

    private static QName name(String local) {
        return new QName(NAMESPACE, local);
    }

    private static Optional<XmlElement> child(XmlElement element, String name) {
        return element.first(name(name));
    }

    private static String text(XmlElement element, String name) {
        return child(element, name)
                .map(found -> found.text().strip())
                .filter(text -> !text.isEmpty())
                .orElseThrow(() -> new IllegalArgumentException(
                        element.at() + ": " + element.name().getLocalPart() + " has no " + name));
    }

    private static OptionalDouble number(XmlElement element, String name) {
        Optional<String> text = child(element, name).map(found -> found.text().strip());
        try {
            return text.map(digits -> OptionalDouble.of(Double.parseDouble(digits)))
                    .orElse(OptionalDouble.empty());
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException(
                    element.at() + ": " + name + " is not a number: '" + text.orElse("") + "'", notANumber);
        }
    }

    /** With the prefix of the extension or without one. */
    private static Optional<String> attribute(XmlElement element, String name) {
        return element.attribute(name(name)).or(() -> element.attribute(new QName(name)));
    }

    private static int wholeNumber(XmlElement element, String name, int otherwise) {
        Optional<String> text = attribute(element, name);
        try {
            return text.map(digits -> Integer.parseInt(digits.strip())).orElse(otherwise);
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException(
                    element.at() + ": " + name + " is not a whole number: '" + text.orElse("") + "'", notANumber);
        }
    }
}
