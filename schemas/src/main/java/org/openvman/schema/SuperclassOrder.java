package org.openvman.schema;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openvman.schema.cim.CimClass;

/** Puts superclasses before their subclasses, and finds the classes that have none to stand on. */
final class SuperclassOrder {
    private final Map<String, CimClass> declared;
    private final List<String> problems;
    private final List<CimClass> ordered = new ArrayList<>();
    private final Set<String> done = new HashSet<>();

    private SuperclassOrder(Map<String, CimClass> declared, List<String> problems) {
        this.declared = declared;
        this.problems = problems;
    }

    /** The classes in order; one without a usable superclass is left out and reported. */
    static List<CimClass> of(Map<String, CimClass> declared, List<String> problems) {
        SuperclassOrder order = new SuperclassOrder(declared, problems);
        declared.values().forEach(order::add);
        return order.ordered;
    }

    private void add(CimClass declaration) {
        Map<String, CimClass> chain = new LinkedHashMap<>();
        CimClass next = declaration;
        while (next != null && !done.contains(key(next))) {
            if (chain.put(key(next), next) != null) {
                problems.add(declaration.name() + ": is its own ancestor by way of " + next.name());
                return;
            }
            next = superclass(next);
        }
        List<CimClass> upwards = new ArrayList<>(chain.values());
        for (int i = upwards.size() - 1; i >= 0; i--) {
            place(upwards.get(i));
        }
    }

    private @Nullable CimClass superclass(CimClass declaration) {
        return declaration.superclass().isEmpty()
                ? null
                : declared.get(ClassRepository.key(declaration.superclass().get()));
    }

    private static String key(CimClass declaration) {
        return ClassRepository.key(declaration.name());
    }

    private void place(CimClass declaration) {
        done.add(key(declaration));
        if (declaration.superclass().isPresent() && superclass(declaration) == null) {
            problems.add(declaration.name() + ": superclass "
                    + declaration.superclass().get() + " is not declared");
        }
        ordered.add(declaration);
    }
}
