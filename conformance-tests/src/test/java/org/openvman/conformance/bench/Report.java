package org.openvman.conformance.bench;

import java.util.Locale;

/** The lines of a benchmark: each number with its target. */
final class Report {
    private boolean missed;

    /** Whether a number has missed its target. */
    boolean missed() {
        return missed;
    }

    /** A number without a target. */
    void fact(String what, double value, String unit) {
        line(what, value, unit, "");
    }

    void atMost(String what, double value, String unit, double target) {
        judged(what, value, unit, "<", target, value < target);
    }

    void atLeast(String what, double value, String unit, double target) {
        judged(what, value, unit, ">=", target, value >= target);
    }

    private void judged(String what, double value, String unit, String sign, double target, boolean met) {
        missed |= !met;
        line(
                what,
                value,
                unit,
                String.format(Locale.ROOT, "(target %s %s: %s)", sign, trimmed(target), met ? "met" : "MISSED"));
    }

    private static String trimmed(double target) {
        return target == Math.rint(target) ? Long.toString((long) target) : Double.toString(target);
    }

    private static void line(String what, double value, String unit, String judgement) {
        System.out.printf(Locale.ROOT, "%-46s %10.2f %-6s %s%n", what, value, unit, judgement);
    }
}
