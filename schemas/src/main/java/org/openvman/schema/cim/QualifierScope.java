package org.openvman.schema.cim;

/** The kinds of element that a qualifier may stand on (DSP0004, qualifier scope); "any" is all of them. */
public enum QualifierScope {
    SCHEMA,
    CLASS,
    ASSOCIATION,
    INDICATION,
    QUALIFIER,
    PROPERTY,
    REFERENCE,
    METHOD,
    PARAMETER
}
