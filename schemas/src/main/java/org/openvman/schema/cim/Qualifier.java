package org.openvman.schema.cim;

import org.jspecify.annotations.Nullable;

/**
 * A qualifier as it stands on a class, property, method or parameter (DSP0004, qualifiers).
 *
 * @param value null, the Java class of {@link CimType}, or a list of these
 * @param overridable whether a subclass may give another value
 * @param toSubclass whether subclasses inherit it
 * @param translatable whether the value may be given in several languages
 */
public record Qualifier(
        String name,
        CimType type,
        boolean array,
        @Nullable Object value,
        boolean overridable,
        boolean toSubclass,
        boolean translatable) {

    public Qualifier {
        value = CimValues.checked(name, type, array, value);
    }

    public boolean is(String other) {
        return name.equalsIgnoreCase(other);
    }
}
