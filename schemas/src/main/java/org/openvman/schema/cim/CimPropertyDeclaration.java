package org.openvman.schema.cim;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A property or reference that a class declares or inherits (DSP0004).
 *
 * @param type {@link CimType#EMBEDDED} for a string that carries EmbeddedInstance or EmbeddedObject
 * @param arraySize the fixed size of an array that has one
 * @param referenceClass the class that a reference points to
 * @param defaultValue null, the Java class of the type, or a list of these
 * @param originClass the class that declared it first
 * @param propagated whether it is inherited unchanged
 */
public record CimPropertyDeclaration(
        String name,
        CimType type,
        boolean array,
        OptionalInt arraySize,
        Optional<String> referenceClass,
        @Nullable Object defaultValue,
        List<Qualifier> qualifiers,
        String originClass,
        boolean propagated) {

    public CimPropertyDeclaration {
        qualifiers = List.copyOf(qualifiers);
        defaultValue = CimValues.checked(name, type, array, defaultValue);
    }

    public Optional<Qualifier> qualifier(String qualifierName) {
        return Qualifiers.find(qualifiers, qualifierName);
    }

    public boolean isKey() {
        return Qualifiers.isTrue(qualifiers, "Key");
    }

    public boolean isRequired() {
        return isKey() || Qualifiers.isTrue(qualifiers, "Required");
    }
}
