package org.openvman.schema.cim;

import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A qualifier type (DSP0004, qualifier declaration): where a qualifier may stand and what subclasses get of it.
 *
 * @param defaultValue null, the Java class of {@link CimType}, or a list of these
 * @param scopes the kinds of element that may carry it
 * @param overridable flavor EnableOverride, the default, as against DisableOverride
 * @param toSubclass flavor ToSubclass, the default, as against Restricted
 * @param translatable flavor Translatable
 */
public record QualifierDeclaration(
        String name,
        CimType type,
        boolean array,
        OptionalInt arraySize,
        @Nullable Object defaultValue,
        Set<QualifierScope> scopes,
        boolean overridable,
        boolean toSubclass,
        boolean translatable) {

    public QualifierDeclaration {
        scopes = Set.copyOf(scopes);
        defaultValue = CimValues.checked(name, type, array, defaultValue);
    }

    /** A qualifier of this type, with the flavors declared here. */
    public Qualifier with(@Nullable Object value) {
        return new Qualifier(name, type, array, value, overridable, toSubclass, translatable);
    }
}
