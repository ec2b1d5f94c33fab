package org.openvman.endpoint.wsman;

import java.nio.charset.Charset;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.openvman.provider.operation.CimException;
import org.openvman.provider.operation.CimOperations;
import org.openvman.provider.operation.EnumerationSessions;
import org.openvman.provider.operation.RequestContext;
import org.openvman.schema.WsCimNames;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * WS-Management from bytes to bytes: reads the envelope, finds the action, and encodes its answer or the fault. Knows no
 * HTTP but the status that goes with an answer. Safe for use by many threads.
 */
public final class WsmanService {
    private static final Logger LOG = LoggerFactory.getLogger(WsmanService.class);

    private final Settings settings;
    private final Clock clock;
    private final XmlElementReader reader;
    private final EnvelopeWriter writer;
    private final IdentifyActions identify;
    private final TransferActions transfer;
    private final EnumerationActions enumeration;
    private final InvokeActions invoke;

    /**
     * What an operator may set.
     *
     * @param version what Identify names
     * @param defaultNamespace the CIM namespace for requests that name none
     * @param request what a request may not exceed
     * @param maxEnvelopeSize how many bytes an answer may have, whatever the client allows
     * @param operationTimeout how long an answer may take when the client does not say
     */
    public record Settings(
            String version,
            String defaultNamespace,
            XmlLimits request,
            int maxEnvelopeSize,
            Duration operationTimeout) {
        public static final Settings DEFAULT =
                new Settings("0", "root/virt", XmlLimits.DEFAULT, 1024 * 1024, Duration.ofSeconds(60));
    }

    public WsmanService(
            CimOperations operations,
            EnumerationSessions sessions,
            Clock clock,
            Supplier<UUID> messageIds,
            Settings settings) {
        this.settings = settings;
        this.clock = clock;
        this.reader = new XmlElementReader(settings.request());
        this.writer = new EnvelopeWriter(messageIds);
        this.identify = new IdentifyActions(settings.version());
        this.transfer = new TransferActions(operations);
        this.enumeration = new EnumerationActions(operations, sessions, clock);
        this.invoke = new InvokeActions(operations);
    }

    int maxRequestBytes() {
        return settings.request().bytes();
    }

    /**
     * Answers an envelope; never throws for what is in it.
     *
     * @param context who asks; empty for the anonymous, who may Identify only
     * @param requestId for the log, when nobody is known
     */
    Answer answer(Optional<RequestContext> context, String requestId, byte[] envelope, Charset charset) {
        Progress progress = new Progress();
        try {
            SoapEnvelope soap = SoapEnvelope.of(reader.read(envelope, charset));
            progress.relatesTo = soap.messageId().orElse(null);
            if (IdentifyActions.isIdentify(soap)) {
                progress.operation = "Identify";
                return progress.ok(writer.identify(identify));
            }
            RequestContext known = context.orElseThrow(
                    () -> WsmanFault.ACCESS_DENIED.because("only Identify is allowed without authentication"));
            return answer(known, soap, progress);
        } catch (FaultException e) {
            return fault(e.fault(), progress);
        } catch (CimException e) {
            LOG.debug("request {}: {}", requestId, e.getMessage());
            return fault(WsmanFault.of(e), progress);
        } catch (RuntimeException e) {
            LOG.error("request {} failed", requestId, e);
            return fault(
                    new Fault(WsmanFault.INTERNAL_ERROR, "internal error; the log names it under request " + requestId),
                    progress);
        }
    }

    /** The answer to what is not even an envelope in an encoding that we know. */
    Answer fault(Fault fault) {
        return fault(fault, new Progress());
    }

    private Answer answer(RequestContext context, SoapEnvelope soap, Progress progress) {
        RequestHeaders headers = RequestHeaders.of(soap);
        progress.operation = headers.action();
        progress.target = headers.resourceUri()
                .map(uri -> WsCimNames.className(uri).orElse(uri))
                .orElse("-");
        Optional<Action> action = Action.of(headers.action());
        int limit = Math.min(headers.maxEnvelopeSize().orElse(Integer.MAX_VALUE), settings.maxEnvelopeSize());
        WsmanRequest request = new WsmanRequest(
                headers,
                soap.body(),
                context,
                Deadline.in(headers.operationTimeout().orElse(settings.operationTimeout()), clock),
                limit,
                settings.defaultNamespace());
        Reply reply;
        if (action.isPresent()) {
            progress.operation = action.get().label();
            reply = reply(action.get(), request);
        } else {
            progress.operation = InvokeActions.method(headers);
            reply = invoke.invoke(request, progress.operation);
        }
        byte[] answer = writer.reply(reply, headers.messageId());
        if (answer.length > limit) {
            throw action.map(Action::changes).orElse(true)
                    ? WsmanFault.UNREPORTABLE_SUCCESS.because(
                            "done, but the answer of " + answer.length + " bytes is larger than allowed: " + limit)
                    : WsmanFault.MAX_ENVELOPE_SIZE_EXCEEDED.because(
                            "the answer of " + answer.length + " bytes is larger than allowed: " + limit);
        }
        return progress.ok(answer);
    }

    private Reply reply(Action action, WsmanRequest request) {
        return switch (action) {
            case GET -> transfer.get(request);
            case PUT -> transfer.put(request);
            case CREATE -> transfer.create(request);
            case DELETE -> transfer.delete(request);
            case ENUMERATE -> enumeration.enumerate(request);
            case PULL -> enumeration.pull(request);
            case RELEASE -> enumeration.release(request);
            case RENEW -> enumeration.renew(request);
            case GET_STATUS -> enumeration.getStatus(request);
        };
    }

    private Answer fault(Fault fault, Progress progress) {
        return new Answer(
                fault.kind().httpStatus(),
                writer.fault(fault, Optional.ofNullable(progress.relatesTo)),
                progress.operation,
                progress.target,
                fault.kind().label());
    }

    /** What is known of a request so far, for the answer and the log whenever it ends. */
    private static final class Progress {
        private @Nullable String relatesTo;
        private String operation = "-";
        private String target = "-";

        Answer ok(byte[] envelope) {
            return new Answer(200, envelope, operation, target, "ok");
        }
    }
}
