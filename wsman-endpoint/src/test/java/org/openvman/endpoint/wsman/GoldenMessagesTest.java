package org.openvman.endpoint.wsman;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openvman.provider.operation.EnumerationSessions;
import org.openvman.provider.operation.Principal;
import org.openvman.provider.operation.RequestContext;
import org.openvman.provider.operation.Role;
import org.xmlunit.builder.DiffBuilder;
import org.xmlunit.diff.Diff;

/**
 * For each folder of golden files: requests in order, the answer to each with its HTTP status, and in calls.txt what was
 * asked to change. With {@code -Dgolden.record=true} the answers are written anew, to be read before they are committed.
 */
class GoldenMessagesTest {
    private static final Path GOLDEN = Path.of("src/test/resources/wsman");
    private static final boolean RECORD = Boolean.getBoolean("golden.record");
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC);

    static List<String> cases() throws IOException {
        try (Stream<Path> folders = Files.list(GOLDEN)) {
            return folders.map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void requestsLeadToAnswers(String name) throws IOException {
        Path folder = GOLDEN.resolve(name);
        ModelOperations operations = new ModelOperations(Model.all());
        try (EnumerationSessions sessions =
                new EnumerationSessions(CLOCK, counted("c"), EnumerationSessions.Limits.DEFAULT)) {
            WsmanService service =
                    new WsmanService(operations, sessions, CLOCK, counted("a"), WsmanService.Settings.DEFAULT);
            RequestContext context = new RequestContext("r1", new Principal("ann", Role.ADMINISTRATOR));
            for (int step = 1; Files.exists(folder.resolve(step + ".request.xml")); step++) {
                Answer answer = service.answer(
                        Optional.of(context),
                        "r1",
                        Files.readAllBytes(folder.resolve(step + ".request.xml")),
                        StandardCharsets.UTF_8);
                compare(folder.resolve(step + "." + answer.httpStatus() + ".response.xml"), answer);
            }
        }
        compareCalls(folder.resolve("calls.txt"), operations.calls());
    }

    private static void compare(Path golden, Answer answer) throws IOException {
        String text = new String(answer.envelope(), StandardCharsets.UTF_8);
        if (RECORD) {
            Files.writeString(golden, text);
        }
        assertThat(golden).as("the answer was %s", text).exists();
        Diff diff = DiffBuilder.compare(Files.readString(golden))
                .withTest(text)
                .ignoreComments()
                .ignoreElementContentWhitespace()
                .build();
        assertThat(diff.hasDifferences()).as("%s in %s", diff, text).isFalse();
    }

    private static void compareCalls(Path golden, String calls) throws IOException {
        if (RECORD && !calls.isEmpty()) {
            Files.writeString(golden, calls + "\n");
        }
        String expected = Files.exists(golden) ? Files.readString(golden).strip() : "";
        assertThat(calls).isEqualTo(expected);
    }

    private static Supplier<UUID> counted(String kind) {
        AtomicLong next = new AtomicLong();
        return () -> UUID.fromString(String.format("0000000%s-0000-4000-8000-%012d", kind, next.incrementAndGet()));
    }
}
