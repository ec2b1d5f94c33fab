package org.openvman.ovf.service;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A group of like virtual systems of a service.
 *
 * @param title for people; may be empty
 * @param image id of the image its members boot from
 * @param networks names of the networks its members are connected to, one interface each, in this order
 * @param ready how to tell that a member does its work; without it, running is enough
 * @param scripts files that the guest runs once at first start
 * @param files files that the guest finds and scripts use
 * @param database files that the database in the guest is filled from
 * @param options what deployment options change, by their id
 */
public record Tier(
        String name,
        String title,
        String image,
        Hardware hardware,
        List<String> networks,
        Start start,
        Optional<Readiness> ready,
        Instances instances,
        List<AttachedFile> scripts,
        List<AttachedFile> files,
        List<AttachedFile> database,
        List<Property> properties,
        Map<String, TierOption> options) {

    public Tier {
        Names.requireHostLabel("tier name", name);
        networks = List.copyOf(networks);
        scripts = List.copyOf(scripts);
        files = List.copyOf(files);
        database = List.copyOf(database);
        properties = List.copyOf(properties);
        options = Collections.unmodifiableMap(new TreeMap<>(options));
    }

    /** Every file that the guest finds: scripts, other files, content of its database. */
    public Stream<AttachedFile> attached() {
        return Stream.of(scripts, files, database).flatMap(List::stream);
    }

    public Tier withHardware(Hardware changed) {
        return changed(changed, instances, properties, options);
    }

    public Tier withProperties(List<Property> changed) {
        return changed(hardware, instances, changed, options);
    }

    /** The tier as it is under a deployment option, with nothing left to choose. */
    Tier under(String option) {
        TierOption chosen = options.get(option);
        if (chosen == null) {
            return changed(hardware, instances, properties, Map.of());
        }
        return changed(
                chosen.hardware().orElse(hardware),
                chosen.instances().orElse(instances),
                properties.stream()
                        .map(property ->
                                property.withValue(chosen.values().getOrDefault(property.key(), property.value())))
                        .toList(),
                Map.of());
    }

    private Tier changed(
            Hardware otherHardware,
            Instances otherInstances,
            List<Property> otherProperties,
            Map<String, TierOption> otherOptions) {
        return new Tier(
                name,
                title,
                image,
                otherHardware,
                networks,
                start,
                ready,
                otherInstances,
                scripts,
                files,
                database,
                otherProperties,
                otherOptions);
    }
}
