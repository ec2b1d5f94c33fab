package org.openvman.ovf.service;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.openvman.ovf.model.Content;
import org.openvman.ovf.model.ProductSection;
import org.openvman.ovf.model.VirtualSystem;
import org.openvman.ovf.model.VirtualSystemCollection;

/**
 * The properties that a system finds in its environment: its own, and those of the collections round it, which DSP0243
 * (ProductSection) hands on to all that is in them.
 */
final class PropertiesOfSystem {
    private final List<ProductSection> own;
    private final List<ProductSection> inherited;

    private PropertiesOfSystem(List<ProductSection> own, List<ProductSection> inherited) {
        this.own = own;
        this.inherited = inherited;
    }

    static PropertiesOfSystem of(Content root, VirtualSystem system) {
        List<ProductSection> inherited = new ArrayList<>();
        collect(root, system, inherited);
        return new PropertiesOfSystem(system.sections(ProductSection.class).toList(), inherited);
    }

    private static void collect(Content content, VirtualSystem system, List<ProductSection> found) {
        if (content instanceof VirtualSystemCollection collection
                && collection.systems().anyMatch(inside -> inside.equals(system))) {
            // The nearest collection first: its values win.
            collection.members().forEach(member -> collect(member, system, found));
            found.addAll(collection.sections(ProductSection.class).toList());
        }
    }

    /** A property and where it stood in the manifest. */
    private record Placed(int position, Property property) {}

    List<Property> properties() {
        Map<String, Placed> placed = new LinkedHashMap<>();
        each((key, property) ->
                placed.putIfAbsent(key, new Placed(position(property, placed.size()), read(key, property))));
        return placed.values().stream()
                .sorted(Comparator.comparingInt(Placed::position))
                .map(Placed::property)
                .toList();
    }

    /** Values for a configuration, by key. */
    Map<String, String> valuesUnder(String configuration) {
        Map<String, String> values = new LinkedHashMap<>();
        each((key, property) -> {
            String value = property.values().get(configuration);
            if (value != null) {
                values.putIfAbsent(key, value);
            }
        });
        return values;
    }

    /** Told of a property and its key in the environment. */
    private interface Visitor {
        void visit(String key, ProductSection.Property property);
    }

    private void each(Visitor visitor) {
        Stream.of(own, inherited)
                .flatMap(List::stream)
                .forEach(section -> section.properties()
                        .forEach(property -> visitor.visit(section.environmentKey(property), property)));
    }

    private static int position(ProductSection.Property property, int otherwise) {
        return Integer.parseInt(property.extensions().getOrDefault(ServiceExtensions.position(), "" + otherwise));
    }

    private static Property read(String key, ProductSection.Property property) {
        return new Property(
                key,
                property.value()
                        .or(() -> Optional.ofNullable(property.values().get("")))
                        .orElse(""),
                property.type(),
                property.userConfigurable(),
                property.password(),
                property.qualifiers(),
                property.label(),
                property.description());
    }
}
