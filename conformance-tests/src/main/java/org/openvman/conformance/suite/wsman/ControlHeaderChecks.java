package org.openvman.conformance.suite.wsman;

import java.nio.charset.StandardCharsets;
import org.openvman.conformance.check.CheckGroup;
import org.openvman.conformance.check.Client;
import org.openvman.conformance.check.Expect;
import org.openvman.conformance.check.NotApplicable;
import org.openvman.conformance.check.Page;
import org.openvman.conformance.wire.EndpointReference;
import org.openvman.conformance.wire.Envelope;
import org.openvman.conformance.wire.Names;
import org.openvman.conformance.wire.Reply;
import org.openvman.conformance.wire.XmlElement;

/** DSP0226 clause 6: the headers with which a client steers an operation. */
final class ControlHeaderChecks {
    private static final int LEAST_ENVELOPE = 8192;

    private ControlHeaderChecks() {}

    static CheckGroup group(Sample sample) {
        return new CheckGroup("wsman.control", "DSP0226")
                .mandatory(
                        "envelope-minimum",
                        "6.2",
                        "A MaxEnvelopeSize below 8192 is refused",
                        client -> Expect.fault(
                                client.send(sample.get(client).plus(maxEnvelope(LEAST_ENVELOPE - 1))),
                                "wsman:EncodingLimit/MinimumEnvelopeLimit"))
                .mandatory(
                        "envelope-kept",
                        "6.2",
                        "No page of an enumeration is larger than MaxEnvelopeSize, and none of the items is lost",
                        client -> envelopeKept(client, sample))
                .optional(
                        "operation-timeout",
                        "6.1",
                        "OperationTimeout is kept, or refused as a feature that is not supported",
                        client -> supportedOr(
                                client.send(sample.get(client)
                                        .plus("<wsman:OperationTimeout s:mustUnderstand=\"true\">PT60S"
                                                + "</wsman:OperationTimeout>")),
                                "wsman:UnsupportedFeature/OperationTimeout"))
                .mandatory(
                        "bad-operation-timeout",
                        "6.1",
                        "An OperationTimeout that is no duration is refused",
                        client -> Expect.refused(client.send(sample.get(client)
                                .plus("<wsman:OperationTimeout s:mustUnderstand=\"true\">soon"
                                        + "</wsman:OperationTimeout>"))))
                .optional(
                        "locale-demanded",
                        "6.3",
                        "A language that must be used and is not to be had is refused",
                        client -> supportedOr(
                                client.send(sample.get(client)
                                        .plus("<wsman:Locale s:mustUnderstand=\"true\" xml:lang=\"tlh\"/>")),
                                "wsman:UnsupportedFeature/Locale"))
                .mandatory(
                        "locale-wished",
                        "6.3",
                        "A language that is only wished for changes nothing else",
                        client -> Expect.success(client.send(sample.get(client)
                                .plus("<wsman:Locale s:mustUnderstand=\"false\" xml:lang=\"tlh\"/>"))))
                .mandatory(
                        "option-demanded",
                        "6.4",
                        "An unknown option that must be complied with is refused",
                        client -> optionDemanded(client, sample))
                .optional(
                        "requested-epr",
                        "6.5",
                        "RequestEPR is answered with RequestedEPR",
                        client -> requestedEpr(client, sample))
                .conditional(
                        "fragment-transfer",
                        "7.7",
                        "FragmentTransfer yields a fragment, or is refused as a feature that is not supported",
                        client -> fragment(client, sample));
    }

    private static String maxEnvelope(int size) {
        return "<wsman:MaxEnvelopeSize s:mustUnderstand=\"true\">" + size + "</wsman:MaxEnvelopeSize>";
    }

    private static void supportedOr(Reply reply, String refusal) {
        if (!reply.isSuccess()) {
            Expect.fault(reply, refusal);
        }
    }

    private static void envelopeKept(Client client, Sample sample) {
        int expected = sample.instances(client).size();
        Envelope enumerate = sample.enumerate(
                        client, "<wsman:OptimizeEnumeration/><wsman:MaxElements>1000</wsman:MaxElements>")
                .plus(maxEnvelope(LEAST_ENVELOPE));
        Reply reply = small(client.send(enumerate));
        Page page = Page.of(reply);
        int seen = page.items().size();
        while (!page.last()) {
            Envelope pull = Envelope.to(sample.classReference(client), Names.PULL)
                    .body("<wsen:Pull><wsen:EnumerationContext>" + page.context()
                            + "</wsen:EnumerationContext><wsen:MaxElements>1000</wsen:MaxElements></wsen:Pull>")
                    .plus(maxEnvelope(LEAST_ENVELOPE));
            page = Page.of(small(client.send(pull)));
            Expect.that(page.last() || !page.items().isEmpty(), "at least one item in a page", "none");
            seen += page.items().size();
        }
        Expect.that(seen == expected, expected + " items", seen);
    }

    private static Reply small(Reply reply) {
        Expect.success(reply);
        int size = reply.exchange().response().getBytes(StandardCharsets.UTF_8).length;
        Expect.that(size <= LEAST_ENVELOPE, "at most " + LEAST_ENVELOPE + " bytes", size);
        return reply;
    }

    private static void optionDemanded(Client client, Sample sample) {
        Reply reply = client.send(sample.get(client)
                .plus("<wsman:OptionSet s:mustUnderstand=\"true\"><wsman:Option Name=\"conform-unknown\""
                        + " MustComply=\"true\">1</wsman:Option></wsman:OptionSet>"));
        boolean notUnderstood = reply.fault()
                .filter(fault -> fault.code().equals("MustUnderstand"))
                .isPresent();
        if (!notUnderstood) {
            Expect.fault(
                    reply,
                    "wsman:InvalidOptions/NotSupported",
                    "wsman:InvalidOptions/InvalidName",
                    "wsman:UnsupportedFeature/OptionSet");
        }
    }

    private static void requestedEpr(Client client, Sample sample) {
        Reply reply = Expect.success(client.send(sample.get(client).plus("<wsman:RequestEPR/>")));
        XmlElement requested = reply.header(Names.WSMAN, "RequestedEPR")
                .orElseThrow(() -> new NotApplicable("the service does not answer RequestEPR"));
        if (requested.child(Names.WSMAN, "EPRInvalid").isPresent()
                || requested.child(Names.WSMAN, "EPRUnknown").isPresent()) {
            return;
        }
        EndpointReference found = EndpointReference.read(requested);
        String wanted = sample.instance(client).reference().identity();
        Expect.that(found.identity().equals(wanted), "an endpoint reference to " + wanted, found.identity());
    }

    private static void fragment(Client client, Sample sample) {
        Reply reply = client.send(sample.get(client)
                .plus("<wsman:FragmentTransfer s:mustUnderstand=\"true\">ElementName</wsman:FragmentTransfer>"));
        if (reply.isSuccess()) {
            Expect.body(reply, Names.WSMAN, "XmlFragment");
            return;
        }
        Expect.fault(reply, "wsman:UnsupportedFeature/FragmentLevelAccess");
    }
}
