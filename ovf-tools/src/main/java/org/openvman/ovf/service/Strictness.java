package org.openvman.ovf.service;

/** What happens to what a document says wrongly or what a manifest has no words for. */
public enum Strictness {
    /** It is understood as far as possible, and noted. */
    LENIENT,
    /** It is a problem, and there is no manifest. */
    STRICT
}
