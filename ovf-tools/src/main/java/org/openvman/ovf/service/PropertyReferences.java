package org.openvman.ovf.service;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Values of RESERVOIR manifests that are the key of another property: {@code com.sap.ovf.ci.hostname.COMMON} means the
 * value of that property. They become the macro {@code @Property}, or the value itself when only another tier has it.
 */
final class PropertyReferences {
    private PropertyReferences() {}

    static List<Tier> resolve(List<Tier> tiers) {
        Map<String, String> everywhere = new LinkedHashMap<>();
        tiers.forEach(tier ->
                tier.properties().forEach(property -> everywhere.putIfAbsent(property.key(), property.value())));
        return tiers.stream()
                .map(tier -> tier.withProperties(tier.properties().stream()
                        .map(property -> resolve(property, tier, everywhere))
                        .toList()))
                .toList();
    }

    private static Property resolve(Property property, Tier tier, Map<String, String> everywhere) {
        String value = property.value().strip();
        if (value.equals(property.key()) || !value.contains(".") || !everywhere.containsKey(value)) {
            return property;
        }
        boolean own = tier.properties().stream().anyMatch(other -> other.key().equals(value));
        return property.withValue(own ? "@Property(" + value + ")" : everywhere.getOrDefault(value, ""));
    }
}
