package org.openvman.endpoint.cimxml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.xmlunit.builder.DiffBuilder;
import org.xmlunit.diff.Diff;

/** For each folder of golden files: the request's bytes, the calls they lead to, the bytes of the answer. */
class GoldenMessagesTest {
    private static final Path GOLDEN = Path.of("src/test/resources/cimxml");
    private static final RecordingOperations OPERATIONS = new RecordingOperations();
    private static CimXmlServer server;

    @BeforeAll
    static void start() {
        server = new CimXmlServer(OPERATIONS, CimXmlLimits.DEFAULT);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    static List<String> cases() throws IOException {
        try (Stream<Path> folders = Files.list(GOLDEN)) {
            return folders.map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void requestLeadsToCallAndAnswer(String name) throws IOException {
        Path folder = GOLDEN.resolve(name);
        OPERATIONS.takeCalls();

        HttpResponse<String> answer = server.send(
                "POST",
                Files.readString(folder.resolve("request.xml")),
                Map.of("Content-Type", "application/xml; charset=utf-8", "CIMOperation", "MethodCall"));

        assertThat(OPERATIONS.takeCalls())
                .isEqualTo(Files.readString(folder.resolve("call.txt")).strip());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("CIMOperation")).contains("MethodResponse");
        assertThat(answer.headers().firstValue("Content-Type").orElse(""))
                .isEqualToIgnoringCase("application/xml;charset=utf-8");
        String hostless = answer.body().replace("127.0.0.1:" + server.port(), "localhost:5988");
        Diff diff = DiffBuilder.compare(Files.readString(folder.resolve("response.xml")))
                .withTest(hostless)
                .ignoreComments()
                .ignoreElementContentWhitespace()
                .build();
        assertThat(diff.hasDifferences()).as("%s in %s", diff, hostless).isFalse();
    }
}
