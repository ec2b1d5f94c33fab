package org.openvman.endpoint.wsman;

import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;
import org.openvman.provider.operation.CimOperations;
import org.openvman.provider.operation.EnumerationSessions;
import org.openvman.provider.operation.Principal;

/** Enumerate, Pull, Release, Renew and GetStatus (DSP0226 clause 8, DSP0227 clause 8). */
final class EnumerationActions {
    private final CimOperations operations;
    private final EnumerationSessions sessions;
    private final Clock clock;

    EnumerationActions(CimOperations operations, EnumerationSessions sessions, Clock clock) {
        this.operations = operations;
        this.sessions = sessions;
        this.clock = clock;
    }

    Reply enumerate(WsmanRequest request) {
        EnumerationRequest enumeration = EnumerationRequest.of(request, operations, clock.instant());
        EnumerationSource source = new EnumerationSource(operations, request, enumeration);
        Duration lifetime = sessions.granted(enumeration.expires().orElse(sessions.defaultLifetime()));
        Principal principal = request.context().principal();
        Consumer<XmlOutput> headers = request.headers().requestsTotal()
                ? out -> out.leaf(Namespace.WSMAN, "TotalItemsCountEstimate", Long.toString(source.estimate()))
                : out -> {};
        return new Reply(Action.ENUMERATE.responseUri(), headers, body -> {
            String id = sessions.open(principal, EnumerationItem.class, source.items(), lifetime);
            body.start(Namespace.ENUMERATION, "EnumerateResponse");
            body.declare(Namespace.ENUMERATION);
            body.leaf(Namespace.ENUMERATION, "Expires", XmlTime.text(lifetime));
            body.start(Namespace.ENUMERATION, "EnumerationContext");
            int beforeId = body.mark();
            body.text(id);
            int afterId = body.mark();
            body.end();
            if (enumeration.optimized() && firstPage(id, request, enumeration.maxElements(), body)) {
                // The context is over with the last item; an empty one tells so to clients that look at nothing else.
                body.leaf(Namespace.WSMAN, "EndOfSequence", "");
                body.cut(beforeId, afterId);
            }
            body.end();
        });
    }

    private boolean firstPage(String id, WsmanRequest request, int max, XmlOutput body) {
        Principal principal = request.context().principal();
        boolean done = false;
        boolean ended = false;
        try {
            ItemPage page = new ItemPage(body, request.envelopeLimit(), request.deadline());
            body.start(Namespace.WSMAN, "Items");
            ended = sessions.pull(id, principal, EnumerationItem.class, max, page);
            body.end();
            if (!ended) {
                page.checkNotEmpty();
            }
            done = true;
        } finally {
            // The client gets a fault instead of the id: nobody will come for the rest.
            if (!done && !ended) {
                sessions.discard(id);
            }
        }
        return ended;
    }

    Reply pull(WsmanRequest request) {
        XmlElement pull = request.body(Namespace.ENUMERATION, "Pull");
        String id = contextId(pull);
        int max = EnumerationRequest.maxElements(pull, Namespace.ENUMERATION);
        Deadline deadline = pull.childText(Namespace.ENUMERATION, "MaxTime")
                .map(EnumerationActions::maxTime)
                .map(request.deadline()::orSooner)
                .orElse(request.deadline());
        int characters = EnumerationRequest.positive(pull, Namespace.ENUMERATION, "MaxCharacters")
                .orElse(Integer.MAX_VALUE);
        return new Reply(Action.PULL.responseUri(), body -> {
            body.start(Namespace.ENUMERATION, "PullResponse");
            body.declare(Namespace.ENUMERATION);
            int beforeContext = body.mark();
            body.leaf(Namespace.ENUMERATION, "EnumerationContext", id);
            int afterContext = body.mark();
            ItemPage page = new ItemPage(
                    body, (int) Math.min(request.envelopeLimit(), (long) afterContext + characters), deadline);
            body.start(Namespace.ENUMERATION, "Items");
            boolean ended = sessions.pull(id, request.context().principal(), EnumerationItem.class, max, page);
            body.end();
            if (ended) {
                body.leaf(Namespace.ENUMERATION, "EndOfSequence", "");
                body.cut(beforeContext, afterContext);
            } else {
                page.checkNotEmpty();
            }
            body.end();
        });
    }

    Reply release(WsmanRequest request) {
        sessions.release(
                contextId(request.body(Namespace.ENUMERATION, "Release")),
                request.context().principal());
        return new Reply(Action.RELEASE.responseUri(), body -> {});
    }

    Reply renew(WsmanRequest request) {
        XmlElement renew = request.body(Namespace.ENUMERATION, "Renew");
        String id = contextId(renew);
        Duration granted = sessions.renew(
                id,
                request.context().principal(),
                EnumerationRequest.expires(renew, clock.instant()).orElse(sessions.defaultLifetime()));
        return new Reply(Action.RENEW.responseUri(), body -> {
            body.start(Namespace.ENUMERATION, "RenewResponse");
            body.declare(Namespace.ENUMERATION);
            body.leaf(Namespace.ENUMERATION, "Expires", XmlTime.text(granted));
            body.leaf(Namespace.ENUMERATION, "EnumerationContext", id);
            body.end();
        });
    }

    Reply getStatus(WsmanRequest request) {
        Duration remaining = sessions.remaining(
                contextId(request.body(Namespace.ENUMERATION, "GetStatus")),
                request.context().principal());
        return new Reply(Action.GET_STATUS.responseUri(), body -> {
            body.start(Namespace.ENUMERATION, "GetStatusResponse");
            body.declare(Namespace.ENUMERATION);
            body.leaf(Namespace.ENUMERATION, "Expires", XmlTime.text(remaining));
            body.end();
        });
    }

    private static String contextId(XmlElement body) {
        return body.childText(Namespace.ENUMERATION, "EnumerationContext")
                .filter(id -> !id.isEmpty())
                .orElseThrow(
                        () -> WsmanFault.INVALID_ENUMERATION_CONTEXT.because("wsen:EnumerationContext is missing"));
    }

    private static Duration maxTime(String text) {
        try {
            return XmlTime.duration(text);
        } catch (IllegalArgumentException e) {
            throw WsmanFault.SCHEMA_VALIDATION_ERROR.because("wsen:MaxTime: " + e.getMessage());
        }
    }
}
