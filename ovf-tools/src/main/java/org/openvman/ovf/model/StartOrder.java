package org.openvman.ovf.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * When the systems of a package start: the order of a system within its collection, after that of the collection
 * within its own (DSP0243, StartupSection). Systems that no section names start first.
 */
public final class StartOrder {
    private final Map<String, List<Integer>> orders = new HashMap<>();

    public StartOrder(Content content) {
        walk(content, List.of());
    }

    private void walk(Content content, List<Integer> outer) {
        if (!(content instanceof VirtualSystemCollection collection)) {
            return;
        }
        Map<String, Integer> items = collection
                .sections(StartupSection.class)
                .flatMap(section -> section.items().stream())
                .collect(Collectors.toMap(
                        StartupSection.Item::id, StartupSection.Item::order, (first, repeated) -> first));
        for (Content member : collection.members()) {
            List<Integer> order = new ArrayList<>(outer);
            if (items.containsKey(member.id())) {
                order.add(items.get(member.id()));
            }
            orders.put(member.id(), List.copyOf(order));
            walk(member, order);
        }
    }

    /** The order of a system, outermost collection first; empty when nothing says when it starts. */
    public List<Integer> of(VirtualSystem system) {
        return orders.getOrDefault(system.id(), List.of());
    }

    /** The same for people: {@code 2.1}. */
    public String text(VirtualSystem system) {
        return of(system).stream().map(String::valueOf).collect(Collectors.joining("."));
    }
}
