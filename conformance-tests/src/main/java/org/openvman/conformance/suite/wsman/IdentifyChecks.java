package org.openvman.conformance.suite.wsman;

import java.util.List;
import java.util.Optional;
import org.openvman.conformance.check.CheckGroup;
import org.openvman.conformance.check.Client;
import org.openvman.conformance.check.Expect;
import org.openvman.conformance.check.NotApplicable;
import org.openvman.conformance.wire.Envelope;
import org.openvman.conformance.wire.Names;
import org.openvman.conformance.wire.Reply;
import org.openvman.conformance.wire.Transmission;
import org.openvman.conformance.wire.XmlElement;

/** DSP0226 clause 11: Identify. */
final class IdentifyChecks {
    private IdentifyChecks() {}

    static CheckGroup group() {
        return new CheckGroup("wsman.identify", "DSP0226")
                .mandatory(
                        "response",
                        "11",
                        "Identify is answered with wsmid:IdentifyResponse",
                        client -> response(client.send(Envelope.identify())))
                .mandatory(
                        "protocol-version",
                        "11",
                        "The response names the protocol by the WS-Management namespace",
                        IdentifyChecks::protocolVersion)
                .mandatory(
                        "ignores-addressing",
                        "11",
                        "Identify is known by its body, whatever addressing comes with it",
                        client -> response(client.send(
                                Envelope.action(Names.IDENTITY + "/Identify").body("<wsmid:Identify/>"))))
                .optional(
                        "anonymous",
                        "11",
                        "Identify without authentication, asked for by the header WSMANIDENTIFY, is answered or refused"
                                + " with 401",
                        IdentifyChecks::anonymous)
                .optional(
                        "anonymous-address",
                        "R5.3-2",
                        "Identify at /wsman-anon/identify is answered without authentication",
                        IdentifyChecks::anonymousAddress);
    }

    private static XmlElement response(Reply reply) {
        return Expect.body(Expect.success(reply), Names.IDENTITY, "IdentifyResponse");
    }

    private static void protocolVersion(Client client) {
        List<String> versions = response(client.send(Envelope.identify()))
                .children(Names.IDENTITY, "ProtocolVersion")
                .map(XmlElement::token)
                .toList();
        Expect.that(versions.contains(Names.WSMAN), "wsmid:ProtocolVersion " + Names.WSMAN, versions);
    }

    private static void anonymous(Client client) {
        Transmission anonymous =
                client.connection().usual().withoutCredentials().with("WSMANIDENTIFY", "unauthenticated");
        Reply reply = client.connection().send(Envelope.identify().toXml(), anonymous);
        if (reply.status() == 401) {
            throw new NotApplicable("Identify needs authentication here");
        }
        response(reply);
    }

    private static void anonymousAddress(Client client) {
        Transmission anonymous = client.connection()
                .usual()
                .withoutCredentials()
                .at(client.connection().address().resolve("/wsman-anon/identify"));
        Reply reply = client.connection().send(Envelope.identify().toXml(), anonymous);
        if (Optional.of(reply.status())
                .filter(status -> status == 401 || status == 404)
                .isPresent()) {
            throw new NotApplicable("HTTP " + reply.status() + " at /wsman-anon/identify");
        }
        response(reply);
    }
}
