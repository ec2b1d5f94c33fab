package org.openvman.schema.mof;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.openvman.schema.cim.CimClass;
import org.openvman.schema.cim.CimInstance;
import org.openvman.schema.cim.CimMethod;
import org.openvman.schema.cim.CimParameter;
import org.openvman.schema.cim.CimPath;
import org.openvman.schema.cim.CimPropertyDeclaration;
import org.openvman.schema.cim.CimType;
import org.openvman.schema.cim.Qualifier;
import org.openvman.schema.cim.QualifierDeclaration;
import org.openvman.schema.cim.QualifierScope;

/**
 * Writes declarations as MOF that {@link MofParser} reads back to the same records.
 *
 * <p>Of a class only what it declares is written, not what it inherits. Flavors are written where they differ from the
 * qualifier's declaration, or where that is not known.
 */
public final class MofWriter {
    private static final String INDENT = "  ";

    private final Map<String, QualifierDeclaration> declarations = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    public MofWriter(Collection<QualifierDeclaration> declarations) {
        declarations.forEach(declaration -> this.declarations.put(declaration.name(), declaration));
    }

    /** Everything of a compilation unit, with a namespace pragma where instances change their namespace. */
    public String write(MofDeclarations unit) {
        StringJoiner text = new StringJoiner("\n");
        unit.qualifiers().forEach(qualifier -> text.add(write(qualifier)));
        unit.classes().forEach(declared -> text.add(write(declared)));
        String namespace = "";
        for (CimInstance instance : unit.instances()) {
            String next = instance.path().map(CimPath::namespace).orElse(namespace);
            if (!next.equals(namespace)) {
                text.add("#pragma namespace (" + MofText.literal(next) + ")\n");
                namespace = next;
            }
            text.add(write(instance));
        }
        return text.toString();
    }

    /** A qualifier declaration. */
    public String write(QualifierDeclaration declaration) {
        StringBuilder out = new StringBuilder("Qualifier ")
                .append(declaration.name())
                .append(" : ")
                .append(declaration.type().mofName())
                .append(array(declaration.array(), declaration.arraySize()));
        if (declaration.defaultValue() != null) {
            out.append(" = ").append(MofText.value(declaration.defaultValue(), INDENT));
        }
        out.append(",\n")
                .append(INDENT)
                .append("Scope(")
                .append(scopes(declaration))
                .append("),\n");
        StringJoiner flavors = new StringJoiner(", ", INDENT + "Flavor(", ");\n");
        flavors.add(declaration.overridable() ? "EnableOverride" : "DisableOverride");
        flavors.add(declaration.toSubclass() ? "ToSubclass" : "Restricted");
        if (declaration.translatable()) {
            flavors.add("Translatable");
        }
        return out.append(flavors).toString();
    }

    /** A class, an association or an indication. */
    public String write(CimClass declared) {
        StringBuilder out = new StringBuilder();
        qualifiers(out, "", declared.qualifiers());
        out.append("class ").append(declared.name());
        declared.superclass().ifPresent(superclass -> out.append(" : ").append(superclass));
        out.append(" {\n");
        for (CimPropertyDeclaration property : declared.properties()) {
            if (!property.propagated()) {
                out.append('\n');
                property(out, property);
            }
        }
        for (CimMethod method : declared.methods()) {
            if (!method.propagated()) {
                out.append('\n');
                method(out, method);
            }
        }
        return out.append("};\n").toString();
    }

    /** An instance, without its path: that follows from its keys. */
    public String write(CimInstance instance) {
        return MofText.instance(instance, "") + ";\n";
    }

    private void property(StringBuilder out, CimPropertyDeclaration property) {
        qualifiers(out, INDENT, property.qualifiers());
        out.append(INDENT)
                .append(type(property.type(), property.referenceClass().orElse("")))
                .append(' ')
                .append(property.name())
                .append(array(property.array(), property.arraySize()));
        if (property.defaultValue() != null) {
            out.append(" = ").append(MofText.value(property.defaultValue(), INDENT));
        }
        out.append(";\n");
    }

    private void method(StringBuilder out, CimMethod method) {
        qualifiers(out, INDENT, method.qualifiers());
        out.append(INDENT)
                .append(method.returnType().mofName())
                .append(' ')
                .append(method.name())
                .append('(');
        String separator = "\n";
        for (CimParameter parameter : method.parameters()) {
            out.append(separator);
            qualifiers(out, INDENT + INDENT, parameter.qualifiers());
            out.append(INDENT)
                    .append(INDENT)
                    .append(type(parameter.type(), parameter.referenceClass().orElse("")))
                    .append(' ')
                    .append(parameter.name())
                    .append(parameter.array() ? "[]" : "");
            separator = ",\n";
        }
        out.append(");\n");
    }

    private void qualifiers(StringBuilder out, String indent, List<Qualifier> qualifiers) {
        if (qualifiers.isEmpty()) {
            return;
        }
        StringJoiner list = new StringJoiner(",\n" + indent + INDENT, indent + "[", "]\n");
        qualifiers.forEach(qualifier -> list.add(qualifier(qualifier, indent + INDENT)));
        out.append(list);
    }

    private String qualifier(Qualifier qualifier, String indent) {
        String name = qualifier.name();
        if (qualifier.value() == null) {
            name += "(NULL)";
        } else if (qualifier.array()) {
            name += " " + MofText.value(qualifier.value(), indent);
        } else if (!Boolean.TRUE.equals(qualifier.value())) {
            name += "(" + MofText.value(qualifier.value(), indent) + ")";
        }
        return name + flavors(qualifier);
    }

    private String flavors(Qualifier qualifier) {
        QualifierDeclaration declaration = declarations.get(qualifier.name());
        StringJoiner flavors = new StringJoiner(" ", " : ", "").setEmptyValue("");
        if (declaration == null || declaration.overridable() != qualifier.overridable()) {
            flavors.add(qualifier.overridable() ? "EnableOverride" : "DisableOverride");
        }
        if (declaration == null || declaration.toSubclass() != qualifier.toSubclass()) {
            flavors.add(qualifier.toSubclass() ? "ToSubclass" : "Restricted");
        }
        if (qualifier.translatable() && (declaration == null || !declaration.translatable())) {
            flavors.add("Translatable");
        }
        return flavors.toString();
    }

    private static String scopes(QualifierDeclaration declaration) {
        if (declaration.scopes().size() == QualifierScope.values().length) {
            return "any";
        }
        StringJoiner scopes = new StringJoiner(", ");
        for (QualifierScope scope : QualifierScope.values()) {
            if (declaration.scopes().contains(scope)) {
                scopes.add(scope.name().toLowerCase(Locale.ROOT));
            }
        }
        return scopes.toString();
    }

    private static String type(CimType type, String referenceClass) {
        return type == CimType.REFERENCE ? referenceClass + " REF" : type.mofName();
    }

    private static String array(boolean array, OptionalInt size) {
        if (!array) {
            return "";
        }
        return size.isPresent() ? "[" + size.getAsInt() + "]" : "[]";
    }
}
