package org.openvman.ovf.check;

import java.util.Locale;

/** How bad a finding is. */
public enum Severity {
    /** Not an OVF package at all; nothing more could be checked. */
    UNREADABLE,
    /** An importer that follows the standard refuses the package. */
    ERROR,
    /** Some importers stumble, or a repair was needed to understand it. */
    WARNING;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
