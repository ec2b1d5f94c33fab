package org.openvman.schema.cim;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * An instance: a class name, properties in order and, once it has a name, its path.
 *
 * <p>Property names compare without case (DSP0004). An embedded instance has no path.
 */
public record CimInstance(String className, List<CimProperty> properties, Optional<CimPath> path) {

    public CimInstance {
        Objects.requireNonNull(className);
        properties = List.copyOf(properties);
    }

    /** An instance without a path. */
    public static CimInstance of(String className, CimProperty... properties) {
        return new CimInstance(className, List.of(properties), Optional.empty());
    }

    public Optional<CimProperty> property(String name) {
        for (CimProperty property : properties) {
            if (property.name().equalsIgnoreCase(name)) {
                return Optional.of(property);
            }
        }
        return Optional.empty();
    }

    /** The value of a property that is there and not NULL. */
    public Optional<Object> value(String name) {
        return property(name).map(CimProperty::value);
    }

    public Optional<String> string(String name) {
        return value(name).map(Object::toString);
    }

    public Optional<Long> number(String name) {
        return value(name).filter(Number.class::isInstance).map(value -> ((Number) value).longValue());
    }

    public Optional<Boolean> bool(String name) {
        return value(name).filter(Boolean.class::isInstance).map(Boolean.class::cast);
    }

    public Optional<CimPath> reference(String name) {
        return value(name).filter(CimPath.class::isInstance).map(CimPath.class::cast);
    }

    /** The elements of an array; empty for NULL, one element for a scalar. */
    public List<Object> elements(String name) {
        return value(name)
                .map(value -> value instanceof List<?> list ? List.<Object>copyOf(list) : List.of(value))
                .orElse(List.of());
    }

    public CimInstance withPath(CimPath newPath) {
        return new CimInstance(className, properties, Optional.of(newPath));
    }

    /** This instance with only the named properties (names compare without case). */
    public CimInstance withOnly(Set<String> names) {
        return new CimInstance(
                className,
                properties.stream()
                        .filter(property -> names.stream().anyMatch(property.name()::equalsIgnoreCase))
                        .toList(),
                path);
    }

    /** This instance with the property added, or in the place of the one of that name. */
    public CimInstance with(CimProperty property) {
        List<CimProperty> changed = new ArrayList<>(properties);
        changed.removeIf(old -> old.name().equalsIgnoreCase(property.name()));
        changed.add(property);
        return new CimInstance(className, changed, path);
    }
}
