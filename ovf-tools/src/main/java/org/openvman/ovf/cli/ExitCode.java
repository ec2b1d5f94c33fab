package org.openvman.ovf.cli;

/** What the program's exit code says; stable, because scripts rely on it ({@code docs/ovf-cli.md}). */
final class ExitCode {
    /** Done; for checks: acceptable, perhaps with warnings. */
    static final int OK = 0;
    /** The input has errors, or the work could not be done. */
    static final int ERROR = 1;
    /** The input cannot be read, or is not OVF at all. */
    static final int UNREADABLE = 2;
    /** Signatures: there is none. */
    static final int UNSIGNED = 10;
    /** Signatures: a certificate is not valid now. */
    static final int EXPIRED = 11;
    /** Signatures and digests: not what was signed, or not what the manifest says. */
    static final int CORRUPTED = 12;
    /** Signatures: nobody trusted vouches for the signer. */
    static final int UNTRUSTED = 13;
    /** Wrong usage (EX_USAGE of sysexits.h). */
    static final int USAGE = 64;
    /** The endpoint cannot be reached (EX_UNAVAILABLE). */
    static final int UNAVAILABLE = 69;
    /** The endpoint does not accept the user, or does not let the user do this (EX_NOPERM). */
    static final int NOT_ALLOWED = 77;

    private ExitCode() {}
}
