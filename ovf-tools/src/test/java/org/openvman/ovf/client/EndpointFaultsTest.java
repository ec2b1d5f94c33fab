package org.openvman.ovf.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openvman.ovf.client.Endpoint.Credentials;
import org.openvman.ovf.client.Endpoint.Protocol;
import org.openvman.ovf.client.EndpointException.Kind;
import org.openvman.ovf.testing.FakeEndpoint;
import org.openvman.ovf.testing.FakeEndpoint.Answer;
import org.openvman.ovf.testing.WsmanAnswers;
import org.openvman.schema.cim.CimPath;

/** What a client says when an endpoint refuses, breaks, or is not one. */
class EndpointFaultsTest {
    private static final CimPath SYSTEM = CimPath.ofClass("root/virt", "CIM_ComputerSystem");

    private static final String CIM_ERROR = """
            <?xml version="1.0"?>
            <CIM CIMVERSION="2.0" DTDVERSION="2.0"><MESSAGE ID="1" PROTOCOLVERSION="1.0"><SIMPLERSP>
            <IMETHODRESPONSE NAME="GetInstance"><ERROR CODE="6" DESCRIPTION="no such system"/></IMETHODRESPONSE>
            </SIMPLERSP></MESSAGE></CIM>
            """;

    @ParameterizedTest
    @EnumSource
    void aRefusedLoginNamesTheUser(Protocol protocol) throws IOException {
        try (FakeEndpoint endpoint = FakeEndpoint.answering(401, "")) {
            assertThat(failure(endpoint.url(), protocol)).satisfies(failure -> {
                assertThat(failure.kind()).isEqualTo(Kind.UNAUTHORIZED);
                assertThat(failure)
                        .hasMessage(endpoint.url() + " does not let user ada in: wrong name or password")
                        .hasMessageNotContaining("secret");
            });
        }
    }

    @ParameterizedTest
    @EnumSource
    void nobodyThereSaysWhatToDo(Protocol protocol) throws IOException {
        URI url = FakeEndpoint.away();
        EndpointException failure = failure(url, protocol);
        assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
        assertThat(failure)
                .hasMessage("nobody answers at " + url
                        + " (start an endpoint with bin/openvman serve, or name another with --endpoint)");
    }

    @ParameterizedTest
    @EnumSource
    void anAnswerThatDoesNotComeEndsInTime(Protocol protocol) throws IOException {
        try (FakeEndpoint endpoint = FakeEndpoint.answering(request -> Answer.NONE)) {
            EndpointException failure = failure(endpoint.url(), protocol, Duration.ofSeconds(1));
            assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
            assertThat(failure).hasMessage("no answer from " + endpoint.url() + " within 1 s");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aPageThatIsNoAnswerIsNotTakenForOne(Protocol protocol) throws IOException {
        for (String page : new String[] {"<html><body>It works!</body></html>", "not found", ""}) {
            try (FakeEndpoint endpoint = FakeEndpoint.answering(404, page)) {
                EndpointException failure = failure(endpoint.url(), protocol);
                assertThat(failure.kind()).as(page).isEqualTo(Kind.PROTOCOL);
                assertThat(failure)
                        .hasMessageContaining(endpoint.url().toString())
                        .hasMessageContaining("404");
            }
        }
    }

    @Test
    void aFaultKeepsItsCodeAndItsText() throws IOException {
        try (FakeEndpoint endpoint =
                FakeEndpoint.answering(400, WsmanAnswers.fault("InvalidSelectors", "no such\n   system"))) {
            EndpointException failure = failure(endpoint.url(), Protocol.WSMAN);
            assertThat(failure.kind()).isEqualTo(Kind.REFUSED);
            assertThat(failure.code()).isEqualTo("InvalidSelectors");
            assertThat(failure).hasMessage("no such system");
        }
        try (FakeEndpoint endpoint = FakeEndpoint.answering(500, WsmanAnswers.fault("AccessDenied", "read only"))) {
            assertThat(failure(endpoint.url(), Protocol.WSMAN).kind()).isEqualTo(Kind.FORBIDDEN);
        }
        try (FakeEndpoint endpoint = FakeEndpoint.answering(200, CIM_ERROR)) {
            EndpointException failure = failure(endpoint.url(), Protocol.CIM_XML);
            assertThat(failure.kind()).isEqualTo(Kind.REFUSED);
            assertThat(failure.code()).isEqualTo("6");
            assertThat(failure).hasMessageContaining("no such system");
        }
    }

    private static EndpointException failure(URI url, Protocol protocol) {
        return failure(url, protocol, Duration.ofSeconds(30));
    }

    private static EndpointException failure(URI url, Protocol protocol, Duration patience) {
        Endpoint endpoint =
                new Endpoint(url, Optional.of(new Credentials("ada", "secret")), Duration.ofSeconds(30), patience);
        try (EndpointClient client = endpoint.open(protocol)) {
            return catchThrowableOfType(() -> client.get(SYSTEM), EndpointException.class);
        }
    }
}
