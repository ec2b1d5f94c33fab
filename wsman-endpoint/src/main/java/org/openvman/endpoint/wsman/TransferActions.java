package org.openvman.endpoint.wsman;

import org.openvman.provider.operation.CimOperations;
import org.openvman.provider.operation.PropertyFilter;
import org.openvman.schema.WsCimNames;
import org.openvman.schema.cim.CimClass;
import org.openvman.schema.cim.CimInstance;
import org.openvman.schema.cim.CimPath;

/** Get, Put, Create and Delete of one instance (DSP0226 clause 7, DSP0227 clause 8). */
final class TransferActions {
    private final CimOperations operations;

    TransferActions(CimOperations operations) {
        this.operations = operations;
    }

    Reply get(WsmanRequest request) {
        CimPath path = path(request);
        CimInstance instance = operations.get(request.context(), path, PropertyFilter.ALL);
        if (request.deadline().hasPassed()) {
            throw WsmanFault.TIMED_OUT.because("Get of " + path + " took longer than wsman:OperationTimeout");
        }
        return new Reply(
                Action.GET.responseUri(),
                headers -> writeRequestedEpr(request, path, headers),
                body -> InstanceXmlWriter.write(body, instance));
    }

    Reply put(WsmanRequest request) {
        CimPath path = path(request);
        operations.modify(request.context(), path, representation(request, path), PropertyFilter.ALL);
        CimInstance changed = operations.get(request.context(), path, PropertyFilter.ALL);
        return new Reply(
                Action.PUT.responseUri(),
                headers -> writeRequestedEpr(request, path, headers),
                body -> InstanceXmlWriter.write(body, changed));
    }

    Reply create(WsmanRequest request) {
        CimPath path = path(request);
        CimPath created = operations.create(request.context(), path.namespace(), representation(request, path));
        return new Reply(Action.CREATE.responseUri(), body -> {
            body.start(Namespace.TRANSFER, "ResourceCreated");
            body.declare(Namespace.TRANSFER);
            EndpointReferenceXml.writeContent(body, created);
            body.end();
        });
    }

    Reply delete(WsmanRequest request) {
        operations.delete(request.context(), path(request));
        return new Reply(Action.DELETE.responseUri(), body -> {});
    }

    private static CimPath path(WsmanRequest request) {
        // DSP0227 clause 7.2: all classes at once can be enumerated only.
        if (request.isForAllClasses()) {
            throw WsmanFault.ACTION_NOT_SUPPORTED.because("all classes can be enumerated only");
        }
        return request.path();
    }

    /** The instance in the body; its class is that of the element, or of the path when they agree on nothing else. */
    private CimInstance representation(WsmanRequest request, CimPath path) {
        XmlElement body = request.body()
                .orElseThrow(() ->
                        WsmanFault.MISSING_VALUES.because("the body must hold the representation of the instance"));
        ClassLookup classes = new ClassLookup(operations, request.context(), path.namespace());
        CimClass declaration = WsCimNames.className(body.namespace())
                .filter(body.name()::equalsIgnoreCase)
                .map(classes)
                .orElseThrow(() -> WsmanFault.INVALID_NAMESPACE.because("the body's element {" + body.namespace() + "}"
                        + body.name() + " is not named like a class in its namespace"));
        return new InstanceXmlReader(classes, path.namespace(), WsmanFault.INVALID_VALUES, WsmanFault.INVALID_VALUES)
                .instance(body, declaration);
    }

    private static void writeRequestedEpr(WsmanRequest request, CimPath path, XmlOutput out) {
        if (request.headers().requestsEpr()) {
            out.start(Namespace.WSMAN, "RequestedEPR");
            EndpointReferenceXml.write(out, path);
            out.end();
        }
    }
}
