package org.openvman.schema.cim;

import java.util.List;
import java.util.Optional;

/** A method that a class declares or inherits (DSP0004). */
public record CimMethod(
        String name,
        CimType returnType,
        List<CimParameter> parameters,
        List<Qualifier> qualifiers,
        String originClass,
        boolean propagated) {

    public CimMethod {
        parameters = List.copyOf(parameters);
        qualifiers = List.copyOf(qualifiers);
    }

    public Optional<Qualifier> qualifier(String qualifierName) {
        return Qualifiers.find(qualifiers, qualifierName);
    }

    public Optional<CimParameter> parameter(String parameterName) {
        for (CimParameter parameter : parameters) {
            if (parameter.name().equalsIgnoreCase(parameterName)) {
                return Optional.of(parameter);
            }
        }
        return Optional.empty();
    }

    /** Whether it can be called on the class itself. */
    public boolean isStatic() {
        return Qualifiers.isTrue(qualifiers, "Static");
    }
}
