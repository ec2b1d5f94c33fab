package org.openvman.endpoint.cimxml;

import org.openvman.provider.operation.PropertyFilter;
import org.openvman.schema.cim.CimClass;
import org.openvman.schema.cim.CimMethod;
import org.openvman.schema.cim.CimParameter;
import org.openvman.schema.cim.CimPropertyDeclaration;
import org.openvman.schema.cim.CimType;
import org.openvman.schema.cim.Qualifier;

/**
 * Writes CLASS (DSP0201) as GetClass and EnumerateClasses want it.
 *
 * @param localOnly only what the class itself declares or overrides
 * @param qualifiers whether qualifiers are wanted
 * @param classOrigin whether the declaring class is wanted on properties and methods
 * @param properties which properties are wanted
 */
record ClassWriter(XmlOut out, boolean localOnly, boolean qualifiers, boolean classOrigin, PropertyFilter properties) {

    void write(CimClass declaration) {
        out.open("CLASS").attribute("NAME", declaration.name());
        declaration.superclass().ifPresent(name -> out.attribute("SUPERCLASS", name));
        qualifiers(declaration.qualifiers());
        for (CimPropertyDeclaration property : declaration.properties()) {
            if (properties.accepts(property.name()) && wanted(property.propagated())) {
                property(property);
            }
        }
        for (CimMethod method : declaration.methods()) {
            if (wanted(method.propagated())) {
                method(method);
            }
        }
        out.close();
    }

    private boolean wanted(boolean propagated) {
        return !localOnly || !propagated;
    }

    private void property(CimPropertyDeclaration property) {
        if (property.type() == CimType.REFERENCE) {
            out.open("PROPERTY.REFERENCE").attribute("NAME", property.name());
            property.referenceClass().ifPresent(name -> out.attribute("REFERENCECLASS", name));
        } else {
            out.open(property.array() ? "PROPERTY.ARRAY" : "PROPERTY")
                    .attribute("NAME", property.name())
                    .attribute("TYPE", property.type().mofName());
            property.arraySize().ifPresent(size -> out.attribute("ARRAYSIZE", Integer.toString(size)));
        }
        origin(property.originClass(), property.propagated());
        if (property.type() == CimType.EMBEDDED) {
            out.attribute("EmbeddedObject", "instance");
        }
        qualifiers(property.qualifiers());
        if (property.defaultValue() != null) {
            ValueWriter.value(out, property.defaultValue());
        }
        out.close();
    }

    private void method(CimMethod method) {
        out.open("METHOD")
                .attribute("NAME", method.name())
                .attribute("TYPE", method.returnType().mofName());
        origin(method.originClass(), method.propagated());
        qualifiers(method.qualifiers());
        method.parameters().forEach(this::parameter);
        out.close();
    }

    private void parameter(CimParameter parameter) {
        if (parameter.type() == CimType.REFERENCE) {
            out.open(parameter.array() ? "PARAMETER.REFARRAY" : "PARAMETER.REFERENCE")
                    .attribute("NAME", parameter.name());
            parameter.referenceClass().ifPresent(name -> out.attribute("REFERENCECLASS", name));
        } else {
            out.open(parameter.array() ? "PARAMETER.ARRAY" : "PARAMETER")
                    .attribute("NAME", parameter.name())
                    .attribute("TYPE", parameter.type().mofName());
        }
        qualifiers(parameter.qualifiers());
        out.close();
    }

    private void origin(String originClass, boolean propagated) {
        if (classOrigin) {
            out.attribute("CLASSORIGIN", originClass);
        }
        out.attribute("PROPAGATED", Boolean.toString(propagated));
    }

    private void qualifiers(Iterable<Qualifier> found) {
        if (qualifiers) {
            found.forEach(this::qualifier);
        }
    }

    private void qualifier(Qualifier qualifier) {
        out.open("QUALIFIER")
                .attribute("NAME", qualifier.name())
                .attribute("TYPE", qualifier.type().mofName())
                .attribute("OVERRIDABLE", Boolean.toString(qualifier.overridable()))
                .attribute("TOSUBCLASS", Boolean.toString(qualifier.toSubclass()))
                .attribute("TRANSLATABLE", Boolean.toString(qualifier.translatable()));
        if (qualifier.value() != null) {
            ValueWriter.value(out, qualifier.value());
        }
        out.close();
    }
}
