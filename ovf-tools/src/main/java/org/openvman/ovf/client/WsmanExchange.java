package org.openvman.ovf.client;

import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.openvman.ovf.client.EndpointException.Kind;
import org.openvman.ovf.io.XmlInput;
import org.openvman.ovf.io.XmlOutput;
import org.openvman.ovf.model.OvfException;
import org.openvman.ovf.model.XmlElement;
import org.openvman.schema.Namespaces;
import org.openvman.schema.cim.CimPath;

/** Puts envelopes round requests (DSP0226 clause 5), takes the body out of answers, and turns faults into exceptions. */
final class WsmanExchange implements AutoCloseable {
    private static final int UNAUTHORIZED = 401;

    private final Endpoint endpoint;
    private final HttpTransport transport;
    private final Supplier<UUID> ids;
    private final XmlInput input = new XmlInput();
    private final XmlOutput output = new XmlOutput();

    WsmanExchange(Endpoint endpoint, Supplier<UUID> ids) {
        this.endpoint = endpoint;
        this.transport = new HttpTransport(endpoint);
        this.ids = ids;
    }

    /** Sends a request to a resource; the answer is the element in the body, or empty for an empty body. */
    Optional<XmlElement> send(String action, CimPath resource, Optional<XmlElement> body) {
        XmlElement header = XmlElement.of(WsmanNames.soap("Header"))
                .with(XmlElement.of(WsmanNames.addressing("To"))
                        .withText(endpoint.url().toString()))
                .with(ReferenceXml.resourceUri(resource).with(WsmanNames.soap("mustUnderstand"), "true"))
                .with(XmlElement.of(WsmanNames.addressing("ReplyTo"))
                        .with(XmlElement.of(WsmanNames.addressing("Address")).withText(Namespaces.ANONYMOUS)))
                .with(XmlElement.of(WsmanNames.addressing("Action"))
                        .with(WsmanNames.soap("mustUnderstand"), "true")
                        .withText(action))
                .with(XmlElement.of(WsmanNames.addressing("MessageID")).withText("uuid:" + ids.get()))
                .with(XmlElement.of(WsmanNames.wsman("OperationTimeout"))
                        .withText(endpoint.answerTimeout().toString()))
                .with(ReferenceXml.selectorSet(resource));
        return exchange(header, body);
    }

    /** Sends a body without any header, as Identify wants it (DSP0226 clause 11). */
    Optional<XmlElement> send(XmlElement body) {
        return exchange(XmlElement.of(WsmanNames.soap("Header")), Optional.of(body));
    }

    private Optional<XmlElement> exchange(XmlElement header, Optional<XmlElement> content) {
        XmlElement envelope = XmlElement.of(WsmanNames.soap("Envelope"))
                .with(header)
                .with(XmlElement.of(WsmanNames.soap("Body")).withAll(content.stream()));
        HttpTransport.Answer answer = transport.post(output.write(envelope, WsmanNames.PREFIXES));
        if (answer.status() == UNAUTHORIZED) {
            throw endpoint.unauthorized();
        }
        XmlElement body =
                parse(answer).first(WsmanNames.soap("Body")).orElseThrow(() -> noAnswer(answer, "no SOAP envelope"));
        body.first(WsmanNames.soap("Fault")).ifPresent(fault -> {
            throw refusal(fault);
        });
        return body.elements().findFirst();
    }

    private XmlElement parse(HttpTransport.Answer answer) {
        try {
            return input.read("answer", answer.body());
        } catch (OvfException e) {
            throw noAnswer(answer, "no XML");
        }
    }

    private EndpointException noAnswer(HttpTransport.Answer answer, String why) {
        return new EndpointException(
                Kind.PROTOCOL,
                endpoint.url() + " is no WS-Management endpoint: HTTP status " + answer.status() + " with " + why);
    }

    private static EndpointException refusal(XmlElement fault) {
        String reason = fault.first(WsmanNames.soap("Reason"))
                .flatMap(texts -> texts.first(WsmanNames.soap("Text")))
                .map(text -> text.text().strip().replaceAll("\\s+", " "))
                .filter(text -> !text.isEmpty())
                .orElse("refused without a reason");
        String detail = fault.first(WsmanNames.soap("Detail"))
                .flatMap(details -> details.first(WsmanNames.wsman("FaultDetail")))
                .map(uri -> uri.text().strip())
                .map(uri -> "/" + uri.substring(uri.lastIndexOf('/') + 1))
                .orElse("");
        return new EndpointException(Kind.REFUSED, subcode(fault) + detail, reason);
    }

    private static String subcode(XmlElement fault) {
        Optional<XmlElement> code = fault.first(WsmanNames.soap("Code"));
        return code.flatMap(outer -> outer.first(WsmanNames.soap("Subcode")))
                .or(() -> code)
                .flatMap(element -> element.first(WsmanNames.soap("Value")))
                .map(value -> value.text().strip())
                .map(name -> name.substring(name.indexOf(':') + 1))
                .orElse("");
    }

    @Override
    public void close() {
        transport.close();
    }
}
