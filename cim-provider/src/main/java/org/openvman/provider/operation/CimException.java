package org.openvman.provider.operation;

import java.util.Optional;

/** The one error of CIM operations: a status, and a message that names the thing. */
public final class CimException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final CimStatus status;
    private final Optional<Detail> detail;

    /** What exactly is wrong with a parameter, where a protocol has a word for it (WS-Man fault details). */
    public enum Detail {
        KEY_MISSING,
        KEY_UNEXPECTED,
        KEY_TYPE,
        ARGUMENT_NAME,
        ARGUMENT_TYPE
    }

    public CimException(CimStatus status, String message) {
        super(message);
        this.status = status;
        this.detail = Optional.empty();
    }

    public CimException(CimStatus status, Detail detail, String message) {
        super(message);
        this.status = status;
        this.detail = Optional.of(detail);
    }

    public CimException(CimStatus status, String message, Throwable cause) {
        super(message, cause);
        this.status = status;
        this.detail = Optional.empty();
    }

    public CimStatus status() {
        return status;
    }

    public Optional<Detail> detail() {
        return detail;
    }
}
