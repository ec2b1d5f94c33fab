package org.openvman.conformance.suite.wsman;

import java.util.UUID;
import org.openvman.conformance.check.CheckGroup;
import org.openvman.conformance.check.Client;
import org.openvman.conformance.check.Expect;
import org.openvman.conformance.check.NotApplicable;
import org.openvman.conformance.wire.Credentials;
import org.openvman.conformance.wire.Reply;
import org.openvman.conformance.wire.Transmission;

/** DSP0226 clause 12: who is not known gets nothing. Only invented names are tried, so that no account is locked. */
final class SecurityChecks {
    private SecurityChecks() {}

    static CheckGroup group(Sample sample) {
        return new CheckGroup("wsman.security", "DSP0226")
                .mandatory(
                        "no-credentials",
                        "12",
                        "A request without credentials is answered with 401 and a challenge",
                        client -> challenged(client, sample, usual(client).withoutCredentials()))
                .mandatory(
                        "unknown-user",
                        "12",
                        "A request of an unknown user is answered with 401 and a challenge",
                        client -> challenged(client, sample, usual(client).as(stranger())))
                .mandatory("anonymous-get", "12", "The header for anonymous Identify opens nothing else", client -> {
                    Reply reply = client.connection()
                            .send(
                                    sample.get(client).toXml(),
                                    usual(client).withoutCredentials().with("WSMANIDENTIFY", "unauthenticated"));
                    Expect.that(reply.status() >= 400, "a refusal", reply.summary());
                });
    }

    private static Credentials stranger() {
        return new Credentials("conform-" + UUID.randomUUID(), "nobody's");
    }

    private static Transmission usual(Client client) {
        if (client.connection().credentials().isEmpty()) {
            throw new NotApplicable("this run has no credentials (see --user)");
        }
        return client.connection().usual();
    }

    private static void challenged(Client client, Sample sample, Transmission how) {
        Reply reply = client.connection().send(sample.get(client).toXml(), how);
        Expect.that(reply.status() == 401, "HTTP 401", reply.summary());
        Expect.that(
                !reply.exchange().header("www-authenticate").isEmpty(),
                "a header WWW-Authenticate with the 401",
                "none");
    }
}
