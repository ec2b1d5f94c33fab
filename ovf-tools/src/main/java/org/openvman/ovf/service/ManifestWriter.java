package org.openvman.ovf.service;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;

/** Writes a {@link ServiceManifest} as YAML that {@link ManifestReader} reads back to an equal one; defaults are left out. */
public final class ManifestWriter {
    private static final int LINE_WIDTH = 110;

    private ManifestWriter() {}

    /** The same, with what was noted when it was read as comments before it. */
    public static String write(ServiceReading reading) {
        StringBuilder text = new StringBuilder();
        reading.notes()
                .forEach(note -> text.append("# ")
                        .append(note.toString().replaceAll("\\R", " "))
                        .append('\n'));
        return text + write(reading.manifest());
    }

    public static String write(ServiceManifest manifest) {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("apiVersion", ServiceManifest.API_VERSION);
        root.put("service", service(manifest.service()));
        putList(root, "networks", manifest.networks(), ManifestWriter::network);
        putList(root, "images", manifest.images(), ManifestWriter::image);
        putList(root, "options", manifest.options(), ManifestWriter::deploymentOption);
        putList(root, "tiers", manifest.tiers(), ManifestWriter::tier);
        putList(root, "kpis", manifest.kpis(), ManifestWriter::kpi);
        putList(root, "elasticity", manifest.elasticity(), ManifestWriter::elasticityRule);
        putList(root, "placement", manifest.placement(), ManifestWriter::placementRule);
        putList(root, "sla", manifest.sla(), ManifestWriter::objective);
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.AUTO);
        options.setWidth(LINE_WIDTH);
        options.setIndicatorIndent(2);
        options.setIndentWithIndicator(true);
        options.setSplitLines(false);
        options.setNonPrintableStyle(DumperOptions.NonPrintableStyle.ESCAPE);
        return new Yaml(new QuotedBreaks(options), options).dump(root);
    }

    /** Line breaks of Unicode are folded in plain text, and come back as others; in double quotes they are escaped. */
    private static final class QuotedBreaks extends Representer {
        QuotedBreaks(DumperOptions options) {
            super(options);
        }

        @Override
        protected Node representScalar(Tag tag, String value, DumperOptions.ScalarStyle style) {
            boolean breaks = value.chars().anyMatch(c -> c == 0x85 || c == 0x2028 || c == 0x2029);
            return super.representScalar(tag, value, breaks ? DumperOptions.ScalarStyle.DOUBLE_QUOTED : style);
        }
    }

    private static Map<String, Object> service(ServiceInfo service) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", service.name());
        putText(map, "version", service.version());
        putText(map, "vendor", service.vendor());
        putText(map, "description", service.description());
        return map;
    }

    private static Map<String, Object> network(NetworkSpec network) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", network.name());
        putText(map, "description", network.description());
        return map;
    }

    private static Map<String, Object> image(Image image) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("id", image.id());
        map.put("file", image.file());
        map.put("format", image.format().word());
        map.put("capacity", image.capacity().toString());
        return map;
    }

    private static Map<String, Object> deploymentOption(DeploymentOption option) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("id", option.id());
        putText(map, "label", option.label());
        putText(map, "description", option.description());
        putFlag(map, "default", option.byDefault());
        return map;
    }

    private static Map<String, Object> tier(Tier tier) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", tier.name());
        putText(map, "title", tier.title());
        map.put("image", tier.image());
        map.put("hardware", hardware(tier.hardware()));
        putList(map, "networks", tier.networks(), name -> name);
        map.put("start", start(tier.start()));
        tier.ready().ifPresent(ready -> map.put("ready", Map.of("http", readiness(ready))));
        map.put("instances", instances(tier.instances()));
        putList(map, "scripts", tier.scripts(), ManifestWriter::attachedFile);
        putList(map, "files", tier.files(), ManifestWriter::attachedFile);
        putList(map, "database", tier.database(), ManifestWriter::attachedFile);
        putList(map, "properties", tier.properties(), ManifestWriter::property);
        if (!tier.options().isEmpty()) {
            Map<String, Object> options = new LinkedHashMap<>();
            tier.options().forEach((id, option) -> options.put(id, tierOption(option)));
            map.put("options", options);
        }
        return map;
    }

    private static Map<String, Object> tierOption(TierOption option) {
        Map<String, Object> map = new LinkedHashMap<>();
        option.hardware().ifPresent(hardware -> map.put("hardware", hardware(hardware)));
        option.instances().ifPresent(instances -> map.put("instances", instances(instances)));
        if (!option.values().isEmpty()) {
            map.put("properties", option.values());
        }
        return map;
    }

    private static Map<String, Object> hardware(Hardware hardware) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("cpus", hardware.cpus());
        map.put("memory", hardware.memory().toString());
        if (hardware.maxCpus() != hardware.cpus()) {
            map.put("maxCpus", hardware.maxCpus());
        }
        if (!hardware.maxMemory().equals(hardware.memory())) {
            map.put("maxMemory", hardware.maxMemory().toString());
        }
        if (hardware.minCpus() != hardware.cpus()) {
            map.put("minCpus", hardware.minCpus());
        }
        if (!hardware.minMemory().equals(hardware.memory())) {
            map.put("minMemory", hardware.minMemory().toString());
        }
        return map;
    }

    private static Map<String, Object> start(Start start) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("order", start.order());
        map.put("delay", Durations.text(start.delay()));
        return map;
    }

    private static Map<String, Object> readiness(Readiness ready) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("port", ready.port());
        map.put("path", ready.path());
        return map;
    }

    private static Map<String, Object> instances(Instances instances) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("min", instances.min());
        map.put("initial", instances.initial());
        map.put("max", instances.max());
        return map;
    }

    private static Map<String, Object> attachedFile(AttachedFile file) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("file", file.file());
        map.put("as", file.as());
        return map;
    }

    private static Map<String, Object> property(Property property) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("key", property.key());
        map.put("value", property.value());
        if (!property.type().equals("string")) {
            map.put("type", property.type());
        }
        putFlag(map, "userConfigurable", property.userConfigurable());
        putFlag(map, "password", property.password());
        putText(map, "qualifiers", property.qualifiers());
        putText(map, "label", property.label());
        putText(map, "description", property.description());
        return map;
    }

    private static Map<String, Object> kpi(Kpi kpi) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", kpi.name());
        putText(map, "tier", kpi.tier());
        putText(map, "unit", kpi.unit());
        map.put("frequency", Durations.text(kpi.frequency()));
        return map;
    }

    private static Map<String, Object> elasticityRule(ElasticityRule rule) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("tier", rule.tier());
        map.put("kpi", rule.kpi());
        map.put("window", Durations.text(rule.window()));
        map.put("quota", number(rule.quota()));
        map.put("tolerance", number(rule.tolerance()));
        return map;
    }

    private static Map<String, Object> placementRule(PlacementRule rule) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("kind", rule.kind().word());
        map.put("tiers", rule.tiers());
        return map;
    }

    private static Map<String, Object> objective(Objective objective) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("kpi", objective.kpi());
        putNumber(map, "min", objective.min());
        putNumber(map, "max", objective.max());
        putText(map, "unit", objective.unit());
        map.put("percentile", number(objective.percentile()));
        map.put("window", Durations.text(objective.window()));
        return map;
    }

    private static <T> void putList(Map<String, Object> map, String key, List<T> things, Function<T, Object> writer) {
        if (!things.isEmpty()) {
            map.put(key, things.stream().map(writer).toList());
        }
    }

    private static void putText(Map<String, Object> map, String key, String text) {
        if (!text.isEmpty()) {
            map.put(key, text);
        }
    }

    private static void putFlag(Map<String, Object> map, String key, boolean flag) {
        if (flag) {
            map.put(key, true);
        }
    }

    private static void putNumber(Map<String, Object> map, String key, OptionalDouble value) {
        value.ifPresent(number -> map.put(key, number(number)));
    }

    /** 400 rather than 400.0. */
    private static Number number(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return (long) value;
        }
        return value;
    }
}
