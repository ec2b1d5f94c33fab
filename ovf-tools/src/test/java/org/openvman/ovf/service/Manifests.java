package org.openvman.ovf.service;

import static org.quicktheories.generators.SourceDSL.booleans;
import static org.quicktheories.generators.SourceDSL.integers;
import static org.quicktheories.generators.SourceDSL.lists;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.openvman.ovf.model.ByteSize;
import org.openvman.ovf.testing.Texts;
import org.quicktheories.core.Gen;

/** Manifests for tests: one written by hand, and arbitrary valid ones. */
final class Manifests {
    private static final List<DeploymentOption> OPTIONS = List.of(
            new DeploymentOption("small", "Small & <cheap>", "", false),
            new DeploymentOption("large.1", "", "For many users", true));

    private Manifests() {}

    static ServiceManifest threeTier() throws IOException {
        try (InputStream yaml =
                Objects.requireNonNull(Manifests.class.getResourceAsStream("three-tier.yaml"), "three-tier.yaml")) {
            return ManifestReader.read("three-tier.yaml", yaml.readAllBytes());
        }
    }

    static Gen<ServiceManifest> any() {
        return lists().of(tier())
                .ofSizeBetween(1, 4)
                .zip(lists().of(Texts.xml()).ofSize(3), Texts.xml(), integers().between(0, 2), Manifests::manifest);
    }

    private static ServiceManifest manifest(List<Tier> tiers, List<String> texts, String description, int extras) {
        List<Tier> named = IntStream.range(0, tiers.size())
                .mapToObj(i -> renamed(tiers.get(i), "t" + i))
                .toList();
        Stream<Kpi> kpis = IntStream.range(0, extras)
                .mapToObj(i -> new Kpi("kpi" + i, "t0", texts.get(0), Duration.ofMillis(1 + 700L * i)));
        return new ServiceManifest(
                new ServiceInfo("svc", texts.get(0), texts.get(1), description),
                List.of(new NetworkSpec("net-0", texts.get(2)), new NetworkSpec("net-1", "")),
                List.of(
                        new Image("base", "images/a b%20ü.qcow2", ImageFormat.QCOW2, new ByteSize(123_456_789)),
                        new Image("other", "o.vmdk", ImageFormat.VMDK, ByteSize.mebibytes(64))),
                OPTIONS,
                named,
                kpis.toList(),
                IntStream.range(0, extras)
                        .mapToObj(i -> new ElasticityRule("t0", "kpi" + i, Duration.ofMinutes(5), 0.1 + i, 19.5 * i))
                        .toList(),
                IntStream.range(0, extras)
                        .mapToObj(i -> new PlacementRule(
                                PlacementRule.Kind.values()[i % 2],
                                named.stream().map(Tier::name).toList()))
                        .toList(),
                IntStream.range(0, extras)
                        .mapToObj(i -> new Objective(
                                "Outside",
                                OptionalDouble.of(-i),
                                OptionalDouble.empty(),
                                texts.get(0),
                                99.9,
                                Duration.ofHours(24)))
                        .toList());
    }

    private static Tier renamed(Tier tier, String name) {
        return new Tier(
                name,
                tier.title(),
                tier.image(),
                tier.hardware(),
                tier.networks(),
                tier.start(),
                tier.ready(),
                tier.instances(),
                tier.scripts(),
                tier.files(),
                tier.database(),
                tier.properties(),
                tier.options());
    }

    private static Gen<Tier> tier() {
        Gen<Tier> plain = Texts.xml()
                .zip(
                        integers().between(1, 64),
                        integers().between(1, 1 << 20),
                        booleans().all(),
                        (title, cpus, kib, more) -> new Tier(
                                "t",
                                title,
                                more ? "base" : "other",
                                hardware(cpus, kib, more),
                                more ? List.of("net-1", "net-0") : List.of(),
                                new Start(cpus, Duration.ofSeconds(kib % 65_536)),
                                more ? Optional.of(new Readiness(cpus, "/é?a=b&c")) : Optional.empty(),
                                more ? new Instances(0, cpus, cpus + 1) : Instances.one(),
                                more
                                        ? List.of(
                                                new AttachedFile("s/x y.sh", "x.sh"),
                                                new AttachedFile("s/x y.sh", "y.sh"))
                                        : List.of(),
                                List.of(new AttachedFile("c/content" + cpus + ".sql", "content.sql")),
                                more ? List.of(new AttachedFile("d/dump.sql", "d/dump.sql")) : List.of(),
                                List.of(),
                                Map.of()));
        return plain.zip(
                lists().of(property()).ofSizeBetween(0, 6),
                (tier, properties) -> optional(tier.withProperties(distinct(properties, Property::key))));
    }

    private static Hardware hardware(int cpus, int kib, boolean more) {
        ByteSize memory = new ByteSize((1L << 20) + kib * 1024L);
        return new Hardware(
                cpus,
                memory,
                more ? cpus + 3 : cpus,
                new ByteSize(memory.bytes() + (more ? 512 : 0)),
                more ? 1 : cpus,
                more ? ByteSize.mebibytes(1) : memory);
    }

    /** Options that change other things in tiers of other sizes. */
    private static Tier optional(Tier tier) {
        int cpus = tier.hardware().cpus();
        Map<String, String> values = tier.properties().stream()
                .limit(2)
                .collect(Collectors.toMap(Property::key, property -> property.label() + cpus));
        TierOption small = new TierOption(Optional.of(hardware(cpus, 5, cpus % 2 == 0)), Optional.empty(), values);
        TierOption large = new TierOption(
                cpus % 3 == 0 ? Optional.of(tier.hardware()) : Optional.empty(),
                Optional.of(new Instances(1, 2, 40)),
                Map.of());
        return new Tier(
                tier.name(),
                tier.title(),
                tier.image(),
                tier.hardware(),
                tier.networks(),
                tier.start(),
                tier.ready(),
                tier.instances(),
                tier.scripts(),
                tier.files(),
                tier.database(),
                tier.properties(),
                cpus % 4 == 0 ? Map.of() : Map.of("small", small, "large.1", large));
    }

    private static Gen<Property> property() {
        Gen<String> key =
                integers().between(0, 11).map(i -> List.of("a.", "b.c.", "").get(i % 3) + "k" + i);
        return key.zip(
                Texts.xml(),
                Texts.xml(),
                booleans().all(),
                (name, value, label, flag) -> new Property(
                        name, value, flag ? "string" : "uint32", flag, !flag, flag ? "MinLen(1)" : "", label, value));
    }

    private static <T> List<T> distinct(List<T> things, Function<T, String> key) {
        return things.stream()
                .collect(Collectors.toMap(key, thing -> thing, (first, second) -> first, LinkedHashMap::new))
                .values()
                .stream()
                .toList();
    }
}
