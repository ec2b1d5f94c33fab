package org.openvman.provider.hypervisor;

/** A hypervisor refused or failed; the message is for people and names the thing. */
public final class HypervisorException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** Why, in the words that the layers above can act on. */
    public enum Reason {
        NOT_FOUND,
        ALREADY_EXISTS,
        INVALID,
        INVALID_STATE,
        UNSUPPORTED,
        IN_USE,
        INSUFFICIENT_RESOURCES,
        TIMEOUT,
        UNREACHABLE,
        FAILED
    }

    public HypervisorException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public HypervisorException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    /** Whether what was asked for may have happened all the same, and only the answer was lost. */
    public boolean leavesDoubt() {
        return reason == Reason.UNREACHABLE || reason == Reason.TIMEOUT;
    }
}
