package org.openvman.endpoint.wsman;

import java.util.function.Function;
import org.openvman.provider.operation.CimException;
import org.openvman.provider.operation.CimOperations;
import org.openvman.provider.operation.CimStatus;
import org.openvman.provider.operation.RequestContext;
import org.openvman.schema.cim.CimClass;

/** Classes of a namespace by name; one that a client made up is an invalid class here, not a missing object. */
record ClassLookup(CimOperations operations, RequestContext context, String namespace)
        implements Function<String, CimClass> {
    @Override
    public CimClass apply(String className) {
        try {
            return operations.getClass(context, namespace, className);
        } catch (CimException e) {
            if (e.status() == CimStatus.NOT_FOUND) {
                throw new CimException(CimStatus.INVALID_CLASS, String.valueOf(e.getMessage()), e);
            }
            throw e;
        }
    }
}
