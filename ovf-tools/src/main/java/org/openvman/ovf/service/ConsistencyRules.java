package org.openvman.ovf.service;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What must hold between the parts of a manifest; each part checks itself. */
final class ConsistencyRules {
    private final List<ManifestProblem> problems = new ArrayList<>();

    private ConsistencyRules() {}

    static List<ManifestProblem> problems(
            List<NetworkSpec> networks,
            List<Image> images,
            List<DeploymentOption> options,
            List<Tier> tiers,
            List<Kpi> kpis,
            List<ElasticityRule> elasticity,
            List<PlacementRule> placement) {
        ConsistencyRules rules = new ConsistencyRules();
        Set<String> networkNames = rules.unique("networks", "network", networks, NetworkSpec::name);
        Set<String> imageIds = rules.unique("images", "image", images, Image::id);
        Set<String> optionIds = rules.unique("options", "deployment option", options, DeploymentOption::id);
        Set<String> tierNames = rules.unique("tiers", "tier", tiers, Tier::name);
        Set<String> kpiNames = rules.unique("kpis", "KPI", kpis, Kpi::name);
        if (tiers.isEmpty()) {
            rules.problem("tiers", "a service needs at least one tier");
        }
        if (options.stream().filter(DeploymentOption::byDefault).count() > 1) {
            rules.problem("options", "only one deployment option can be the default");
        }
        rules.files(images, tiers);
        for (int i = 0; i < tiers.size(); i++) {
            rules.tier("tiers[" + i + "]", tiers.get(i), networkNames, imageIds);
            rules.options("tiers[" + i + "].options", tiers.get(i), optionIds);
        }
        for (int i = 0; i < kpis.size(); i++) {
            if (!kpis.get(i).tier().isEmpty()) {
                rules.known("kpis[" + i + "].tier", "tier", kpis.get(i).tier(), tierNames);
            }
        }
        for (int i = 0; i < elasticity.size(); i++) {
            rules.known("elasticity[" + i + "].tier", "tier", elasticity.get(i).tier(), tierNames);
            rules.known("elasticity[" + i + "].kpi", "KPI", elasticity.get(i).kpi(), kpiNames);
        }
        for (int i = 0; i < placement.size(); i++) {
            for (String tier : placement.get(i).tiers()) {
                rules.known("placement[" + i + "].tiers", "tier", tier, tierNames);
            }
        }
        return rules.problems;
    }

    private void tier(String path, Tier tier, Set<String> networkNames, Set<String> imageIds) {
        known(path + ".image", "image", tier.image(), imageIds);
        for (int i = 0; i < tier.networks().size(); i++) {
            known(path + ".networks[" + i + "]", "network", tier.networks().get(i), networkNames);
        }
        unique(path + ".networks", "network", tier.networks(), name -> name);
        unique(path + ".properties", "property", tier.properties(), Property::key);
        Set<String> names = new HashSet<>();
        for (AttachedFile file : tier.attached().toList()) {
            if (!names.add(file.as())) {
                problem(path, "two files of the tier have the name '" + file.as() + "' in the guest");
            }
        }
    }

    private void options(String path, Tier tier, Set<String> optionIds) {
        Set<String> keys = tier.properties().stream().map(Property::key).collect(Collectors.toSet());
        tier.options().forEach((id, option) -> {
            known(path + "." + id, "deployment option", id, optionIds);
            option.values().keySet().forEach(key -> known(path + "." + id + ".properties", "property", key, keys));
        });
    }

    /** One file has one role in a package: image or attachment, and one image each. */
    private void files(List<Image> images, List<Tier> tiers) {
        Map<String, String> owners = new HashMap<>();
        for (int i = 0; i < images.size(); i++) {
            String before =
                    owners.putIfAbsent(images.get(i).file(), images.get(i).id());
            if (before != null) {
                problem(
                        "images[" + i + "].file",
                        "file '" + images.get(i).file() + "' is already image '" + before + "'");
            }
        }
        for (int i = 0; i < tiers.size(); i++) {
            Tier tier = tiers.get(i);
            for (AttachedFile file : tier.attached().toList()) {
                if (owners.containsKey(file.file())) {
                    problem("tiers[" + i + "]", "file '" + file.file() + "' is an image and cannot be attached");
                }
            }
        }
    }

    private <T> Set<String> unique(String path, String what, List<T> things, Function<T, String> name) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < things.size(); i++) {
            if (!seen.add(name.apply(things.get(i)))) {
                problem(path + "[" + i + "]", "there is already a " + what + " '" + name.apply(things.get(i)) + "'");
            }
        }
        return seen;
    }

    private void known(String path, String what, String name, Set<String> names) {
        if (!names.contains(name)) {
            String list = names.stream().sorted().collect(Collectors.joining(", "));
            problem(path, "no " + what + " '" + name + "'" + (list.isEmpty() ? "" : " (there is: " + list + ")"));
        }
    }

    private void problem(String path, String message) {
        problems.add(ManifestProblem.of(path, message));
    }
}
