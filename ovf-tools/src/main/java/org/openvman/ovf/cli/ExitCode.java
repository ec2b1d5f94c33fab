package org.openvman.ovf.cli;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the program's exit code says; stable, because scripts rely on it. The help and the man page of every command and
 * {@code docs/ovf-cli.md} say what stands in {@link #meanings}.
 */
final class ExitCode {
    /** Done; for checks: acceptable, perhaps with warnings. */
    static final int OK = 0;
    /** The input has errors, or the work could not be done. */
    static final int ERROR = 1;
    /** The input cannot be read, or is not OVF at all. */
    static final int UNREADABLE = 2;
    /** Wrong usage (EX_USAGE of sysexits.h). */
    static final int USAGE = 64;
    /** The endpoint cannot be reached (EX_UNAVAILABLE). */
    static final int UNAVAILABLE = 69;
    /** The endpoint does not accept the user, or does not let the user do this (EX_NOPERM). */
    static final int NOT_ALLOWED = 77;

    private ExitCode() {}

    /** In ascending order; only a command that talks to an endpoint ends with what can go wrong there. */
    static Map<String, String> meanings(boolean withEndpoint) {
        Map<String, String> meanings = new LinkedHashMap<>();
        meanings.put(text(OK), "done; warnings may have been printed");
        meanings.put(text(ERROR), "the input has errors, or the work could not be done");
        meanings.put(text(UNREADABLE), "the input cannot be read, or is not OVF at all");
        meanings.put(text(USAGE), "wrong usage");
        if (withEndpoint) {
            meanings.put(text(UNAVAILABLE), "the endpoint cannot be reached");
            meanings.put(text(NOT_ALLOWED), "the endpoint does not let the user in, or does not let the user do this");
        }
        return meanings;
    }

    private static String text(int code) {
        return Integer.toString(code);
    }
}
