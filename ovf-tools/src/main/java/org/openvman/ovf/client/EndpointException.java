package org.openvman.ovf.client;

/** An operation that an endpoint refused, or that never got there; the message is one line for people. */
public final class EndpointException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final String code;

    /** Who has to do what about it. */
    public enum Kind {
        /** Nobody answers at the address, or not in time. */
        UNREACHABLE,
        /** The user or the password is wrong or missing. */
        UNAUTHORIZED,
        /** The endpoint understood and refused; {@link EndpointException#code} says why. */
        REFUSED,
        /** What came back is no answer in this protocol. */
        PROTOCOL
    }

    EndpointException(Kind kind, String message) {
        this(kind, "", message);
    }

    EndpointException(Kind kind, String code, String message) {
        super(message);
        this.kind = kind;
        this.code = code;
    }

    EndpointException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.code = "";
    }

    public Kind kind() {
        return kind;
    }

    /**
     * The protocol's name for a refusal: the subcode of a WS-Management fault with its detail after a slash,
     * {@code InvalidSelectors/InsufficientSelectors}, or the number of a CIM status.
     */
    public String code() {
        return code;
    }
}
