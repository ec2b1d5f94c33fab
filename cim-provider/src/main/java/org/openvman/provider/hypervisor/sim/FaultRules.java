package org.openvman.provider.hypervisor.sim;

import java.util.ArrayList;
import java.util.List;

/** The faults set for a simulated host, and how often each was met; safe for many threads. */
public final class FaultRules {
    private static final class Counted {
        private final FaultRule rule;
        private long seen;

        private Counted(FaultRule rule) {
            this.rule = rule;
        }

        private boolean isMet() {
            return seen > rule.skip();
        }

        private boolean meets(Operation operation, String name) {
            if (!rule.concerns(operation, name)) {
                return false;
            }
            long number = seen++;
            return number >= rule.skip() && number - rule.skip() < rule.times();
        }
    }

    private final List<Counted> rules = new ArrayList<>();

    FaultRules() {}

    public synchronized void add(FaultRule rule) {
        rules.add(new Counted(rule));
    }

    /** Whether each of them went wrong once at least. */
    public synchronized boolean allMet() {
        return rules.stream().allMatch(Counted::isMet);
    }

    public synchronized void clear() {
        rules.clear();
    }

    synchronized List<FaultRule.Effect> met(Operation operation, String name) {
        if (rules.isEmpty()) {
            return List.of();
        }
        List<FaultRule.Effect> effects = new ArrayList<>();
        for (Counted counted : rules) {
            if (counted.meets(operation, name)) {
                effects.add(counted.rule.effect());
            }
        }
        return effects;
    }
}
