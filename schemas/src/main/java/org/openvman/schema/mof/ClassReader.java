package org.openvman.schema.mof;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;
import org.openvman.schema.cim.CimClass;
import org.openvman.schema.cim.CimMethod;
import org.openvman.schema.cim.CimParameter;
import org.openvman.schema.cim.CimPropertyDeclaration;
import org.openvman.schema.cim.CimType;
import org.openvman.schema.cim.Qualifier;
import org.openvman.schema.cim.QualifierScope;
import org.openvman.schema.mof.MofGrammarParser.ClassDeclarationContext;
import org.openvman.schema.mof.MofGrammarParser.ClassFeatureContext;
import org.openvman.schema.mof.MofGrammarParser.ParameterContext;
import org.openvman.schema.mof.MofGrammarParser.PropertyRestContext;
import org.openvman.schema.mof.MofGrammarParser.QualifierListContext;
import org.openvman.schema.mof.MofGrammarParser.ReferenceFeatureContext;
import org.openvman.schema.mof.MofGrammarParser.TypedFeatureContext;

/** Reads a class declaration as it is written. */
final class ClassReader {
    private final KnownQualifiers qualifiers;
    private final Initializers initializers;

    ClassReader(KnownQualifiers qualifiers, Initializers initializers) {
        this.qualifiers = qualifiers;
        this.initializers = initializers;
    }

    CimClass read(@Nullable QualifierListContext list, ClassDeclarationContext context) {
        String name = context.identifier(0).getText();
        List<CimPropertyDeclaration> properties = new ArrayList<>();
        List<CimMethod> methods = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (ClassFeatureContext feature : context.classFeature()) {
            TypedFeatureContext typed = feature.typedFeature();
            if (typed == null) {
                properties.add(reference(name, feature.qualifierList(), feature.referenceFeature(), names));
            } else if (typed.methodRest() == null) {
                properties.add(property(name, feature.qualifierList(), typed, names));
            } else {
                methods.add(method(name, feature.qualifierList(), typed, names));
            }
        }
        return new CimClass(
                name,
                Optional.ofNullable(context.identifier(1)).map(superclass -> superclass.getText()),
                qualifiers.readOnClass(list),
                properties,
                methods);
    }

    private CimPropertyDeclaration property(
            String className, @Nullable QualifierListContext list, TypedFeatureContext context, Set<String> names) {
        String name = unused(context.identifier().getStart(), names);
        List<Qualifier> read = qualifiers.read(list, QualifierScope.PROPERTY);
        CimType type = embedded(Types.of(context.dataType()), read);
        PropertyRestContext rest = context.propertyRest();
        boolean array = rest.array() != null;
        return new CimPropertyDeclaration(
                name,
                type,
                array,
                Types.size(rest.array()),
                Optional.empty(),
                rest.initializer() == null ? null : initializers.read(rest.initializer(), type, array),
                read,
                className,
                false);
    }

    private CimPropertyDeclaration reference(
            String className, @Nullable QualifierListContext list, ReferenceFeatureContext context, Set<String> names) {
        return new CimPropertyDeclaration(
                unused(context.identifier(1).getStart(), names),
                CimType.REFERENCE,
                false,
                OptionalInt.empty(),
                Optional.of(context.identifier(0).getText()),
                context.initializer() == null
                        ? null
                        : initializers.read(context.initializer(), CimType.REFERENCE, false),
                qualifiers.read(list, QualifierScope.REFERENCE),
                className,
                false);
    }

    private CimMethod method(
            String className, @Nullable QualifierListContext list, TypedFeatureContext context, Set<String> names) {
        Set<String> parameters = new HashSet<>();
        return new CimMethod(
                unused(context.identifier().getStart(), names),
                Types.of(context.dataType()),
                context.methodRest().parameter().stream()
                        .map(parameter -> parameter(parameter, parameters))
                        .toList(),
                qualifiers.read(list, QualifierScope.METHOD),
                className,
                false);
    }

    private CimParameter parameter(ParameterContext context, Set<String> names) {
        boolean reference = context.dataType() == null;
        List<Qualifier> read = qualifiers.read(context.qualifierList(), QualifierScope.PARAMETER);
        Types.size(context.array());
        return new CimParameter(
                unused(context.identifier(reference ? 1 : 0).getStart(), names),
                reference ? CimType.REFERENCE : embedded(Types.of(context.dataType()), read),
                context.array() != null,
                reference ? Optional.of(context.identifier(0).getText()) : Optional.empty(),
                read);
    }

    /** DSP0004, qualifiers EmbeddedInstance and EmbeddedObject: the string carries an instance. */
    static CimType embedded(CimType type, List<Qualifier> qualifiers) {
        boolean embedded = type == CimType.STRING
                && qualifiers.stream()
                        .anyMatch(qualifier -> (qualifier.is("EmbeddedInstance") && qualifier.value() != null)
                                || (qualifier.is("EmbeddedObject") && Boolean.TRUE.equals(qualifier.value())));
        return embedded ? CimType.EMBEDDED : type;
    }

    private static String unused(Token name, Set<String> names) {
        if (!names.add(name.getText().toLowerCase(Locale.ROOT))) {
            throw MofException.at(name, "found " + name.getText() + " a second time, expected another name");
        }
        return name.getText();
    }
}
