package org.openvman.endpoint.wsman;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.integers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.openvman.provider.operation.EnumerationSessions;
import org.openvman.provider.operation.Principal;
import org.openvman.provider.operation.RequestContext;
import org.openvman.provider.operation.Role;

/** Any bytes end in an answer, soon, and nothing is fetched or expanded on the way. */
class HostileInputTest {
    private static final Path ENUMERATE = Path.of("src/test/resources/wsman/invoke-embedded-instances/1.request.xml");
    private final XmlElementReader reader = new XmlElementReader(new XmlLimits(1 << 20, 64, 1000, 16));

    @Test
    void entitiesAreNotExpanded() {
        String bomb = "<!DOCTYPE b [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]><b>&b;</b>";

        assertFault(bomb, WsmanFault.SCHEMA_VALIDATION_ERROR, "document type declaration");
        assertFault(
                "<!DOCTYPE b SYSTEM \"file:///etc/passwd\"><b/>",
                WsmanFault.SCHEMA_VALIDATION_ERROR,
                "document type declaration");
        assertFault("<b>&unknown;</b>", WsmanFault.SCHEMA_VALIDATION_ERROR, "");
        assertFault("<b c='&unknown;'/>", WsmanFault.SCHEMA_VALIDATION_ERROR, "");
    }

    @Test
    void depthElementsAndAttributesAreCounted() {
        assertFault("<a>".repeat(100_000), WsmanFault.SERVICE_ENVELOPE_LIMIT, "nested deeper than 64");
        assertFault("<a>" + "<b/>".repeat(1000) + "</a>", WsmanFault.SERVICE_ENVELOPE_LIMIT, "more than 1000 elements");
        StringBuilder attributes = new StringBuilder("<a");
        for (int i = 0; i < 17; i++) {
            attributes.append(" a").append(i).append("=''");
        }
        assertFault(attributes.append("/>").toString(), WsmanFault.SERVICE_ENVELOPE_LIMIT, "more than 16 attributes");
    }

    @Test
    void whatIsNotWellFormedIsRefusedWithThePlace() {
        assertFault("", WsmanFault.SCHEMA_VALIDATION_ERROR, "not a well-formed envelope");
        assertFault("<a><b></a>", WsmanFault.SCHEMA_VALIDATION_ERROR, "line 1");
        assertFault("<a", WsmanFault.SCHEMA_VALIDATION_ERROR, "");
        assertFault("<p:a/>", WsmanFault.SCHEMA_VALIDATION_ERROR, "");
        assertFault("<xmlns:a/>", WsmanFault.SCHEMA_VALIDATION_ERROR, "");
        assertFault("<a/><b/>", WsmanFault.SCHEMA_VALIDATION_ERROR, "");
        assertFault("\u0000", WsmanFault.SCHEMA_VALIDATION_ERROR, "");
    }

    @Test
    void aTruncatedRequestIsAFaultWhereverItEnds() throws IOException {
        byte[] request = Files.readAllBytes(ENUMERATE);
        WsmanService service = service();
        int whole = new String(request, StandardCharsets.UTF_8).stripTrailing().length();

        for (int length = 0; length < whole; length += 7) {
            byte[] part = Arrays.copyOf(request, length);
            assertThat(answer(service, part).outcome()).isEqualTo("SchemaValidationError");
        }
    }

    // A mutated request may well be a good one; it must be answered, and never as a mistake of ours.
    @Test
    void aMutatedRequestIsAnswered() throws IOException {
        byte[] request = Files.readAllBytes(ENUMERATE);
        WsmanService service = service();

        qt().withExamples(1000).forAll(integers().all()).check(seed -> {
            Answer answer = answer(service, mutated(request, new Random(seed)));
            return answer.envelope().length > 0 && !answer.outcome().equals("InternalError");
        });
    }

    private static byte[] mutated(byte[] request, Random random) {
        byte[] changed = request.clone();
        for (int i = random.nextInt(8); i >= 0; i--) {
            int at = random.nextInt(changed.length);
            if (random.nextBoolean()) {
                changed[at] = (byte) random.nextInt(256);
            } else {
                int length = Math.min(random.nextInt(64), changed.length - at);
                System.arraycopy(changed, random.nextInt(changed.length - length), changed, at, length);
            }
        }
        return changed;
    }

    @Test
    void durationsAndTimesAreReadOrRefused() {
        assertThat(XmlTime.duration("P1DT2H3M4.25S")).isEqualTo(Duration.parse("P1DT2H3M4.25S"));
        assertThat(XmlTime.text(Duration.parse("PT26H3M4.25S"))).isEqualTo("P1DT2H3M4.25S");
        assertThat(XmlTime.text(Duration.ofDays(2))).isEqualTo("P2D");
        assertThat(XmlTime.text(Duration.ZERO)).isEqualTo("PT0S");
        for (String wrong : new String[] {"", "P", "PT", "P1", "P1Y", "P1M", "1S", "PT1.S", "PT99999999999999S"}) {
            assertThatThrownBy(() -> XmlTime.duration(wrong)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private void assertFault(String document, WsmanFault expected, String reason) {
        assertThatThrownBy(() -> reader.read(document.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                .isInstanceOfSatisfying(
                        FaultException.class, e -> assertThat(e.fault().kind()).isEqualTo(expected))
                .hasMessageContaining(reason);
    }

    private static WsmanService service() {
        Clock clock = Clock.systemUTC();
        return new WsmanService(
                new ModelOperations(Model.all()),
                new EnumerationSessions(clock, UUID::randomUUID, EnumerationSessions.Limits.DEFAULT),
                clock,
                UUID::randomUUID,
                WsmanService.Settings.DEFAULT);
    }

    private static Answer answer(WsmanService service, byte[] request) {
        RequestContext context = new RequestContext("r", new Principal("ann", Role.ADMINISTRATOR));
        return service.answer(Optional.of(context), "r", request, StandardCharsets.UTF_8);
    }
}
