package org.openvman.provider.service;

import org.jspecify.annotations.Nullable;
import org.openvman.provider.hypervisor.HypervisorException;

/** A service operation was refused or failed; the message is for people and names the thing. */
public final class ServiceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** Why, in the words that the layers above can act on. */
    public enum Reason {
        NOT_FOUND,
        ALREADY_EXISTS,
        INVALID,
        INVALID_STATE,
        /** Another operation on the same service is under way. */
        BUSY,
        INSUFFICIENT_RESOURCES,
        UNSUPPORTED,
        TIMEOUT,
        /** The caller's thread was interrupted. */
        CANCELLED,
        FAILED
    }

    public ServiceException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public ServiceException(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    /** What a failure of any kind means to the caller of an operation. */
    static Reason reasonOf(Exception failure) {
        if (failure instanceof ServiceException known) {
            return known.reason();
        }
        if (failure instanceof InterruptedException) {
            return Reason.CANCELLED;
        }
        if (failure instanceof HypervisorException refused) {
            return switch (refused.reason()) {
                case NOT_FOUND -> Reason.NOT_FOUND;
                case ALREADY_EXISTS, IN_USE -> Reason.ALREADY_EXISTS;
                case INVALID -> Reason.INVALID;
                case INVALID_STATE -> Reason.INVALID_STATE;
                case UNSUPPORTED -> Reason.UNSUPPORTED;
                case INSUFFICIENT_RESOURCES -> Reason.INSUFFICIENT_RESOURCES;
                case TIMEOUT -> Reason.TIMEOUT;
                case UNREACHABLE, FAILED -> Reason.FAILED;
            };
        }
        return Reason.FAILED;
    }
}
