package org.openvman.endpoint.wsman;

/**
 * Carries a {@link Fault} from where a request turns out wrong to where faults are encoded. It never leaves the provider
 * and has no stack trace: bad input is an ordinary case.
 */
final class FaultException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Fault fault;

    FaultException(Fault fault) {
        super(fault.reason(), null, false, false);
        this.fault = fault;
    }

    Fault fault() {
        return fault;
    }
}
