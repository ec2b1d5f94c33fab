package org.openvman.ovf.service;

import static org.openvman.ovf.io.OvfNames.openvman;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import javax.xml.namespace.QName;
import org.openvman.ovf.io.OvfNames;
import org.openvman.ovf.model.Content;
import org.openvman.ovf.model.EnvironmentFilesSection;
import org.openvman.ovf.model.OtherSection;
import org.openvman.ovf.model.OvfException;
import org.openvman.ovf.model.OvfVersion;
import org.openvman.ovf.model.Section;
import org.openvman.ovf.model.XmlElement;

/** The sections of our own namespace: what OVF has no words for. */
final class ServiceExtensions {
    private static final QName READINESS = openvman("ReadinessSection");
    private static final QName SERVICE_LEVEL = openvman("ServiceLevelSection");
    private static final QName HTTP = openvman("Http");
    private static final QName KPI = openvman("Kpi");
    private static final QName RULE = openvman("ElasticityRule");
    private static final QName OBJECTIVE = openvman("Objective");

    private static final QName KIND = openvman("kind");

    private ServiceExtensions() {}

    static Section readiness(Readiness ready) {
        return section(
                READINESS,
                "How to tell that the system does its work",
                Stream.of(XmlElement.of(HTTP)
                        .with(plain("port"), Integer.toString(ready.port()))
                        .with(plain("path"), ready.path())));
    }

    static Optional<Readiness> readinessOf(Content system) {
        return elements(system, READINESS, HTTP)
                .findFirst()
                .map(http -> new Readiness(Integer.parseInt(attribute(http, "port")), attribute(http, "path")));
    }

    static Section serviceLevel(ServiceManifest manifest) {
        return section(
                SERVICE_LEVEL,
                "Indicators, elasticity rules and objectives of the service",
                Stream.of(
                                manifest.kpis().stream().map(ServiceExtensions::kpi),
                                manifest.elasticity().stream().map(ServiceExtensions::rule),
                                manifest.sla().stream().map(ServiceExtensions::objective))
                        .flatMap(elements -> elements));
    }

    static List<Kpi> kpisOf(Content content) {
        return elements(content, SERVICE_LEVEL, KPI)
                .map(kpi -> new Kpi(
                        attribute(kpi, "name"),
                        attribute(kpi, "tier"),
                        attribute(kpi, "unit"),
                        duration(kpi, "frequency")))
                .toList();
    }

    static List<ElasticityRule> rulesOf(Content content) {
        return elements(content, SERVICE_LEVEL, RULE)
                .map(rule -> new ElasticityRule(
                        attribute(rule, "tier"),
                        attribute(rule, "kpi"),
                        duration(rule, "window"),
                        Double.parseDouble(attribute(rule, "quota")),
                        Double.parseDouble(attribute(rule, "tolerance"))))
                .toList();
    }

    static List<Objective> objectivesOf(Content content) {
        return elements(content, SERVICE_LEVEL, OBJECTIVE)
                .map(objective -> new Objective(
                        attribute(objective, "kpi"),
                        optionalNumber(objective, "min"),
                        optionalNumber(objective, "max"),
                        attribute(objective, "unit"),
                        Double.parseDouble(attribute(objective, "percentile")),
                        duration(objective, "window")))
                .toList();
    }

    private static XmlElement kpi(Kpi kpi) {
        return XmlElement.of(KPI)
                .with(plain("name"), kpi.name())
                .with(plain("tier"), kpi.tier())
                .with(plain("unit"), kpi.unit())
                .with(plain("frequency"), kpi.frequency().toString());
    }

    private static XmlElement rule(ElasticityRule rule) {
        return XmlElement.of(RULE)
                .with(plain("tier"), rule.tier())
                .with(plain("kpi"), rule.kpi())
                .with(plain("window"), rule.window().toString())
                .with(plain("quota"), Double.toString(rule.quota()))
                .with(plain("tolerance"), Double.toString(rule.tolerance()));
    }

    private static XmlElement objective(Objective objective) {
        XmlElement element = XmlElement.of(OBJECTIVE).with(plain("kpi"), objective.kpi());
        if (objective.min().isPresent()) {
            element = element.with(plain("min"), Double.toString(objective.min().getAsDouble()));
        }
        if (objective.max().isPresent()) {
            element = element.with(plain("max"), Double.toString(objective.max().getAsDouble()));
        }
        return element.with(plain("unit"), objective.unit())
                .with(plain("percentile"), Double.toString(objective.percentile()))
                .with(plain("window"), objective.window().toString());
    }

    private static Section section(QName name, String info, Stream<XmlElement> elements) {
        XmlElement element = XmlElement.of(name)
                .with(new QName(OvfVersion.V2.namespace(), "required", "ovf"), "false")
                .with(XmlElement.of(new QName(OvfVersion.V2.namespace(), "Info", "ovf"))
                        .withText(info))
                .withAll(elements);
        return new OtherSection(info, element, false, element.at());
    }

    private static Stream<XmlElement> elements(Content content, QName section, QName element) {
        return content.sections(OtherSection.class)
                .filter(other -> other.element().name().equals(section))
                .flatMap(other -> other.element().elements(element));
    }

    private static String attribute(XmlElement element, String name) {
        return element.attribute(plain(name)).orElse("");
    }

    private static OptionalDouble optionalNumber(XmlElement element, String name) {
        return element.attribute(plain(name))
                .map(text -> OptionalDouble.of(Double.parseDouble(text)))
                .orElse(OptionalDouble.empty());
    }

    /** As xs:duration, which OVF's own schemas use. */
    private static Duration duration(XmlElement element, String name) {
        try {
            return Duration.parse(attribute(element, name));
        } catch (DateTimeParseException notADuration) {
            throw new OvfException(
                    element.at(), name + " is not a duration: '" + attribute(element, name) + "'", notADuration);
        }
    }

    private static QName plain(String name) {
        return new QName(name);
    }

    /** Marks, on an environment file, what the guest does with it; a plain file has no mark. */
    static Map<QName, String> kind(AttachedFile.Kind kind) {
        return kind == AttachedFile.Kind.FILE ? Map.of() : Map.of(KIND, kind.word());
    }

    static boolean is(AttachedFile.Kind kind, EnvironmentFilesSection.EnvironmentFile file) {
        return file.extensions()
                .getOrDefault(KIND, AttachedFile.Kind.FILE.word())
                .equals(kind.word());
    }

    /** Keeps, on a property, its place in the manifest where products are mixed. */
    static QName position() {
        return new QName(OvfNames.OPENVMAN, "position", "ovm");
    }
}
