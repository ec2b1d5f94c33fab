package org.openvman.schema.cim;

import java.util.List;
import java.util.Optional;

/**
 * A class declaration (DSP0004): an ordinary class, an association or an indication.
 *
 * <p>What {@code ClassRepository} returns is <em>effective</em>: inherited properties, methods and qualifiers are in
 * place, marked as propagated and with the class that first declared them.
 */
public record CimClass(
        String name,
        Optional<String> superclass,
        List<Qualifier> qualifiers,
        List<CimPropertyDeclaration> properties,
        List<CimMethod> methods) {

    public CimClass {
        qualifiers = List.copyOf(qualifiers);
        properties = List.copyOf(properties);
        methods = List.copyOf(methods);
    }

    public Optional<Qualifier> qualifier(String qualifierName) {
        return Qualifiers.find(qualifiers, qualifierName);
    }

    public boolean isAssociation() {
        return Qualifiers.isTrue(qualifiers, "Association");
    }

    public boolean isIndication() {
        return Qualifiers.isTrue(qualifiers, "Indication");
    }

    public boolean isAbstract() {
        return Qualifiers.isTrue(qualifiers, "Abstract");
    }

    public Optional<CimPropertyDeclaration> property(String propertyName) {
        for (CimPropertyDeclaration property : properties) {
            if (property.name().equalsIgnoreCase(propertyName)) {
                return Optional.of(property);
            }
        }
        return Optional.empty();
    }

    public Optional<CimMethod> method(String methodName) {
        for (CimMethod method : methods) {
            if (method.name().equalsIgnoreCase(methodName)) {
                return Optional.of(method);
            }
        }
        return Optional.empty();
    }

    /** The key properties, in declaration order. */
    public List<CimPropertyDeclaration> keys() {
        return properties.stream().filter(CimPropertyDeclaration::isKey).toList();
    }

    /** The reference properties; at least two in an association. */
    public List<CimPropertyDeclaration> references() {
        return properties.stream()
                .filter(property -> property.type() == CimType.REFERENCE)
                .toList();
    }
}
