package org.openvman.schema.mof;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;
import org.openvman.schema.cim.CimType;
import org.openvman.schema.cim.Qualifier;
import org.openvman.schema.cim.QualifierDeclaration;
import org.openvman.schema.cim.QualifierScope;
import org.openvman.schema.mof.MofGrammarParser.ArrayContext;
import org.openvman.schema.mof.MofGrammarParser.MetaElementContext;
import org.openvman.schema.mof.MofGrammarParser.QualifierContext;
import org.openvman.schema.mof.MofGrammarParser.QualifierDeclarationContext;
import org.openvman.schema.mof.MofGrammarParser.QualifierListContext;

/** The qualifier types declared so far, and the reading of qualifiers by them. */
final class KnownQualifiers {
    private final Map<String, QualifierDeclaration> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final Initializers initializers;

    KnownQualifiers(Collection<QualifierDeclaration> declarations, Initializers initializers) {
        this.initializers = initializers;
        declarations.forEach(declaration -> byName.put(declaration.name(), declaration));
    }

    Collection<QualifierDeclaration> all() {
        return byName.values();
    }

    /** Reads a declaration and knows it from now on. */
    QualifierDeclaration declare(QualifierDeclarationContext context) {
        CimType type = Types.of(context.dataType());
        ArrayContext array = context.array();
        Flavors flavors = context.defaultFlavor() == null
                ? Flavors.DEFAULT
                : Flavors.DEFAULT.with(context.defaultFlavor().flavor());
        QualifierDeclaration declaration = new QualifierDeclaration(
                context.identifier().getText(),
                type,
                array != null,
                Types.size(array),
                context.initializer() == null ? null : initializers.read(context.initializer(), type, array != null),
                scopes(context.scope().metaElement()),
                flavors.overridable(),
                flavors.toSubclass(),
                flavors.translatable());
        QualifierDeclaration earlier = byName.putIfAbsent(declaration.name(), declaration);
        if (earlier != null && !earlier.equals(declaration)) {
            throw MofException.at(
                    context.identifier().getStart(),
                    "qualifier " + declaration.name() + " was declared before, and differently");
        }
        return declaration;
    }

    /** Reads the qualifiers on an element of that kind. */
    List<Qualifier> read(@Nullable QualifierListContext list, QualifierScope scope) {
        if (list == null) {
            return List.of();
        }
        return checked(list, readAll(list), scope);
    }

    /** Reads the qualifiers on a class, whose kind follows from them. */
    List<Qualifier> readOnClass(@Nullable QualifierListContext list) {
        if (list == null) {
            return List.of();
        }
        List<Qualifier> qualifiers = readAll(list);
        QualifierScope scope = QualifierScope.CLASS;
        for (Qualifier qualifier : qualifiers) {
            if (Boolean.TRUE.equals(qualifier.value())) {
                if (qualifier.is("Association")) {
                    scope = QualifierScope.ASSOCIATION;
                } else if (qualifier.is("Indication")) {
                    scope = QualifierScope.INDICATION;
                }
            }
        }
        return checked(list, qualifiers, scope);
    }

    private List<Qualifier> readAll(QualifierListContext list) {
        List<Qualifier> qualifiers = new ArrayList<>();
        for (QualifierContext context : list.qualifier()) {
            qualifiers.add(read(context));
        }
        return qualifiers;
    }

    private Qualifier read(QualifierContext context) {
        Token start = context.identifier().getStart();
        String name = context.identifier().getText();
        QualifierDeclaration declaration = byName.get(name);
        if (declaration == null) {
            throw MofException.at(start, "qualifier " + name + " is not declared");
        }
        Flavors flavors = Flavors.of(declaration).with(context.flavor());
        return new Qualifier(
                declaration.name(),
                declaration.type(),
                declaration.array(),
                value(context, declaration),
                flavors.overridable(),
                flavors.toSubclass(),
                flavors.translatable());
    }

    // DSP0004: a qualifier without a value is true when it is boolean, otherwise NULL.
    private @Nullable Object value(QualifierContext context, QualifierDeclaration declaration) {
        CimType type = declaration.type();
        boolean array = declaration.array();
        if (context.value() != null) {
            return initializers.read(context.value(), type, array);
        }
        if (context.arrayInitializer() != null) {
            return initializers.read(context.arrayInitializer(), type, array);
        }
        return (type == CimType.BOOLEAN && !array) ? Boolean.TRUE : null;
    }

    private List<Qualifier> checked(QualifierListContext list, List<Qualifier> qualifiers, QualifierScope scope) {
        Set<String> names = new HashSet<>();
        for (int i = 0; i < qualifiers.size(); i++) {
            String name = qualifiers.get(i).name();
            if (!requireNonNull(byName.get(name)).scopes().contains(scope)) {
                throw MofException.at(
                        list.qualifier(i).getStart(),
                        "qualifier " + name + " does not belong on: "
                                + scope.name().toLowerCase(Locale.ROOT));
            }
            if (!names.add(name)) {
                throw MofException.at(list.qualifier(i).getStart(), "qualifier " + name + " stands here twice");
            }
        }
        return qualifiers;
    }

    private static Set<QualifierScope> scopes(List<MetaElementContext> elements) {
        Set<QualifierScope> scopes = EnumSet.noneOf(QualifierScope.class);
        for (MetaElementContext element : elements) {
            if (element.ANY() != null) {
                return EnumSet.allOf(QualifierScope.class);
            }
            scopes.add(QualifierScope.valueOf(element.getText().toUpperCase(Locale.ROOT)));
        }
        return scopes;
    }
}
