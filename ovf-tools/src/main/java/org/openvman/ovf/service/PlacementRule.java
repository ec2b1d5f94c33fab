package org.openvman.ovf.service;

import java.util.List;
import java.util.Locale;

/**
 * Members of these tiers belong on one host, or each on a host of its own.
 *
 * @param tiers a set, kept sorted, so that rules which mean the same are equal
 */
public record PlacementRule(Kind kind, List<String> tiers) {

    /** Each with the policy word of DSP0243 2.0, PlacementGroupSection. */
    public enum Kind {
        AFFINITY("affinity"),
        ANTIAFFINITY("availability");

        private final String policy;

        Kind(String policy) {
            this.policy = policy;
        }

        /** The value of {@code ovf:policy}. */
        public String policy() {
            return policy;
        }

        /** The word in a manifest. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Kind ofWord(String word) {
            for (Kind kind : values()) {
                if (kind.word().equalsIgnoreCase(word.replace("-", ""))) {
                    return kind;
                }
            }
            throw new IllegalArgumentException("unknown placement '" + word + "' (known: affinity, antiaffinity)");
        }
    }

    public PlacementRule {
        tiers = tiers.stream().sorted().distinct().toList();
        if (tiers.isEmpty()) {
            throw new IllegalArgumentException("a placement rule needs at least one tier");
        }
    }
}
