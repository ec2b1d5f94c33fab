package org.openvman.provider.hypervisor.libvirt;

import java.util.Locale;
import java.util.Map;
import org.openvman.provider.hypervisor.HypervisorException.Reason;

/** What libvirt's error numbers (virErrorNumber) mean to the layers above. */
final class LibvirtError {
    static final int NO_SUPPORT = 3;
    static final int INVALID_ARG = 8;
    static final int NO_DOMAIN = 42;
    static final int NO_NETWORK = 43;
    static final int NO_STORAGE_POOL = 49;
    static final int NO_STORAGE_VOL = 50;
    static final int NO_DOMAIN_SNAPSHOT = 72;
    static final int ARGUMENT_UNSUPPORTED = 74;

    private static final Map<Integer, Reason> REASONS = Map.ofEntries(
            Map.entry(2, Reason.INSUFFICIENT_RESOURCES), // NO_MEMORY
            Map.entry(NO_SUPPORT, Reason.UNSUPPORTED),
            Map.entry(4, Reason.UNREACHABLE), // UNKNOWN_HOST
            Map.entry(5, Reason.INVALID), // NO_CONNECT: no driver for this URI
            Map.entry(6, Reason.UNREACHABLE), // INVALID_CONN
            Map.entry(INVALID_ARG, Reason.INVALID),
            Map.entry(16, Reason.INVALID), // OS_TYPE
            Map.entry(27, Reason.INVALID), // XML_ERROR
            Map.entry(28, Reason.ALREADY_EXISTS), // DOM_EXIST
            Map.entry(29, Reason.UNSUPPORTED), // OPERATION_DENIED
            Map.entry(35, Reason.INVALID), // XML_DETAIL
            Map.entry(37, Reason.ALREADY_EXISTS), // NETWORK_EXIST
            Map.entry(39, Reason.UNREACHABLE), // RPC
            Map.entry(40, Reason.UNREACHABLE), // GNUTLS_ERROR
            Map.entry(NO_DOMAIN, Reason.NOT_FOUND),
            Map.entry(NO_NETWORK, Reason.NOT_FOUND),
            Map.entry(44, Reason.INVALID), // INVALID_MAC
            Map.entry(45, Reason.UNREACHABLE), // AUTH_FAILED
            Map.entry(NO_STORAGE_POOL, Reason.NOT_FOUND),
            Map.entry(NO_STORAGE_VOL, Reason.NOT_FOUND),
            Map.entry(55, Reason.INVALID_STATE), // OPERATION_INVALID
            Map.entry(67, Reason.UNSUPPORTED), // CONFIG_UNSUPPORTED
            Map.entry(68, Reason.TIMEOUT), // OPERATION_TIMEOUT
            Map.entry(NO_DOMAIN_SNAPSHOT, Reason.NOT_FOUND),
            Map.entry(ARGUMENT_UNSUPPORTED, Reason.UNSUPPORTED),
            Map.entry(84, Reason.UNSUPPORTED), // OPERATION_UNSUPPORTED
            Map.entry(86, Reason.TIMEOUT), // AGENT_UNRESPONSIVE
            Map.entry(87, Reason.IN_USE), // RESOURCE_BUSY
            Map.entry(90, Reason.ALREADY_EXISTS), // STORAGE_VOL_EXIST
            Map.entry(92, Reason.INVALID), // XML_INVALID_SCHEMA
            Map.entry(99, Reason.NOT_FOUND)); // DEVICE_MISSING

    private static final String NO_SOFTWARE_TPM =
            "the host has no software TPM (packages swtpm and swtpm-tools of Debian)";

    /** What a host lacks, by the words in which somebody below libvirt complains of it; with what helps. */
    private static final Map<String, String> LACKING = Map.of(
            "qdisc kind is unknown",
            "the host's kernel has no queueing discipline sfq (module sch_sfq), which limits of bandwidth need",
            "find 'swtpm",
            NO_SOFTWARE_TPM,
            // Said when it is defined: without the program, libvirt knows of no version that it could emulate.
            "TPM version '",
            NO_SOFTWARE_TPM);

    private LibvirtError() {}

    /** What the host lacks, to be added to a message; empty if it is not known to lack anything. */
    static String lacking(String message) {
        return LACKING.entrySet().stream()
                .filter(lacking -> message.contains(lacking.getKey()))
                .map(lacking -> " (" + lacking.getValue() + ")")
                .findFirst()
                .orElse("");
    }

    /**
     * The reason behind an error.
     *
     * <p>A host that is out of memory or disk has no number of its own: QEMU's or the kernel's words are passed on under
     * INTERNAL_ERROR, SYSTEM_ERROR or OPERATION_FAILED.
     */
    static Reason reason(int code, String message) {
        String text = message.toLowerCase(Locale.ROOT);
        if (text.contains("cannot allocate memory")
                || text.contains("no space left")
                || text.contains("cannot set up guest memory")) {
            return Reason.INSUFFICIENT_RESOURCES;
        }
        if (text.contains("failed to get \"write\" lock") || text.contains("is already in use")) {
            return Reason.IN_USE;
        }
        if (!lacking(message).isEmpty()) {
            return Reason.UNSUPPORTED;
        }
        return REASONS.getOrDefault(code, Reason.FAILED);
    }
}
