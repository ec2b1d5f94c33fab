package org.openvman.conformance.suite.wsman;

import java.util.Optional;
import org.openvman.conformance.check.CheckFailure;
import org.openvman.conformance.check.CheckGroup;
import org.openvman.conformance.check.Client;
import org.openvman.conformance.check.Expect;
import org.openvman.conformance.wire.Envelope;
import org.openvman.conformance.wire.Names;
import org.openvman.conformance.wire.Reply;
import org.openvman.conformance.wire.SoapFault;
import org.openvman.conformance.wire.XmlElement;

/** DSP0226 clause 5: WS-Addressing 2004/08 as WS-Management uses it. */
final class AddressingChecks {
    private static final String ELSEWHERE = "<wsa:Address>http://127.0.0.1:9/elsewhere</wsa:Address>";

    private AddressingChecks() {}

    static CheckGroup group(Sample sample) {
        return new CheckGroup("wsman.addressing", "DSP0226")
                .mandatory("relates-to", "5.4", "The answer relates to the message id of the request", client -> {
                    Envelope request = sample.get(client);
                    Reply reply = Expect.success(client.send(request));
                    String related = header(reply, "RelatesTo");
                    Expect.that(related.equals(request.messageId()), "wsa:RelatesTo " + request.messageId(), related);
                })
                .mandatory("response-action", "5.4", "The answer has the action of a response", client -> {
                    String action = header(Expect.success(client.send(sample.get(client))), "Action");
                    Expect.that(action.equals(Names.GET + "Response"), "wsa:Action " + Names.GET + "Response", action);
                })
                .mandatory("message-id", "5.4", "Each answer has a message id of its own", client -> {
                    String first = header(client.send(sample.get(client)), "MessageID");
                    String second = header(client.send(sample.get(client)), "MessageID");
                    Expect.that(!first.equals(second), "two message ids", "twice " + first);
                })
                .mandatory(
                        "no-action",
                        "5.4",
                        "A request without wsa:Action is refused",
                        client -> missing(client, sample, "Action"))
                .mandatory(
                        "no-message-id",
                        "5.4",
                        "A request without wsa:MessageID is refused",
                        client -> missing(client, sample, "MessageID"))
                .mandatory(
                        "duplicate-header",
                        "R13.1-9",
                        "A request with the same header twice is refused",
                        client -> Expect.fault(
                                client.send(sample.get(client)
                                        .plus("<wsa:Action s:mustUnderstand=\"true\">" + Names.GET + "</wsa:Action>")),
                                "wsa:InvalidMessageInformationHeader"))
                .conditional(
                        "reply-to",
                        "5.4.2",
                        "An answer to another address is refused where answers use the same connection",
                        client -> Expect.fault(
                                client.send(sample.get(client)
                                        .header("ReplyTo", "<wsa:ReplyTo>" + ELSEWHERE + "</wsa:ReplyTo>")),
                                "wsman:UnsupportedFeature/AddressingMode"))
                .conditional(
                        "fault-to",
                        "5.4.3",
                        "Faults to another address are refused where answers use the same connection",
                        client -> Expect.fault(
                                client.send(sample.get(client).plus("<wsa:FaultTo>" + ELSEWHERE + "</wsa:FaultTo>")),
                                "wsman:UnsupportedFeature/AddressingMode"))
                .mandatory(
                        "unknown-action",
                        "5.4.6",
                        "An action that the resource does not have is refused",
                        client -> Expect.fault(
                                client.send(Envelope.to(
                                        sample.instance(client).reference(),
                                        "http://example.org/conform/NoSuchAction")),
                                "wsa:ActionNotSupported"))
                .under("SOAP 1.2")
                .mandatory(
                        "must-understand",
                        "part 1, 5.4.8",
                        "An unknown header that must be understood is refused, and named by s:NotUnderstood",
                        client -> mustUnderstand(client, sample))
                .mandatory(
                        "may-ignore",
                        "part 1, 2.4",
                        "An unknown header that need not be understood changes nothing",
                        client -> Expect.success(client.send(sample.get(client)
                                .plus("<c:Trace xmlns:c=\"http://example.org/conform\">1</c:Trace>"))))
                .under("DSP0226")
                .mandatory(
                        "fault-shape",
                        "14",
                        "A fault has the addressing of an answer, a fault action and a reason",
                        client -> faultShape(client, sample));
    }

    private static String header(Reply reply, String name) {
        return reply.header(Names.ADDRESSING, name)
                .map(XmlElement::token)
                .filter(text -> !text.isEmpty())
                .orElseThrow(() -> new CheckFailure("header wsa:" + name, "none"));
    }

    private static void missing(Client client, Sample sample, String name) {
        Expect.fault(client.send(sample.get(client).without(name)), "wsa:MessageInformationHeaderRequired");
    }

    private static void mustUnderstand(Client client, Sample sample) {
        Reply reply = client.send(sample.get(client)
                .plus("<c:Unknown xmlns:c=\"http://example.org/conform\" s:mustUnderstand=\"true\"/>"));
        SoapFault fault =
                reply.fault().orElseThrow(() -> new CheckFailure("a fault s:MustUnderstand", reply.summary()));
        Expect.that(fault.code().equals("MustUnderstand"), "a fault s:MustUnderstand", fault);
        Expect.that(
                fault.notUnderstood().contains("{http://example.org/conform}Unknown"),
                "a header s:NotUnderstood that names it",
                fault.notUnderstood());
    }

    private static void faultShape(Client client, Sample sample) {
        Envelope request = Envelope.to(sample.instance(client).reference(), "http://example.org/conform/NoSuchAction");
        Reply reply = client.send(request);
        SoapFault fault = Expect.fault(reply, "wsa:ActionNotSupported");
        String action = header(reply, "Action");
        Expect.that(action.equals(Names.ADDRESSING + "/fault"), "wsa:Action " + Names.ADDRESSING + "/fault", action);
        Expect.that(
                Optional.of(header(reply, "RelatesTo"))
                        .filter(request.messageId()::equals)
                        .isPresent(),
                "wsa:RelatesTo with the message id of the request",
                header(reply, "RelatesTo"));
        Expect.that(fault.code().equals("Sender"), "s:Sender", fault.code());
        Expect.that(!fault.reason().isEmpty(), "a text in s:Reason", "none");
    }
}
