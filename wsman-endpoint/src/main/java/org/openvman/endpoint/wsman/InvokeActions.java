package org.openvman.endpoint.wsman;

import java.util.List;
import org.openvman.provider.operation.CimException;
import org.openvman.provider.operation.CimOperations;
import org.openvman.provider.operation.CimStatus;
import org.openvman.provider.operation.MethodResult;
import org.openvman.schema.WsCimNames;
import org.openvman.schema.cim.CimArgument;
import org.openvman.schema.cim.CimMethod;
import org.openvman.schema.cim.CimPath;

/** Calls of extrinsic methods: the action is the resource URI, a slash and the method (DSP0227 clause 10, DSP0230). */
final class InvokeActions {
    private final CimOperations operations;

    InvokeActions(CimOperations operations) {
        this.operations = operations;
    }

    /** The method that the action names. */
    static String method(RequestHeaders headers) {
        return headers.resourceUri()
                .flatMap(uri -> WsCimNames.method(headers.action(), uri))
                .orElseThrow(() -> WsmanFault.ACTION_NOT_SUPPORTED.because("action not supported: " + headers.action()
                        + headers.resourceUri().map(uri -> " on " + uri).orElse("")));
    }

    Reply invoke(WsmanRequest request, String methodName) {
        CimPath target = request.path();
        ClassLookup classes = new ClassLookup(operations, request.context(), target.namespace());
        CimMethod method = classes.apply(target.className())
                .method(methodName)
                .orElseThrow(() -> new CimException(
                        CimStatus.METHOD_NOT_FOUND, "class " + target.className() + " has no method " + methodName));
        MethodResult result =
                operations.invoke(request.context(), target, method.name(), arguments(request, method, classes));
        return new Reply(
                request.headers().action() + "Response",
                body -> InstanceXmlWriter.writeOutput(
                        body, request.resourceUri(), method.name(), result.out(), result.returnCode()));
    }

    private static List<CimArgument> arguments(WsmanRequest request, CimMethod method, ClassLookup classes) {
        // DSP0230 wants Method_INPUT always; clients leave the body empty when there is nothing to say.
        if (request.body().isEmpty()) {
            return List.of();
        }
        XmlElement input = request.body().get();
        if (!input.name().equalsIgnoreCase(method.name() + "_INPUT")) {
            throw WsmanFault.SCHEMA_VALIDATION_ERROR.because(
                    "the body must hold " + method.name() + "_INPUT, not " + input.name());
        }
        return new InstanceXmlReader(
                        classes, classes.namespace(), WsmanFault.PARAMETER_NAME, WsmanFault.PARAMETER_TYPE_MISMATCH)
                .arguments(input, method);
    }
}
