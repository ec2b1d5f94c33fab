package org.openvman.ovf.service;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a tier is like under one {@link DeploymentOption}; what is not given stays as the tier has it.
 *
 * @param values by property key
 */
public record TierOption(Optional<Hardware> hardware, Optional<Instances> instances, Map<String, String> values) {
    public TierOption {
        values = Collections.unmodifiableMap(new TreeMap<>(values));
        values.forEach((key, value) -> Names.requireXmlText("value of property '" + key + "'", value));
        if (hardware.isEmpty() && instances.isEmpty() && values.isEmpty()) {
            throw new IllegalArgumentException("an option of a tier needs hardware, instances or properties");
        }
    }
}
