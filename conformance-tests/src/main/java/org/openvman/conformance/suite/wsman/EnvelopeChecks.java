package org.openvman.conformance.suite.wsman;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import org.openvman.conformance.check.CheckGroup;
import org.openvman.conformance.check.Client;
import org.openvman.conformance.check.Expect;
import org.openvman.conformance.check.NotApplicable;
import org.openvman.conformance.wire.Envelope;
import org.openvman.conformance.wire.Names;
import org.openvman.conformance.wire.Reply;
import org.openvman.conformance.wire.SoapFault;

/** DSP0226 clause 13: what arrives need not be an envelope, nor small, nor kind. */
final class EnvelopeChecks {
    private static final int OVERSIZE = 16 * 1024 * 1024;
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final String SOAP_11 = "http://schemas.xmlsoap.org/soap/envelope/";

    private EnvelopeChecks() {}

    static CheckGroup group(Sample sample) {
        return new CheckGroup("wsman.envelope", "DSP0226")
                .mandatory("content-type", "13.1", "The answer is application/soap+xml", client -> {
                    String type = Expect.success(client.send(sample.get(client)))
                            .exchange()
                            .header("content-type");
                    Expect.that(type.startsWith("application/soap+xml"), "application/soap+xml", type);
                })
                .mandatory("malformed", "13", "Text that is not well-formed XML is refused", client -> {
                    String request = sample.get(client).toXml();
                    hostile(client, request.substring(0, request.length() - 20));
                })
                .mandatory("empty", "13", "An empty request is refused", client -> hostile(client, ""))
                .mandatory(
                        "not-soap",
                        "13",
                        "XML that is no envelope is refused",
                        client -> hostile(client, "<order xmlns=\"http://example.org/conform\"/>"))
                .under("SOAP 1.2")
                .mandatory("soap-1.1", "part 1, 5.4.7", "A SOAP 1.1 envelope is refused", client -> {
                    Reply reply = client.connection()
                            .send(
                                    sample.get(client).toXml(SOAP_11),
                                    client.connection().usual());
                    boolean mismatch = reply.fault()
                            .map(SoapFault::code)
                            .filter("VersionMismatch"::equals)
                            .isPresent();
                    Expect.that(
                            mismatch || reply.status() >= 400 && reply.status() < 500,
                            "fault s:VersionMismatch or HTTP 4xx",
                            reply.summary());
                })
                .mandatory(
                        "document-type",
                        "part 1, 5",
                        "An envelope with a document type declaration is refused",
                        client -> hostile(
                                client,
                                "<!DOCTYPE s:Envelope [<!ENTITY e \"x\">]>"
                                        + sample.get(client).toXml()))
                .mandatory(
                        "entity-expansion",
                        "part 1, 5",
                        "Nested entities are refused at once",
                        client -> hostile(client, bomb() + sample.get(client).toXml()))
                .under("DSP0226")
                .mandatory(
                        "deep-nesting",
                        "13",
                        "An envelope nested 100,000 deep is refused",
                        client -> hostile(
                                client,
                                sample.get(client)
                                        .body("<a>".repeat(100_000) + "</a>".repeat(100_000))
                                        .toXml()))
                .conditional(
                        "oversized",
                        "13",
                        "An envelope beyond the limit of the service is refused by EncodingLimit or HTTP 413",
                        client -> oversized(client, sample))
                .optional(
                        "utf-16",
                        "R13.1-5",
                        "A request in UTF-16 is answered in UTF-16, or refused by EncodingLimit/CharacterSet",
                        client -> utf16(client, sample))
                .mandatory(
                        "still-alive",
                        "13",
                        "After all this the service answers as before",
                        client -> Expect.success(client.send(sample.get(client))));
    }

    private static void hostile(Client client, String text) {
        Reply reply = client.connection().send(text, client.connection().usual());
        Expect.refused(reply);
        Expect.that(
                reply.exchange().took().compareTo(SOON) < 0,
                "a refusal within " + SOON.toSeconds() + " s",
                reply.exchange().took().toMillis() + " ms");
    }

    private static String bomb() {
        StringBuilder dtd = new StringBuilder("<!DOCTYPE s:Envelope [<!ENTITY a0 \"aaaaaaaaaa\">");
        for (int i = 1; i <= 12; i++) {
            dtd.append("<!ENTITY a")
                    .append(i)
                    .append(" \"")
                    .append(("&a" + (i - 1) + ";").repeat(10))
                    .append("\">");
        }
        return dtd.append("]>").toString();
    }

    private static void oversized(Client client, Sample sample) {
        Envelope padded = sample.get(client)
                .plus("<c:Padding xmlns:c=\"http://example.org/conform\">" + "x".repeat(OVERSIZE) + "</c:Padding>");
        Reply reply = client.send(padded);
        if (reply.isSuccess()) {
            throw new NotApplicable("the service takes envelopes of " + OVERSIZE + " bytes");
        }
        if (reply.status() != 413) {
            Expect.fault(reply, "wsman:EncodingLimit");
        }
    }

    private static void utf16(Client client, Sample sample) {
        Reply reply = client.connection()
                .send(
                        "\uFEFF" + sample.get(client).toXml(),
                        client.connection()
                                .usual()
                                .in(StandardCharsets.UTF_16BE)
                                .ofType("application/soap+xml;charset=UTF-16"));
        if (reply.fault().isPresent()) {
            Expect.fault(reply, "wsman:EncodingLimit/CharacterSet");
            return;
        }
        Expect.success(reply);
        String type = reply.exchange().header("content-type").toUpperCase(Locale.ROOT);
        Expect.that(type.contains("UTF-16"), "an answer in UTF-16", type);
        Expect.that(reply.header(Names.ADDRESSING, "RelatesTo").isPresent(), "header wsa:RelatesTo", "none");
    }
}
