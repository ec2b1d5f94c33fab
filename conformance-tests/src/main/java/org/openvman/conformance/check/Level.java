package org.openvman.conformance.check;

/** How strongly a document asks for something. */
public enum Level {
    /** Every target must. */
    MANDATORY,
    /** A target that has the feature must; one that does not must refuse it the documented way. */
    CONDITIONAL,
    /** A target may leave it out, but what it does must be right. */
    OPTIONAL
}
