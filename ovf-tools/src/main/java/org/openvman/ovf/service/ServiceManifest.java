package org.openvman.ovf.service;

import java.util.List;
import java.util.Optional;

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
        tiers = List.copyOf(tiers);
        kpis = List.copyOf(kpis);
        elasticity = List.copyOf(elasticity);
        placement = List.copyOf(placement);
        sla = List.copyOf(sla);
        List<ManifestProblem> problems =
                ConsistencyRules.problems(networks, images, tiers, kpis, elasticity, placement);
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
}
