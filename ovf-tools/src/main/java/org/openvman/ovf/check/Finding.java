package org.openvman.ovf.check;

import org.openvman.ovf.model.Location;

/**
 * One thing that a rule found.
 *
 * @param severity the rule's, unless the place (an item that importers may skip) or the target decides otherwise
 */
public record Finding(Rule rule, Severity severity, Location at, String message) {

    Finding(Rule rule, Location at, String message) {
        this(rule, rule.severity(), at, message);
    }

    Finding with(Severity other) {
        return new Finding(rule, other, at, message);
    }

    public String remedy() {
        return rule.remedy();
    }

    /** One line, as compilers print it. */
    @Override
    public String toString() {
        return at + ": " + severity + ": " + message + " [" + rule.id() + "]";
    }
}
