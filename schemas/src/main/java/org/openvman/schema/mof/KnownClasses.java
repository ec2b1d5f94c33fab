package org.openvman.schema.mof;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.openvman.schema.cim.CimClass;
import org.openvman.schema.cim.CimPropertyDeclaration;
import org.openvman.schema.cim.CimType;

/** The classes declared so far, as far as the values of instances need them. */
final class KnownClasses {
    private final Map<String, CimClass> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    KnownClasses(Collection<CimClass> classes) {
        classes.forEach(this::add);
    }

    /** Adds a class unless one of that name is there. */
    boolean add(CimClass declared) {
        return byName.putIfAbsent(declared.name(), declared) == null;
    }

    Collection<CimClass> all() {
        return byName.values();
    }

    Optional<CimClass> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** The nearest declaration of a property, itself or inherited; embedded if any declaration above says so. */
    Optional<CimPropertyDeclaration> property(CimClass start, String name) {
        List<CimPropertyDeclaration> declarations = chain(start).stream()
                .flatMap(declared -> declared.property(name).stream())
                .toList();
        if (declarations.isEmpty()) {
            return Optional.empty();
        }
        return declarations.stream()
                .filter(declaration -> declaration.type() == CimType.EMBEDDED)
                .findFirst()
                .or(() -> Optional.of(declarations.get(0)));
    }

    /** The names of the key properties, inherited ones included. */
    Set<String> keys(CimClass start) {
        Set<String> keys = new HashSet<>();
        for (CimClass declared : chain(start)) {
            declared.keys().forEach(key -> keys.add(key.name().toLowerCase(Locale.ROOT)));
        }
        return keys;
    }

    private List<CimClass> chain(CimClass start) {
        List<CimClass> chain = new ArrayList<>();
        Optional<CimClass> next = Optional.of(start);
        while (next.isPresent() && !chain.contains(next.get())) {
            chain.add(next.get());
            next = next.get().superclass().flatMap(this::find);
        }
        return chain;
    }
}
