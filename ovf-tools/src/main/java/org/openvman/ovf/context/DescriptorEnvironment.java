package org.openvman.ovf.context;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openvman.ovf.model.Content;
import org.openvman.ovf.model.DeploymentOptionSection;
import org.openvman.ovf.model.Descriptor;
import org.openvman.ovf.model.ProductSection;
import org.openvman.ovf.model.VirtualSystem;
import org.openvman.ovf.model.VirtualSystemCollection;

/**
 * The OVF environment of a system of any descriptor, whether or not it describes a service (DSP0243, OVF environment): its
 * own properties and those of the collection it is directly in, and its siblings there as entities. Values are the
 * descriptor's; macros stay as they are, since nobody knows addresses.
 */
public final class DescriptorEnvironment {
    private final Descriptor descriptor;
    private final String configuration;

    /**
     * Environments under a configuration.
     *
     * @param chosen its id; the default one if empty
     * @throws IllegalArgumentException if there is no such configuration, with those there are
     */
    public DescriptorEnvironment(Descriptor descriptor, Optional<String> chosen) {
        List<DeploymentOptionSection.Configuration> known = descriptor
                .sections(DeploymentOptionSection.class)
                .flatMap(section -> section.configurations().stream())
                .toList();
        chosen.filter(id -> known.stream().noneMatch(each -> each.id().equals(id)))
                .ifPresent(id -> {
                    throw new IllegalArgumentException("no deployment option '" + id + "'; there is: "
                            + known.stream()
                                    .map(DeploymentOptionSection.Configuration::id)
                                    .collect(Collectors.joining(", ")));
                });
        this.descriptor = descriptor;
        this.configuration = chosen.or(() -> known.stream()
                        .filter(DeploymentOptionSection.Configuration::byDefault)
                        .findFirst()
                        .or(() -> known.stream().findFirst())
                        .map(DeploymentOptionSection.Configuration::id))
                .orElse("");
    }

    /**
     * The environment of a system.
     *
     * @param values other values for some of its properties, by the keys that the environment has
     * @throws IllegalArgumentException if it has no such property
     */
    public OvfEnvironment of(VirtualSystem system, OvfEnvironment.Platform platform, Map<String, String> values) {
        Optional<VirtualSystemCollection> parent = parent(descriptor.content(), system);
        Map<String, String> properties = properties(Stream.concat(parent.stream(), Stream.of(system)), true);
        values.forEach((key, value) -> {
            if (properties.replace(key, value) == null) {
                throw new IllegalArgumentException("system '" + system.id() + "' has no property '" + key + "'");
            }
        });
        List<OvfEnvironment.Entity> siblings = new ArrayList<>();
        parent.stream()
                .flatMap(collection -> collection.members().stream())
                .filter(member -> member != system)
                .forEach(member ->
                        siblings.add(new OvfEnvironment.Entity(member.id(), properties(Stream.of(member), false))));
        return new OvfEnvironment(system.id(), platform, properties, siblings);
    }

    private static Optional<VirtualSystemCollection> parent(Content content, VirtualSystem system) {
        if (!(content instanceof VirtualSystemCollection collection)) {
            return Optional.empty();
        }
        return collection.members().contains(system)
                ? Optional.of(collection)
                : collection.members().stream()
                        .flatMap(member -> parent(member, system).stream())
                        .findFirst();
    }

    /** Of siblings all but passwords. */
    private Map<String, String> properties(Stream<? extends Content> owners, boolean withPasswords) {
        Map<String, String> properties = new LinkedHashMap<>();
        owners.flatMap(owner -> owner.sections(ProductSection.class))
                .forEach(section -> section.properties().stream()
                        .filter(property -> withPasswords || !property.password())
                        .forEach(property -> properties.put(section.environmentKey(property), value(property))));
        return properties;
    }

    private String value(ProductSection.Property property) {
        return Optional.ofNullable(property.values().get(configuration))
                .or(property::value)
                .or(() -> Optional.ofNullable(property.values().get("")))
                .orElse("");
    }
}
