package org.openvman.schema.mof;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.antlr.v4.runtime.Token;
import org.openvman.schema.cim.CimClass;
import org.openvman.schema.cim.CimInstance;
import org.openvman.schema.cim.QualifierDeclaration;
import org.openvman.schema.mof.MofGrammarParser.ClassDeclarationContext;
import org.openvman.schema.mof.MofGrammarParser.CompilerDirectiveContext;
import org.openvman.schema.mof.MofGrammarParser.MofProductionContext;

/** One compilation unit being read: what is declared so far and which sources are open. */
final class Compilation {
    private static final int DEEPEST_INCLUDE = 16;
    private static final int MOST_SOURCES = 20_000;

    private final List<QualifierDeclaration> declaredQualifiers = new ArrayList<>();
    private final List<CimClass> declaredClasses = new ArrayList<>();
    private final Deque<String> open = new ArrayDeque<>();
    private final KnownQualifiers qualifiers;
    private final KnownClasses classes;
    private final InstanceReader instances;
    private final ClassReader classReader;
    private String namespace = "";
    private int sources;

    Compilation(Collection<QualifierDeclaration> knownQualifiers, Collection<CimClass> knownClasses) {
        classes = new KnownClasses(knownClasses);
        instances = new InstanceReader(classes, this::embedded);
        qualifiers = new KnownQualifiers(knownQualifiers, instances.initializers());
        classReader = new ClassReader(qualifiers, instances.initializers());
    }

    /**
     * Reads a source that nothing includes.
     *
     * @throws MofException also if it cannot be opened
     */
    void read(MofSource source) {
        try {
            read(source, SourceText.of(source));
        } catch (IOException e) {
            throw new MofException(source.name(), 1, 1, "cannot be read: " + e.getMessage());
        }
    }

    MofDeclarations finish() {
        return new MofDeclarations(declaredQualifiers, declaredClasses, instances.readAll());
    }

    private void read(MofSource source, String text) {
        open.push(source.name());
        for (MofProductionContext production :
                SyntaxTree.of(source.name(), text).mofProduction()) {
            read(source, production);
        }
        open.pop();
    }

    private void read(MofSource source, MofProductionContext production) {
        if (production.classDeclaration() != null) {
            declareClass(production);
        } else if (production.instanceDeclaration() != null) {
            // DSP0004 deprecates qualifiers on instances, and CimInstance has no place for them.
            instances.declare(production.instanceDeclaration().instanceValue(), namespace);
        } else if (production.qualifierDeclaration() != null) {
            declaredQualifiers.add(qualifiers.declare(production.qualifierDeclaration()));
        } else {
            obey(source, production.compilerDirective());
        }
    }

    private void declareClass(MofProductionContext production) {
        ClassDeclarationContext context = production.classDeclaration();
        CimClass declared = classReader.read(production.qualifierList(), context);
        if (!classes.add(declared)) {
            throw MofException.at(
                    context.identifier(0).getStart(), "class " + declared.name() + " was declared before");
        }
        declaredClasses.add(declared);
        if (context.alias() != null) {
            instances.declareClassAlias(context.alias(), namespace, declared.name());
        }
    }

    // DSP0004, pragmas. A namespace says where instances live; classes and qualifiers are the same in all of ours.
    // Locale, source and nonlocal pragmas tell where a text came from, and an unknown pragma is to be ignored.
    private void obey(MofSource source, CompilerDirectiveContext directive) {
        String value = Literals.string(directive.STRINGLITERAL());
        switch (directive.identifier().getText().toLowerCase(Locale.ROOT)) {
            case "include" -> include(source, directive.STRINGLITERAL(0).getSymbol(), value);
            case "namespace" -> namespace = value;
            default -> {}
        }
    }

    private void include(MofSource source, Token at, String file) {
        if (open.size() >= DEEPEST_INCLUDE) {
            throw MofException.at(at, "includes are nested deeper than " + DEEPEST_INCLUDE);
        }
        if (++sources > MOST_SOURCES) {
            throw MofException.at(at, "more than " + MOST_SOURCES + " files are included");
        }
        try {
            MofSource included = source.include(file);
            if (open.contains(included.name())) {
                throw MofException.at(at, included.name() + " includes itself");
            }
            read(included, SourceText.of(included));
        } catch (IllegalArgumentException | IOException e) {
            throw MofException.at(at, "cannot include " + file + ": " + e.getMessage());
        }
    }

    private CimInstance embedded(Token at, String mof) {
        Compilation inner = new Compilation(qualifiers.all(), classes.all());
        String name = at.getTokenSource().getSourceName() + ":" + at.getLine() + " (embedded instance)";
        inner.read(MofSource.text(name, mof));
        MofDeclarations read = inner.finish();
        if (read.instances().size() != 1
                || !read.classes().isEmpty()
                || !read.qualifiers().isEmpty()) {
            throw MofException.at(at, "found other MOF in this string, expected one instance");
        }
        CimInstance instance = read.instances().get(0);
        return new CimInstance(instance.className(), instance.properties(), Optional.empty());
    }
}
