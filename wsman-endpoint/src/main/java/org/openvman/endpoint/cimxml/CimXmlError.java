package org.openvman.endpoint.cimxml;

import org.openvman.provider.operation.CimException;
import org.openvman.provider.operation.CimStatus;

/**
 * The ERROR element (DSP0201): what an operation that was tried and failed is answered with.
 *
 * <p>{@link CimStatus} carries the numbers of DSP0200 already, so every status maps to its own code.
 */
record CimXmlError(int code, String description) {

    static CimXmlError of(CimException failure) {
        String message = failure.getMessage();
        return new CimXmlError(
                failure.status().code(), message == null ? failure.status().name() : message);
    }

    /** For a mistake of ours: the client gets the id under which the log has the details. */
    static CimXmlError internal(String requestId) {
        return new CimXmlError(CimStatus.FAILED.code(), "internal error, request " + requestId);
    }
}
