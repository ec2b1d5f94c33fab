package org.openvman.schema.mof;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.antlr.v4.runtime.Token;
import org.openvman.schema.cim.CimClass;
import org.openvman.schema.cim.CimInstance;
import org.openvman.schema.cim.CimPath;
import org.openvman.schema.cim.CimProperty;
import org.openvman.schema.cim.CimPropertyDeclaration;
import org.openvman.schema.mof.MofGrammarParser.AliasContext;
import org.openvman.schema.mof.MofGrammarParser.InstanceValueContext;
import org.openvman.schema.mof.MofGrammarParser.ValueInitializerContext;

/**
 * Reads instance declarations, once the whole unit is known: aliases may be used before they are declared, and in
 * circles as long as no key needs itself (DSP0004, instance aliases).
 */
final class InstanceReader implements Initializers.Objects {
    /** An association of associations is rare, and each level may double the length of a path. */
    private static final int DEEPEST_KEY = 8;

    private final KnownClasses classes;
    private final EmbeddedMof embeddedMof;
    private final Initializers initializers = new Initializers(this);
    private final List<Declared> instances = new ArrayList<>();
    private final Map<String, Declared> instanceAliases = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final Map<String, CimPath> classAliases = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final Set<InstanceValueContext> beingNamed = new HashSet<>();

    /** Reads the MOF of an instance that stands in a string. */
    interface EmbeddedMof {
        CimInstance read(Token at, String mof);
    }

    private record Declared(InstanceValueContext context, String namespace) {}

    InstanceReader(KnownClasses classes, EmbeddedMof embeddedMof) {
        this.classes = classes;
        this.embeddedMof = embeddedMof;
    }

    Initializers initializers() {
        return initializers;
    }

    void declare(InstanceValueContext context, String namespace) {
        Declared declared = new Declared(context, namespace);
        instances.add(declared);
        AliasContext alias = context.alias();
        if (alias != null) {
            Token name = alias.ALIAS().getSymbol();
            claim(name);
            instanceAliases.put(name.getText(), declared);
        }
    }

    void declareClassAlias(AliasContext alias, String namespace, String className) {
        Token name = alias.ALIAS().getSymbol();
        claim(name);
        classAliases.put(name.getText(), CimPath.ofClass(namespace, className));
    }

    /** All instances declared, in order. */
    List<CimInstance> readAll() {
        List<CimInstance> read = new ArrayList<>();
        for (Declared declared : instances) {
            CimInstance instance = instance(declared.context);
            read.add(path(declared).map(instance::withPath).orElse(instance));
        }
        return read;
    }

    @Override
    public CimInstance instance(InstanceValueContext context) {
        CimClass declaredClass = classOf(context);
        Map<String, CimProperty> properties = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        List<CimProperty> inOrder = new ArrayList<>();
        for (ValueInitializerContext value : context.valueInitializer()) {
            CimProperty property = property(declaredClass, value);
            if (properties.put(property.name(), property) != null) {
                throw MofException.at(value.identifier().getStart(), "found " + property.name() + " a second time");
            }
            inOrder.add(property);
        }
        return new CimInstance(declaredClass.name(), inOrder, Optional.empty());
    }

    @Override
    public CimInstance instance(Token at, String mof) {
        return embeddedMof.read(at, mof);
    }

    @Override
    public CimPath path(Token alias) {
        CimPath classPath = classAliases.get(alias.getText());
        if (classPath != null) {
            return classPath;
        }
        Declared declared = instanceAliases.get(alias.getText());
        if (declared == null) {
            throw MofException.at(alias, "alias " + alias.getText() + " is not declared");
        }
        return path(declared)
                .orElseThrow(() -> MofException.at(
                        alias, "alias " + alias.getText() + " stands for an instance that lacks values of its keys"));
    }

    private Optional<CimPath> path(Declared declared) {
        if (!beingNamed.add(declared.context)) {
            throw MofException.at(declared.context.getStart(), "the keys of this instance refer to itself");
        }
        if (beingNamed.size() > DEEPEST_KEY) {
            throw MofException.at(
                    declared.context.getStart(), "keys refer to keys more than " + DEEPEST_KEY + " times in a row");
        }
        CimClass declaredClass = classOf(declared.context);
        Set<String> names = classes.keys(declaredClass);
        Map<String, Object> keys = new HashMap<>();
        for (ValueInitializerContext value : declared.context.valueInitializer()) {
            if (names.contains(value.identifier().getText().toLowerCase(Locale.ROOT))) {
                CimProperty property = property(declaredClass, value);
                Optional.ofNullable(property.value()).ifPresent(known -> keys.put(property.name(), known));
            }
        }
        beingNamed.remove(declared.context);
        return keys.size() == names.size() && !keys.isEmpty()
                ? Optional.of(new CimPath(declared.namespace, declaredClass.name(), keys))
                : Optional.empty();
    }

    private CimProperty property(CimClass declaredClass, ValueInitializerContext value) {
        String name = value.identifier().getText();
        CimPropertyDeclaration declaration = classes.property(declaredClass, name)
                .orElseThrow(() -> MofException.at(
                        value.identifier().getStart(), "class " + declaredClass.name() + " has no property " + name));
        return new CimProperty(
                declaration.name(),
                declaration.type(),
                declaration.array(),
                initializers.read(value.initializer(), declaration.type(), declaration.array()));
    }

    private CimClass classOf(InstanceValueContext context) {
        String name = context.identifier().getText();
        return classes.find(name)
                .orElseThrow(
                        () -> MofException.at(context.identifier().getStart(), "class " + name + " is not declared"));
    }

    private void claim(Token alias) {
        if (instanceAliases.containsKey(alias.getText()) || classAliases.containsKey(alias.getText())) {
            throw MofException.at(alias, "alias " + alias.getText() + " was declared before");
        }
    }
}
