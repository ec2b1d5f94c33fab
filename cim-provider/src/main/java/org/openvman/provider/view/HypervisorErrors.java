package org.openvman.provider.view;

import org.openvman.provider.hypervisor.HypervisorException;
import org.openvman.provider.operation.CimException;
import org.openvman.provider.operation.CimStatus;

/** What a client is told when the hypervisor refuses: the hypervisor's own words under a CIM status. */
final class HypervisorErrors {
    private HypervisorErrors() {}

    static CimException toCim(String method, HypervisorException error) {
        return new CimException(status(error.reason()), method + ": " + error.getMessage(), error);
    }

    private static CimStatus status(HypervisorException.Reason reason) {
        return switch (reason) {
            case NOT_FOUND -> CimStatus.NOT_FOUND;
            case ALREADY_EXISTS -> CimStatus.ALREADY_EXISTS;
            case INVALID -> CimStatus.INVALID_PARAMETER;
            case UNSUPPORTED -> CimStatus.NOT_SUPPORTED;
            case INVALID_STATE, IN_USE, INSUFFICIENT_RESOURCES, TIMEOUT, UNREACHABLE, FAILED -> CimStatus.FAILED;
        };
    }
}
