package org.openvman.schema.cim;

import java.util.List;
import java.util.Optional;

/**
 * A parameter of a method (DSP0004).
 *
 * @param type {@link CimType#EMBEDDED} for a string that carries EmbeddedInstance or EmbeddedObject
 * @param referenceClass the class that a reference points to
 */
public record CimParameter(
        String name, CimType type, boolean array, Optional<String> referenceClass, List<Qualifier> qualifiers) {

    public CimParameter {
        qualifiers = List.copyOf(qualifiers);
    }

    public Optional<Qualifier> qualifier(String qualifierName) {
        return Qualifiers.find(qualifiers, qualifierName);
    }

    /** In is true unless said otherwise (DSP0004, qualifier In). */
    public boolean isIn() {
        return qualifier("In").map(Qualifier::value).map(Boolean.TRUE::equals).orElse(true);
    }

    public boolean isOut() {
        return Qualifiers.isTrue(qualifiers, "Out");
    }
}
