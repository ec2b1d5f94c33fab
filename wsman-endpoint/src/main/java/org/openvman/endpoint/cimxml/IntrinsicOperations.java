package org.openvman.endpoint.cimxml;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.openvman.endpoint.cimxml.CimXmlRequest.IntrinsicCall;
import org.openvman.provider.operation.CimException;
import org.openvman.provider.operation.CimOperations;
import org.openvman.provider.operation.CimStatus;
import org.openvman.provider.operation.RequestContext;

/**
 * The table of the DSP0200 operations that are offered; any other is NOT_SUPPORTED.
 *
 * <p>An operation writes what belongs into IRETURNVALUE while it reads the stream of results, so that an answer of any
 * length needs no memory.
 */
final class IntrinsicOperations {
    private final Map<String, Operation> table = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    private record Operation(Set<String> parameters, Consumer<IntrinsicRequest> action) {}

    IntrinsicOperations(CimOperations operations) {
        new InstanceOperations(operations).offerIn(this);
        new AssociationOperations(operations).offerIn(this);
        new ClassOperations(operations).offerIn(this);
    }

    void offer(String name, Consumer<IntrinsicRequest> action, String... parameters) {
        table.put(name, new Operation(Set.of(parameters), action));
    }

    /** Runs the operation, which writes the content of its IMETHODRESPONSE. */
    void run(RequestContext context, IntrinsicCall call, String host, XmlOut out) {
        Operation operation = table.get(call.method());
        if (operation == null) {
            throw new CimException(CimStatus.NOT_SUPPORTED, "there is no operation " + call.method());
        }
        Parameters parameters = new Parameters(call.namespace(), call.parameters());
        parameters.onlyThese(operation.parameters());
        operation.action().accept(new IntrinsicRequest(context, parameters, host, out));
    }
}
