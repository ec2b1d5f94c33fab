package org.openvman.ovf.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

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

    private static final Set<String> WITH_ENDPOINT = Set.of("deploy", "status", "set", "undeploy", "export", "import");

    private ExitCode() {}

    /** In ascending order, how that command can end; the program as a whole for the name {@code ovf}. */
    static Map<String, String> meanings(String command) {
        boolean all = command.equals("ovf");
        Map<String, String> meanings = new LinkedHashMap<>();
        meanings.put(text(OK), "done; warnings may have been printed");
        meanings.put(text(ERROR), "the input has errors, or the work could not be done");
        meanings.put(text(UNREADABLE), "the input cannot be read, or is not OVF at all");
        if (all || command.equals("verify")) {
            meanings.put(text(UNSIGNED), "not signed; with --digests-only: no manifest");
            meanings.put(text(EXPIRED), "a certificate has expired, or is not valid yet");
        }
        if (all || command.equals("verify") || command.equals("sign")) {
            meanings.put(text(CORRUPTED), "corrupted: not what was signed, or a file is not what the manifest says");
        }
        if (all || command.equals("verify")) {
            meanings.put(text(UNTRUSTED), "nobody trusted vouches for the signer");
        }
        meanings.put(text(USAGE), "wrong usage");
        if (all || WITH_ENDPOINT.contains(command)) {
            meanings.put(text(UNAVAILABLE), "the endpoint cannot be reached");
            meanings.put(text(NOT_ALLOWED), "the endpoint does not let the user in, or does not let the user do this");
        }
        return meanings;
    }

    private static String text(int code) {
        return Integer.toString(code);
    }
}
