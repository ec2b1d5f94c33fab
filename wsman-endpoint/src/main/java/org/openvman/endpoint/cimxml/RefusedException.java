package org.openvman.endpoint.cimxml;

/** A message that is refused on the HTTP level, with a reason for the body of the answer. */
final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final HttpRefusal refusal;

    RefusedException(HttpRefusal refusal, String reason) {
        super(reason);
        this.refusal = refusal;
    }

    HttpRefusal refusal() {
        return refusal;
    }
}
