package org.openvman.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.openvman.schema.cim.CimClass;
import org.openvman.schema.cim.CimMethod;
import org.openvman.schema.cim.CimParameter;
import org.openvman.schema.cim.CimPropertyDeclaration;
import org.openvman.schema.cim.CimType;
import org.openvman.schema.cim.Qualifier;

/** What a class is once it has inherited (DSP0004: subclasses, overrides, qualifier flavors). */
final class Inheritance {
    private final List<String> problems;

    Inheritance(List<String> problems) {
        this.problems = problems;
    }

    /** The class with what the effective superclass hands down; mistakes are added to the list. */
    CimClass resolve(CimClass declared, Optional<CimClass> superclass) {
        if (superclass.isEmpty()) {
            declared.properties().forEach(property -> checkBase(declared, property.name(), property.qualifiers()));
            declared.methods().forEach(method -> checkBase(declared, method.name(), method.qualifiers()));
            return declared;
        }
        CimClass base = superclass.get();
        return new CimClass(
                declared.name(),
                Optional.of(base.name()),
                merged(declared.name(), declared.qualifiers(), base.qualifiers()),
                properties(declared, base),
                methods(declared, base));
    }

    private List<CimPropertyDeclaration> properties(CimClass declared, CimClass base) {
        List<CimPropertyDeclaration> properties = new ArrayList<>();
        for (CimPropertyDeclaration inherited : base.properties()) {
            properties.add(declared.property(inherited.name())
                    .map(own -> overriding(declared, own, inherited))
                    .orElseGet(() -> handedDown(inherited)));
        }
        boolean keyed = !base.keys().isEmpty();
        for (CimPropertyDeclaration own : declared.properties()) {
            if (base.property(own.name()).isEmpty()) {
                checkBase(declared, own.name(), own.qualifiers());
                if (keyed && own.isKey()) {
                    problems.add(declared.name() + "." + own.name() + ": a new key, but " + base.name() + " has keys");
                }
                properties.add(own);
            }
        }
        return properties;
    }

    private List<CimMethod> methods(CimClass declared, CimClass base) {
        List<CimMethod> methods = new ArrayList<>();
        for (CimMethod inherited : base.methods()) {
            methods.add(declared.method(inherited.name())
                    .map(own -> overriding(declared, own, inherited))
                    .orElseGet(() -> handedDown(inherited)));
        }
        for (CimMethod own : declared.methods()) {
            if (base.method(own.name()).isEmpty()) {
                checkBase(declared, own.name(), own.qualifiers());
                methods.add(own);
            }
        }
        return methods;
    }

    private CimPropertyDeclaration overriding(
            CimClass declared, CimPropertyDeclaration own, CimPropertyDeclaration inherited) {
        String where = declared.name() + "." + own.name();
        checkOverride(where, own.name(), own.qualifiers());
        if (!own.type().mofName().equals(inherited.type().mofName()) || own.array() != inherited.array()) {
            problems.add(where + ": is " + typeOf(own.type(), own.array()) + ", overrides "
                    + typeOf(inherited.type(), inherited.array()));
        }
        List<Qualifier> qualifiers = merged(where, own.qualifiers(), inherited.qualifiers());
        return new CimPropertyDeclaration(
                own.name(),
                inherited.type() == CimType.EMBEDDED ? CimType.EMBEDDED : own.type(),
                own.array(),
                own.arraySize().isPresent() ? own.arraySize() : inherited.arraySize(),
                own.referenceClass(),
                own.defaultValue() == null ? inherited.defaultValue() : own.defaultValue(),
                qualifiers,
                inherited.originClass(),
                false);
    }

    private CimMethod overriding(CimClass declared, CimMethod own, CimMethod inherited) {
        String where = declared.name() + "." + own.name();
        checkOverride(where, own.name(), own.qualifiers());
        if (own.returnType() != inherited.returnType()) {
            problems.add(where + ": returns " + own.returnType().mofName() + ", overrides "
                    + inherited.returnType().mofName());
        }
        List<CimParameter> parameters = new ArrayList<>();
        for (CimParameter parameter : own.parameters()) {
            parameters.add(inherited
                    .parameter(parameter.name())
                    .map(base -> overriding(where, parameter, base))
                    .orElse(parameter));
        }
        return new CimMethod(
                own.name(),
                own.returnType(),
                parameters,
                merged(where, own.qualifiers(), inherited.qualifiers()),
                inherited.originClass(),
                false);
    }

    private CimParameter overriding(String method, CimParameter own, CimParameter inherited) {
        return new CimParameter(
                own.name(),
                inherited.type() == CimType.EMBEDDED ? CimType.EMBEDDED : own.type(),
                own.array(),
                own.referenceClass(),
                merged(method + "." + own.name(), own.qualifiers(), inherited.qualifiers()));
    }

    private static CimPropertyDeclaration handedDown(CimPropertyDeclaration inherited) {
        if (inherited.propagated()) {
            return inherited;
        }
        return new CimPropertyDeclaration(
                inherited.name(),
                inherited.type(),
                inherited.array(),
                inherited.arraySize(),
                inherited.referenceClass(),
                inherited.defaultValue(),
                handedDown(inherited.qualifiers()),
                inherited.originClass(),
                true);
    }

    private static CimMethod handedDown(CimMethod inherited) {
        if (inherited.propagated()) {
            return inherited;
        }
        return new CimMethod(
                inherited.name(),
                inherited.returnType(),
                inherited.parameters(),
                handedDown(inherited.qualifiers()),
                inherited.originClass(),
                true);
    }

    private static List<Qualifier> handedDown(List<Qualifier> qualifiers) {
        List<Qualifier> kept = new ArrayList<>(qualifiers.size());
        for (Qualifier qualifier : qualifiers) {
            if (qualifier.toSubclass()) {
                kept.add(qualifier);
            }
        }
        return kept;
    }

    /** Own qualifiers first, then those that the base hands down and that are not given anew. */
    private List<Qualifier> merged(String where, List<Qualifier> own, List<Qualifier> inherited) {
        List<Qualifier> merged = new ArrayList<>(own);
        for (Qualifier base : handedDown(inherited)) {
            Optional<Qualifier> given = find(own, base.name());
            if (given.isEmpty()) {
                merged.add(base);
            } else if (!base.overridable() && !Objects.equals(given.get().value(), base.value())) {
                problems.add(where + ": qualifier " + base.name() + " is " + base.value() + " above and cannot become "
                        + given.get().value());
            }
        }
        return merged;
    }

    private static Optional<Qualifier> find(List<Qualifier> qualifiers, String name) {
        for (Qualifier qualifier : qualifiers) {
            if (qualifier.is(name)) {
                return Optional.of(qualifier);
            }
        }
        return Optional.empty();
    }

    private void checkBase(CimClass declared, String name, List<Qualifier> qualifiers) {
        if (find(qualifiers, "Override").isPresent()) {
            problems.add(declared.name() + "." + name + ": overrides nothing");
        }
    }

    private void checkOverride(String where, String name, List<Qualifier> qualifiers) {
        Optional<Qualifier> override = qualifiers.stream()
                .filter(qualifier -> qualifier.is("Override"))
                .findFirst();
        if (override.isEmpty()) {
            problems.add(where + ": is inherited, too, and carries no Override");
        } else if (!name.equalsIgnoreCase(String.valueOf(override.get().value()))) {
            problems.add(where + ": Override names " + override.get().value());
        }
    }

    private static String typeOf(CimType type, boolean array) {
        return type.mofName() + (array ? "[]" : "");
    }
}
