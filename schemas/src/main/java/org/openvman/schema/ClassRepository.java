package org.openvman.schema;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.openvman.schema.cim.CimClass;
import org.openvman.schema.cim.QualifierDeclaration;
import org.openvman.schema.mof.MofDeclarations;
import org.openvman.schema.mof.MofParser;
import org.openvman.schema.mof.MofSource;

/**
 * The classes and qualifier types of a schema, with inheritance resolved.
 *
 * <p>Immutable. All names compare without case; lists are in the order of declaration, a superclass before its
 * subclasses.
 */
public final class ClassRepository {
    private static final String ROOT = "mof";
    private static final String SCHEMA = "openvman_schema.mof";

    private final Map<String, QualifierDeclaration> qualifiers = new LinkedHashMap<>();
    private final Map<String, CimClass> declared = new LinkedHashMap<>();
    private final Map<String, CimClass> effective = new LinkedHashMap<>();
    private final Map<String, List<String>> directSubclasses = new HashMap<>();
    private final List<String> roots = new ArrayList<>();

    private ClassRepository(Collection<QualifierDeclaration> qualifiers, Collection<CimClass> classes) {
        List<String> problems = new ArrayList<>();
        for (QualifierDeclaration qualifier : qualifiers) {
            this.qualifiers.put(key(qualifier.name()), qualifier);
        }
        for (CimClass declaration : classes) {
            if (declared.putIfAbsent(key(declaration.name()), declaration) != null) {
                problems.add(declaration.name() + ": declared more than once");
            }
        }
        List<CimClass> ordered = SuperclassOrder.of(declared, problems);
        Inheritance inheritance = new Inheritance(problems);
        for (CimClass declaration : ordered) {
            Optional<CimClass> superclass = declaration.superclass().map(name -> effective.get(key(name)));
            superclass.ifPresentOrElse(
                    known -> directSubclasses
                            .computeIfAbsent(key(known.name()), name -> new ArrayList<>())
                            .add(declaration.name()),
                    () -> roots.add(declaration.name()));
            effective.put(key(declaration.name()), inheritance.resolve(declaration, superclass));
        }
        new ReferenceCheck(this, problems).run();
        if (!problems.isEmpty()) {
            throw new SchemaException(problems);
        }
    }

    /**
     * The schema of OpenVMAN: the DMTF classes that it uses and its own.
     *
     * @throws SchemaException if declarations do not fit together
     */
    public static ClassRepository load() {
        ClassLoader loader = ClassRepository.class.getClassLoader();
        return of(new MofParser().parse(MofSource.resource(loader, ROOT, SCHEMA)));
    }

    /**
     * A repository of parsed declarations.
     *
     * @throws SchemaException listing every mistake
     */
    public static ClassRepository of(MofDeclarations declarations) {
        return new ClassRepository(declarations.qualifiers(), declarations.classes());
    }

    /** The class with what it inherits: properties, methods and qualifiers. */
    public Optional<CimClass> find(String name) {
        return Optional.ofNullable(effective.get(key(name)));
    }

    /** The class as it is written, without what it inherits. */
    public Optional<CimClass> declared(String name) {
        return Optional.ofNullable(declared.get(key(name)));
    }

    /** All classes below this one, itself excluded; none for an unknown name. */
    public List<String> subclassesOf(String name) {
        List<String> below = new ArrayList<>(directSubclassesOf(name));
        for (int next = 0; next < below.size(); next++) {
            below.addAll(directSubclassesOf(below.get(next)));
        }
        return List.copyOf(below);
    }

    /** The classes that name this one as their superclass; none for an unknown name. */
    public List<String> directSubclassesOf(String name) {
        return List.copyOf(directSubclasses.getOrDefault(key(name), List.of()));
    }

    /** The classes without a superclass. */
    public List<String> roots() {
        return List.copyOf(roots);
    }

    /** Whether the class is the ancestor or below it. */
    public boolean isSubclass(String sub, String ancestor) {
        CimClass next = effective.get(key(sub));
        while (next != null) {
            if (next.name().equalsIgnoreCase(ancestor)) {
                return true;
            }
            next = next.superclass().map(name -> effective.get(key(name))).orElse(null);
        }
        return false;
    }

    /** All classes with what they inherit. */
    public Collection<CimClass> classes() {
        return List.copyOf(effective.values());
    }

    public Optional<QualifierDeclaration> qualifierDeclaration(String name) {
        return Optional.ofNullable(qualifiers.get(key(name)));
    }

    public Collection<QualifierDeclaration> qualifierDeclarations() {
        return List.copyOf(qualifiers.values());
    }

    static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
