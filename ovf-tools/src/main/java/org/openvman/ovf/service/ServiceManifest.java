package org.openvman.ovf.service;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A service of one or more tiers, as an author describes it: the input of packaging and deployment.
 *
 * <p>A manifest that exists is consistent: names are unique and every reference between its parts resolves.
 * {@link ManifestReader} and {@link ServiceOvf} make one from YAML and from OVF.
 */
public record ServiceManifest(
        ServiceInfo service,
        List<NetworkSpec> networks,
        List<Image> images,
        List<DeploymentOption> options,
        List<Tier> tiers,
        List<Kpi> kpis,
        List<ElasticityRule> elasticity,
        List<PlacementRule> placement,
        List<Objective> sla) {

    /** The value of {@code apiVersion} that this model stands for. */
    public static final String API_VERSION = "openvman/v1";

    public ServiceManifest {
        networks = List.copyOf(networks);
        images = List.copyOf(images);
        options = List.copyOf(options);
        tiers = List.copyOf(tiers);
        kpis = List.copyOf(kpis);
        elasticity = List.copyOf(elasticity);
        placement = List.copyOf(placement);
        sla = List.copyOf(sla);
        List<ManifestProblem> problems =
                ConsistencyRules.problems(networks, images, options, tiers, kpis, elasticity, placement);
        if (!problems.isEmpty()) {
            throw new ManifestException(problems);
        }
    }

    public Optional<Tier> tier(String name) {
        return tiers.stream().filter(tier -> tier.name().equals(name)).findFirst();
    }

    /** The image a tier boots from. */
    public Image imageOf(Tier tier) {
        return images.stream()
                .filter(image -> image.id().equals(tier.image()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("tier '" + tier.name() + "' is not of this manifest"));
    }

    /** What is deployed when nobody chooses; empty when there is nothing to choose. */
    public Optional<DeploymentOption> defaultOption() {
        return options.stream()
                .filter(DeploymentOption::byDefault)
                .findFirst()
                .or(() -> options.stream().findFirst());
    }

    /**
     * The service as it is under a deployment option, with nothing left to choose.
     *
     * @throws IllegalArgumentException if there is no such option, with those there are
     */
    public ServiceManifest under(String option) {
        if (options.stream().noneMatch(known -> known.id().equals(option))) {
            String list = options.stream().map(DeploymentOption::id).collect(Collectors.joining(", "));
            throw new IllegalArgumentException("service '" + service.name() + "' has no deployment option '" + option
                    + "'" + (list.isEmpty() ? "; it has none" : "; it has: " + list));
        }
        return new ServiceManifest(
                service,
                networks,
                images,
                List.of(),
                tiers.stream().map(tier -> tier.under(option)).toList(),
                kpis,
                elasticity,
                placement,
                sla);
    }

    /** The service under its default option (DSP0243, DeploymentOptionSection), or as it is without options. */
    public ServiceManifest underDefault() {
        return defaultOption().map(option -> under(option.id())).orElse(this);
    }
}
