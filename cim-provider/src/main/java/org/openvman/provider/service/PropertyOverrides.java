package org.openvman.provider.service;

import java.util.Map;
import org.openvman.ovf.service.Property;
import org.openvman.ovf.service.ServiceManifest;
import org.openvman.ovf.service.Tier;
import org.openvman.provider.service.ServiceException.Reason;

/** Values that the user of a package gave for its properties, by key or, for one tier only, by {@code TIER/KEY}. */
final class PropertyOverrides {
    private PropertyOverrides() {}

    /**
     * Every key must be one that the manifest lets its user set.
     *
     * @throws ServiceException INVALID naming the key
     */
    static void check(Map<String, String> overrides, ServiceManifest manifest) {
        for (String key : overrides.keySet()) {
            boolean known = manifest.tiers().stream()
                    .anyMatch(tier -> tier.properties().stream()
                            .filter(Property::userConfigurable)
                            .anyMatch(property -> key.equals(property.key()) || key.equals(qualified(tier, property))));
            if (!known) {
                throw new ServiceException(
                        Reason.INVALID,
                        "service \"" + manifest.service().name() + "\" has no property \"" + key
                                + "\" that its user may set");
            }
        }
    }

    /** The tier with the values in the place of its own. */
    static Tier apply(Map<String, String> overrides, Tier tier) {
        return tier.withProperties(tier.properties().stream()
                .map(property -> property.userConfigurable() ? apply(overrides, tier, property) : property)
                .toList());
    }

    private static Property apply(Map<String, String> overrides, Tier tier, Property property) {
        String everywhere = overrides.getOrDefault(property.key(), property.value());
        return new Property(
                property.key(),
                overrides.getOrDefault(qualified(tier, property), everywhere),
                property.type(),
                property.userConfigurable(),
                property.password(),
                property.qualifiers(),
                property.label(),
                property.description());
    }

    private static String qualified(Tier tier, Property property) {
        return tier.name() + "/" + property.key();
    }
}
