package org.openvman.schema;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
        Set<CimClass> chain = new LinkedHashSet<>();
        CimClass next = declaration;
        while (next != null && !done.contains(ClassRepository.key(next.name())) && chain.add(next)) {
            next = next.superclass()
                    .map(name -> declared.get(ClassRepository.key(name)))
                    .orElse(null);
        }
        if (next != null && chain.contains(next)) {
            problems.add(declaration.name() + ": is its own ancestor by way of " + next.name());
            return;
        }
        List<CimClass> fromTheTop = new ArrayList<>(chain);
        for (int i = fromTheTop.size() - 1; i >= 0; i--) {
            place(fromTheTop.get(i));
        }
    }

    private void place(CimClass declaration) {
        done.add(ClassRepository.key(declaration.name()));
        declaration
                .superclass()
                .filter(name -> !declared.containsKey(ClassRepository.key(name)))
                .ifPresent(name -> problems.add(declaration.name() + ": superclass " + name + " is not declared"));
        ordered.add(declaration);
    }
}
