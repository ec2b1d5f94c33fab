package org.openvman.ovf.service;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.openvman.ovf.model.ByteSize;
import org.openvman.ovf.model.Location;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Reads a {@link ServiceManifest} from YAML. All problems are reported at once, each with line and column, in one
 * {@link ManifestException}.
 */
public final class ManifestReader {
    private static final int MOST_BYTES = 4 << 20;
    private static final int DEEPEST = 20;
    private static final int MOST_ALIASES = 200;
    private static final int LONGEST_PROBLEM = 200;

    private final YamlProblems problems;
    private final String file;

    private ManifestReader(String file) {
        this.file = file;
        this.problems = new YamlProblems(file);
    }

    public static ServiceManifest read(Path path) throws IOException {
        long size = Files.size(path);
        if (size > MOST_BYTES) {
            throw unreadable(Location.of(path.toString()), "a manifest of " + size + " bytes is not read");
        }
        return read(path.toString(), Files.readAllBytes(path));
    }

    /**
     * Reads a manifest from UTF-8 bytes.
     *
     * @param file the name to use in messages
     */
    public static ServiceManifest read(String file, byte[] yaml) {
        try {
            return read(
                    file,
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(yaml))
                            .toString());
        } catch (CharacterCodingException notText) {
            throw unreadable(Location.of(file), "not UTF-8 text");
        }
    }

    /**
     * Reads a manifest.
     *
     * @param file the name to use in messages
     */
    public static ServiceManifest read(String file, String yaml) {
        return new ManifestReader(file).read(yaml);
    }

    /** The JSON Schema (2020-12) of what is read, for editors; the reader itself checks more. */
    public static String jsonSchema() {
        try (InputStream in = ManifestReader.class.getResourceAsStream("manifest.schema.json")) {
            if (in == null) {
                throw new IllegalStateException("the program lacks manifest.schema.json");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private ServiceManifest read(String yaml) {
        Optional<ServiceManifest> manifest = Optional.empty();
        try {
            manifest = Optional.of(new YamlMap(problems, "", compose(yaml)).build(this::manifest));
        } catch (YamlProblems.Rejected noted) {
            // thrown below with all other problems
        } catch (ManifestException inconsistent) {
            problems.addUnlocated(inconsistent.problems());
        }
        if (!problems.all().isEmpty()) {
            throw new ManifestException(problems.all());
        }
        return manifest.orElseThrow();
    }

    private Node compose(String yaml) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(MOST_BYTES);
        options.setNestingDepthLimit(DEEPEST);
        options.setMaxAliasesForCollections(MOST_ALIASES);
        options.setAllowDuplicateKeys(false);
        @Nullable Node root;
        try {
            root = new Yaml(new SafeConstructor(options)).compose(new StringReader(yaml));
        } catch (MarkedYAMLException syntax) {
            Location at =
                    syntax.getProblemMark() == null ? Location.of(file) : problems.location(syntax.getProblemMark());
            throw unreadable(at, "not valid YAML: " + oneLine(syntax.getProblem()));
        } catch (YAMLException refused) {
            throw unreadable(Location.of(file), "not valid YAML: " + oneLine(refused.getMessage()));
        }
        if (root == null) {
            throw unreadable(Location.of(file), "the manifest is empty");
        }
        return root;
    }

    private static String oneLine(@Nullable String problem) {
        String line = String.valueOf(problem).lines().findFirst().orElse("");
        return line.length() > LONGEST_PROBLEM ? line.substring(0, LONGEST_PROBLEM) + "..." : line;
    }

    private static ManifestException unreadable(Location at, String message) {
        return new ManifestException(List.of(ManifestProblem.of("", message).locatedAt(at)));
    }

    private ServiceManifest manifest(YamlMap yaml) {
        yaml.value("apiVersion", ManifestReader::apiVersion);
        Optional<ServiceInfo> service = yaml.thing("service", ManifestReader::serviceInfo);
        List<NetworkSpec> networks =
                yaml.list("networks", map -> new NetworkSpec(map.text("name"), map.text("description", "")));
        List<Image> images = yaml.list("images", ManifestReader::image);
        List<DeploymentOption> options = yaml.list("options", ManifestReader::deploymentOption);
        List<Tier> tiers = yaml.list("tiers", ManifestReader::tier);
        List<Kpi> kpis = yaml.list("kpis", ManifestReader::kpi);
        List<ElasticityRule> elasticity = yaml.list("elasticity", ManifestReader::elasticityRule);
        List<PlacementRule> placement = yaml.list(
                "placement",
                map -> new PlacementRule(map.value("kind", PlacementRule.Kind::ofWord), map.texts("tiers")));
        List<Objective> sla = yaml.list("sla", ManifestReader::objective);
        if (!problems.all().isEmpty()) {
            // References to what was left out would only repeat the problems found so far.
            throw new ManifestException(List.of());
        }
        if (service.isEmpty()) {
            throw new IllegalArgumentException("'service' is missing");
        }
        return new ServiceManifest(service.get(), networks, images, options, tiers, kpis, elasticity, placement, sla);
    }

    private static String apiVersion(String version) {
        if (!version.equals(ServiceManifest.API_VERSION)) {
            throw new IllegalArgumentException(
                    "unknown version '" + version + "' (this program reads " + ServiceManifest.API_VERSION + ")");
        }
        return version;
    }

    private static ServiceInfo serviceInfo(YamlMap map) {
        return new ServiceInfo(
                map.text("name"), map.text("version", ""), map.text("vendor", ""), map.text("description", ""));
    }

    private static Image image(YamlMap map) {
        return new Image(
                map.text("id"),
                map.text("file"),
                map.value("format", ImageFormat::ofWord),
                map.value("capacity", ByteSize::parse));
    }

    private static DeploymentOption deploymentOption(YamlMap map) {
        return new DeploymentOption(
                map.text("id"),
                map.text("label", ""),
                map.text("description", ""),
                map.value("default", ManifestReader::bool, false));
    }

    private static Tier tier(YamlMap map) {
        return new Tier(
                map.text("name"),
                map.text("title", ""),
                map.text("image"),
                map.map("hardware")
                        .map(hardware -> hardware.build(ManifestReader::hardware))
                        .orElseThrow(() -> new IllegalArgumentException("'hardware' is missing")),
                map.texts("networks"),
                map.map("start")
                        .map(start -> start.build(ManifestReader::start))
                        .orElse(new Start(0, Duration.ZERO)),
                map.map("ready").flatMap(ready -> ready.build(ManifestReader::readiness)),
                map.map("instances")
                        .map(instances -> instances.build(ManifestReader::instances))
                        .orElse(Instances.one()),
                map.list("scripts", ManifestReader::attachedFile),
                map.list("files", ManifestReader::attachedFile),
                map.list("database", ManifestReader::attachedFile),
                map.list("properties", ManifestReader::property),
                map.named("options", ManifestReader::tierOption));
    }

    private static TierOption tierOption(YamlMap map) {
        return new TierOption(
                map.map("hardware").map(hardware -> hardware.build(ManifestReader::hardware)),
                map.map("instances").map(instances -> instances.build(ManifestReader::instances)),
                map.namedTexts("properties"));
    }

    private static Hardware hardware(YamlMap map) {
        int cpus = map.value("cpus", ManifestReader::wholeNumber);
        ByteSize memory = map.value("memory", ByteSize::parse);
        return new Hardware(
                cpus,
                memory,
                map.value("maxCpus", ManifestReader::wholeNumber, cpus),
                map.value("maxMemory", ByteSize::parse, memory),
                map.value("minCpus", ManifestReader::wholeNumber, cpus),
                map.value("minMemory", ByteSize::parse, memory));
    }

    private static Start start(YamlMap map) {
        return new Start(
                map.value("order", ManifestReader::wholeNumber, 0),
                map.value("delay", Durations::parse, Duration.ZERO));
    }

    private static Optional<Readiness> readiness(YamlMap map) {
        return map.map("http")
                .map(http -> http.build(fields ->
                        new Readiness(fields.value("port", ManifestReader::wholeNumber), fields.text("path", "/"))));
    }

    private static Instances instances(YamlMap map) {
        int min = map.value("min", ManifestReader::wholeNumber, 1);
        int initial = map.value("initial", ManifestReader::wholeNumber, min);
        return new Instances(min, initial, map.value("max", ManifestReader::wholeNumber, initial));
    }

    private static AttachedFile attachedFile(YamlMap map) {
        String file = map.text("file");
        return new AttachedFile(file, map.text("as", file));
    }

    private static Property property(YamlMap map) {
        return new Property(
                map.text("key"),
                map.text("value", ""),
                map.text("type", "string"),
                map.value("userConfigurable", ManifestReader::bool, false),
                map.value("password", ManifestReader::bool, false),
                map.text("qualifiers", ""),
                map.text("label", ""),
                map.text("description", ""));
    }

    private static Kpi kpi(YamlMap map) {
        return new Kpi(
                map.text("name"), map.text("tier", ""), map.text("unit", ""), map.value("frequency", Durations::parse));
    }

    private static ElasticityRule elasticityRule(YamlMap map) {
        return new ElasticityRule(
                map.text("tier"),
                map.text("kpi"),
                map.value("window", Durations::parse),
                map.value("quota", ManifestReader::number),
                map.value("tolerance", ManifestReader::number, 0.0));
    }

    private static Objective objective(YamlMap map) {
        return new Objective(
                map.text("kpi"),
                map.optional("min", ManifestReader::number)
                        .map(OptionalDouble::of)
                        .orElse(OptionalDouble.empty()),
                map.optional("max", ManifestReader::number)
                        .map(OptionalDouble::of)
                        .orElse(OptionalDouble.empty()),
                map.text("unit", ""),
                map.value("percentile", ManifestReader::number, 100.0),
                map.value("window", Durations::parse));
    }

    private static int wholeNumber(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException("not a whole number: '" + text + "'", notANumber);
        }
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException("not a number: '" + text + "'", notANumber);
        }
    }

    private static boolean bool(String text) {
        return switch (text) {
            case "true", "yes" -> true;
            case "false", "no" -> false;
            default -> throw new IllegalArgumentException("neither true nor false: '" + text + "'");
        };
    }
}
