package org.openvman.ovf.check;

import org.openvman.ovf.model.Location;

/** One thing that a rule found. */
public record Finding(Rule rule, Location at, String message) {

    public Severity severity() {
        return rule.severity();
    }

    public String remedy() {
        return rule.remedy();
    }

    /** One line, as compilers print it. */
    @Override
    public String toString() {
        return at + ": " + severity() + ": " + message + " [" + rule.id() + "]";
    }
}
